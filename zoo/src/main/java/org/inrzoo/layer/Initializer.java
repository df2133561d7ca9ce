package org.inrzoo.layer;

/** How the first values of a parameter are drawn; bounds follow from the layer's fan-in and fan-out. */
public sealed interface Initializer {

    /** Draws one value for a parameter with the given fans. */
    double draw(RandomSource random, int fanIn, int fanOut);

    /** Every value is {@code value}; draws nothing. */
    record Constant(double value) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return value;
        }
    }

    /** Uniform on ±{@code gain}/√fanIn. */
    record FanInUniform(double gain) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.uniform(gain / StrictMath.sqrt(fanIn));
        }
    }

    /** Uniform on ±{@code gain}/fanIn: the first layer of a SIREN with gain 1. */
    record InverseFanInUniform(double gain) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.uniform(gain / fanIn);
        }
    }

    /** Normal with variance 2/(fanIn + fanOut), Glorot and Bengio 2010. */
    record GlorotNormal() implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.normal() * StrictMath.sqrt(2.0 / (fanIn + fanOut));
        }
    }

    /** Normal with the given standard deviation. */
    record Normal(double deviation) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.normal() * deviation;
        }
    }

    /** Uniform on ±{@code bound}. */
    record Uniform(double bound) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.uniform(bound);
        }
    }

    /** Whole multiples of {@code step}, from {@code -most} to {@code most} times, all equally likely. */
    record Multiples(double step, int most) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return step * (random.below(2 * most + 1) - most);
        }
    }

    /** Gamma-distributed of this shape and rate 1. */
    record Gamma(double shape) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.gamma(shape);
        }
    }

    /**
     * As {@code base} draws it, times the root of another tensor's value in the same column: frequencies that grow with
     * the sharpness of their bells.
     *
     * @param other name of a tensor of the same layer with one value per column
     */
    record TimesRoot(Initializer base, String other) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return base.draw(random, fanIn, fanOut);
        }
    }

    /** All zero. */
    static Initializer zeros() {
        return new Constant(0);
    }

    /** Uniform on ±√(6/fanIn), He et al. 2015; with ReLU's gain. */
    static Initializer kaimingUniform() {
        return new FanInUniform(StrictMath.sqrt(6));
    }

    /** PyTorch's default for a linear layer's weights and biases, uniform on ±1/√fanIn. */
    static Initializer pytorchDefault() {
        return new FanInUniform(1);
    }

    /** Hidden and output weights of a SIREN, uniform on ±√(6/fanIn)/ω₀, Sitzmann et al. 2020, §3.2. */
    static Initializer siren(double omega0) {
        return new FanInUniform(StrictMath.sqrt(6) / omega0);
    }

    /** First-layer weights of a SIREN, uniform on ±1/fanIn, Sitzmann et al. 2020, §3.2. */
    static Initializer sirenFirst() {
        return new InverseFanInUniform(1);
    }
}
