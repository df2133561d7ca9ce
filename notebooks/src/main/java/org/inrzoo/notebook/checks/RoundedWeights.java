package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 25-compression. */
public final class RoundedWeights {

    /** The distance of two neighbours. */
    @FunctionalInterface
    public interface StepSize {
        double of(double[] weights, int bits);
    }

    /** Whole numbers of steps. */
    @FunctionalInterface
    public interface Rounded {
        int[] of(double[] weights, double step);
    }

    /** A part of an interval, as its begin and its width. */
    @FunctionalInterface
    public interface Narrowed {
        double[] of(double low, double width, double[] parts, int value);
    }

    private static final String STEP = "the step";
    private static final String ROUNDED = "the rounded weights";
    private static final String ENTROPY = "the entropy";
    private static final String NARROWED = "the narrowed interval";

    private static final Sheet SHEET = new Sheet(STEP, ROUNDED, ENTROPY, NARROWED);

    private static final double TOLERANCE = 1e-9;

    private RoundedWeights() {}

    /** Gap 1. */
    public static void step(StepSize answer) {
        Draws draws = new Draws();
        SHEET.check(STEP, trial -> {
            trial.given("-3 and 1 by 3 bits")
                    .close(answer.of(new double[] {-3, 1}, 3), 1, TOLERANCE, "the largest without its sign becomes 3");
            for (int i = 0; i < 30; i++) {
                double[] w = draws.reals(draws.whole(1, 6), -2, 2);
                int bits = draws.whole(2, 8);
                double largest = Arrays.stream(w).map(Math::abs).max().orElseThrow();
                trial.given(w.length + " weights by " + bits + " bits")
                        .close(
                                answer.of(w.clone(), bits),
                                largest / (Math.pow(2, bits - 1) - 1),
                                TOLERANCE,
                                "m steps reach from zero to the largest");
            }
        });
    }

    /** Gap 2. */
    public static void rounded(Rounded answer) {
        Draws draws = new Draws();
        SHEET.check(ROUNDED, trial -> {
            for (int i = 0; i < 30; i++) {
                double[] w = draws.reals(draws.whole(1, 6), -2, 2);
                double step = draws.real(0.05, 0.5);
                trial.given(w.length + " weights in steps of " + (float) step)
                        .close(
                                reals(answer.of(w.clone(), step)),
                                Arrays.stream(w).map(x -> Math.rint(x / step)).toArray(),
                                TOLERANCE,
                                "how many steps is a weight, rounded to the nearest and not cut off?");
            }
        });
    }

    private static double[] reals(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    /** Gap 3. */
    public static void entropy(ToDoubleFunction<int[]> answer) {
        Draws draws = new Draws();
        SHEET.check(ENTROPY, trial -> {
            trial.given("one value alone")
                    .close(answer.applyAsDouble(new int[] {4, 4, 4}), 0, TOLERANCE, "what is certain is worth nothing");
            trial.given("four values, each as frequent")
                    .close(answer.applyAsDouble(new int[] {-1, 0, 1, 2}), 2, TOLERANCE, "the logarithm is of base 2");
            for (int i = 0; i < 30; i++) {
                int[] k = IntStream.range(0, draws.whole(1, 20))
                        .map(n -> draws.whole(-3, 3))
                        .toArray();
                trial.given(k.length + " weights")
                        .close(answer.applyAsDouble(k.clone()), bits(k), TOLERANCE, "p is how often by how many");
            }
        });
    }

    private static double bits(int[] k) {
        Map<Integer, Long> counts =
                Arrays.stream(k).boxed().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.values().stream()
                .mapToDouble(count -> (double) count / k.length)
                .map(p -> -p * Math.log(p) / Math.log(2))
                .sum();
    }

    /** Gap 4. */
    public static void narrowed(Narrowed answer) {
        Draws draws = new Draws();
        SHEET.check(NARROWED, trial -> {
            trial.given("the whole interval, parts of 1/2, 1/4, 1/4, and value 1")
                    .close(
                            answer.of(0, 1, new double[] {0.5, 0.25, 0.25}, 1),
                            new double[] {0.5, 0.25},
                            TOLERANCE,
                            "the parts of the values before it come first");
            for (int i = 0; i < 30; i++) {
                double[] raw = draws.reals(draws.whole(2, 5), 0.1, 1);
                double sum = Arrays.stream(raw).sum();
                double[] p = Draws.filled(raw.length, j -> raw[j] / sum);
                int k = draws.whole(0, p.length - 1);
                double low = draws.real(0, 0.5);
                double width = draws.real(0.1, 0.5);
                double before = Arrays.stream(p, 0, k).sum();
                trial.given("an interval that is not the whole, and value " + k)
                        .close(
                                answer.of(low, width, p.clone(), k),
                                new double[] {low + width * before, width * p[k]},
                                TOLERANCE,
                                "parts are of the width, and they begin at low");
            }
        });
    }
}
