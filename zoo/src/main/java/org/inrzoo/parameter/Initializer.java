package org.inrzoo.parameter;

import java.util.Arrays;

/** How the first values of a parameter are drawn; bounds follow from the layer's fan-in and fan-out. */
public sealed interface Initializer {

    /** Draws one value for a parameter with the given fans. */
    double draw(RandomSource random, int fanIn, int fanOut);

    /** Draws a parameter's values, row-major, into {@code target} from {@code from} until before {@code to}. */
    default void fill(RandomSource random, int fanIn, int fanOut, float[] target, int from, int to) {
        for (int i = from; i < to; i++) {
            target[i] = (float) draw(random, fanIn, fanOut);
        }
    }

    /** Whether a parameter drawn like this may hold the value; a weight may hold any finite number. */
    default boolean allows(float value) {
        return Float.isFinite(value);
    }

    /**
     * Not drawn but taken from a signal when a fit begins: what describes the fitted one, or another. Until then, as where there is no
     * fit, a random direction.
     */
    enum OfSignal implements Initializer {
        /** The signal that is fitted. */
        FITTED,
        /** A signal that is not fitted. */
        OTHER;

        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.normal();
        }
    }

    /**
     * As {@link OfSignal#FITTED}: the signal that is fitted, as a network sees it that was trained to tell pictures' classes apart.
     *
     * @param trained the folder or file of that network; empty for the zoo's own
     */
    record OfClassifier(String trained) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.normal();
        }
    }

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

    /** Uniform on ±√(6/(fanIn + fanOut)), Glorot and Bengio 2010; Keras' default. */
    record GlorotUniform() implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.uniform(StrictMath.sqrt(6.0 / ((double) fanIn + fanOut)));
        }
    }

    /** Normal with the given standard deviation. */
    record Normal(double deviation) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.normal() * deviation;
        }
    }

    /**
     * Rows of {@code size} different numbers out of 0 … {@code from}-1, each row a fair draw in ascending order.
     *
     * @param size numbers of a row, at most {@code from}
     * @param from how many there are to choose from
     */
    record Choices(int size, int from) implements Initializer {

        public Choices {
            if (size < 1 || size > from) {
                throw new IllegalArgumentException(size + " different numbers cannot be chosen from " + from);
            }
        }

        /** One number of a row by itself. */
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.below(from);
        }

        /** The first steps of a Fisher-Yates shuffle make a row; the next row shuffles on. */
        @Override
        public void fill(RandomSource random, int fanIn, int fanOut, float[] target, int first, int end) {
            float[] numbers = new float[from];
            for (int i = 0; i < from; i++) {
                numbers[i] = i;
            }
            for (int row = first; row < end; row += size) {
                for (int i = 0; i < size; i++) {
                    int j = i + random.below(from - i);
                    float chosen = numbers[j];
                    numbers[j] = numbers[i];
                    numbers[i] = chosen;
                }
                System.arraycopy(numbers, 0, target, row, size);
                Arrays.sort(target, row, row + size);
            }
        }

        @Override
        public boolean allows(float value) {
            return value >= 0 && value < from && value == Math.rint(value);
        }
    }

    /** Uniform on ±{@code bound}. */
    record Uniform(double bound) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return random.uniform(bound);
        }
    }

    /** Whole multiples of {@code step}, from {@code -limit} to {@code limit} times, all equally likely. */
    record Multiples(double step, int limit) implements Initializer {
        @Override
        public double draw(RandomSource random, int fanIn, int fanOut) {
            return step * (random.below(2 * limit + 1) - limit);
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
