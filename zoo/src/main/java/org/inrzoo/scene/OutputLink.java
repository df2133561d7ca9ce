package org.inrzoo.scene;

/** How a network's outputs become the free numbers that a medium's colours and densities are made of. */
public enum OutputLink {
    /** As they are. */
    FREE {
        @Override
        public double free(double output) {
            return output;
        }

        @Override
        public double slope(double output) {
            return 1;
        }
    },

    /** By the logit, of outputs within [0,1], such as those behind a sigmoid. */
    UNIT {
        @Override
        public double free(double output) {
            double y = inside(output);
            return Math.log(y / (1 - y));
        }

        @Override
        public double slope(double output) {
            double y = inside(output);
            return 1 / (y * (1 - y));
        }
    };

    private static final double EDGE = 1e-7;

    private static double inside(double output) {
        return Math.max(EDGE, Math.min(1 - EDGE, output));
    }

    /** That of networks whose outputs are within [0,1], or of others. */
    public static OutputLink of(boolean within) {
        return within ? UNIT : FREE;
    }

    /** The free number of an output. */
    public abstract double free(double output);

    /** Its change by the output. */
    public abstract double slope(double output);
}
