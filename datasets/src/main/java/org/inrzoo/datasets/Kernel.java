package org.inrzoo.datasets;

/** The weights of the samples around a place, by their distance from it in samples. */
enum Kernel {
    /** Keys' cubic convolution with a = -1/2, exact for parabolas. */
    CUBIC(2) {
        @Override
        double at(double x) {
            double t = Math.abs(x);
            return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
        }
    },
    /** The sinc with a window of three samples on each side. */
    LANCZOS(3) {
        @Override
        double at(double x) {
            if (x == 0) {
                return 1;
            }
            double angle = StrictMath.PI * x;
            return Math.abs(x) < 3 ? 3 * StrictMath.sin(angle) * StrictMath.sin(angle / 3) / (angle * angle) : 0;
        }
    };

    private final int radius;

    @SuppressWarnings("ImmutableEnumChecker") // written by the constructor alone
    private final double[][] phases;

    Kernel(int radius) {
        this.radius = radius;
        phases = new double[Interpolation.PHASES][];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = weights((double) i / phases.length);
        }
    }

    /** The weight at a distance. */
    abstract double at(double x);

    /** Samples on each side that count. */
    int radius() {
        return radius;
    }

    /** The weights of {@link #weights} at {@code phase} of {@link Interpolation#PHASES} parts; not to be modified. */
    double[] phase(int phase) {
        return phases[phase];
    }

    /** The weights, summing to 1, of the samples {@code 1 - radius} to {@code radius} around a place in [0,1). */
    double[] weights(double place) {
        double[] weights = new double[2 * radius];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            boolean onSample = place == 0;
            int sample = i + 1 - radius;
            weights[i] = onSample ? sample == 0 ? 1 : 0 : at(place - sample);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
