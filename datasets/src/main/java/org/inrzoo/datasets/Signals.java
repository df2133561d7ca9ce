package org.inrzoo.datasets;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The one-dimensional targets with which papers show spectral bias. */
final class Signals {

    /** Cycles of the sines, Rahaman et al. 2019: 5, 10, … 50. */
    private static final List<Integer> CYCLES =
            IntStream.rangeClosed(1, 10).map(k -> 5 * k).boxed().toList();

    /** Half cycles per unit of x, Shi et al. 2024: cycles over [-1, 1]. */
    private static final List<Integer> STEP_CYCLES = List.of(3, 5, 7, 9);

    private static final int SINE_SAMPLES = 200;
    private static final int STEP_SAMPLES = 300;

    static final List<String> NAMES = List.of("sines", "sines-rising", "steps");

    private Signals() {}

    static SampledSignal named(String name, long seed) {
        return switch (name) {
            case "sines" -> sines(name, seed, k -> 1);
            case "sines-rising" -> sines(name, seed, k -> (k + 1) / 10.0);
            case "steps" -> steps(name);
            default ->
                throw new IllegalArgumentException(
                        "there is no signal named '" + name + "'; there are: " + String.join(", ", NAMES));
        };
    }

    /** Σ_k A_k sin(2π K_k t + φ_k) at t = i/200. */
    private static SampledSignal sines(String name, long seed, IntToDoubleFunction amplitude) {
        RandomNumbers random = new RandomNumbers(seed);
        double[] phase = CYCLES.stream().mapToDouble(cycles -> random.angle()).toArray();
        return sampled(name, SINE_SAMPLES, false, CYCLES, t -> {
            double sum = 0;
            for (int k = 0; k < phase.length; k++) {
                sum += amplitude.applyAsDouble(k) * StrictMath.sin(2 * StrictMath.PI * CYCLES.get(k) * t + phase[k]);
            }
            return sum;
        });
    }

    /** 2 round(Σ sin(kπx) / 2), k = 3, 5, 7, 9, at 300 points of [-1, 1]; halves are rounded to the even neighbour. */
    private static SampledSignal steps(String name) {
        return sampled(name, STEP_SAMPLES, true, STEP_CYCLES, t -> {
            double sum = 0;
            for (int cycles : STEP_CYCLES) {
                sum += StrictMath.sin(cycles * StrictMath.PI * (2 * t - 1));
            }
            return 2 * StrictMath.rint(sum / 2);
        });
    }

    private static SampledSignal sampled(
            String name, int samples, boolean bothEnds, List<Integer> frequencies, DoubleUnaryOperator function) {
        SampledSignal signal = new SampledSignal(name, new float[samples], bothEnds, frequencies);
        for (int i = 0; i < samples; i++) {
            // Rounding to zero leaves negative zeros, which are the same value and other bits.
            signal.values()[i] = (float) (function.applyAsDouble(signal.position(i)) + 0.0);
        }
        return signal;
    }
}
