package org.inrzoo.engine;

/** What one output costs that should be another number, and how that changes with the output. */
public interface Penalty {

    /** The cost. */
    double value(double output, double target);

    /** The derivative of {@link #value} by the output. */
    double slope(double output, double target);

    /** The distance, |y - t|. */
    Penalty ABSOLUTE = new Penalty() {
        @Override
        public double value(double output, double target) {
            return Math.abs(output - target);
        }

        @Override
        public double slope(double output, double target) {
            return Math.signum(output - target);
        }
    };

    /**
     * The cross entropy of a logit y and a probability t: log(1 + e^y) - t·y, computed so that it never overflows.
     */
    Penalty CROSS_ENTROPY = new Penalty() {
        @Override
        public double value(double output, double target) {
            return Math.max(output, 0) - output * target + Math.log1p(Math.exp(-Math.abs(output)));
        }

        @Override
        public double slope(double output, double target) {
            return 1 / (1 + Math.exp(-output)) - target;
        }
    };

    /**
     * Half the square of the distance where it is at most {@code delta}, and beyond it delta times the distance less
     * delta / 2 (Huber, 1964).
     *
     * @param delta positive
     */
    static Penalty huber(double delta) {
        return new Penalty() {
            @Override
            public double value(double output, double target) {
                double distance = Math.abs(output - target);
                return distance <= delta ? distance * distance / 2 : delta * (distance - delta / 2);
            }

            @Override
            public double slope(double output, double target) {
                return Math.max(-delta, Math.min(delta, output - target));
            }
        };
    }
}
