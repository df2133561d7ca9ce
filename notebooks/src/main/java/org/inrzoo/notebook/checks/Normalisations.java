package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.inrzoo.layer.Normalization;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 06-normalisation. */
public final class Normalisations {

    /** How many eigenvalues make a share of their sum. */
    @FunctionalInterface
    public interface Directions {
        int of(double[] eigenvalues, double share);
    }

    private static final String VARIANCE = "the variance";
    private static final String BATCH = "batch normalisation";
    private static final String LAYER = "layer normalisation";
    private static final String DEPENDS = "who depends on whom";
    private static final String GLOBAL = "global normalisation";
    private static final String CROSS = "cross normalisation";
    private static final String DIRECTIONS = "directions of a spectrum";

    private static final Sheet SHEET = new Sheet(VARIANCE, BATCH, LAYER, DEPENDS, GLOBAL, CROSS, DIRECTIONS);

    private static final double EPSILON = 1e-5;
    private static final double TOLERANCE = 2e-3;

    /** What the zoo knows of it. */
    private static final List<String> ZOO =
            List.of("usesBatchStatistics", "Engines", "Architecture", "FrozenNormalization");

    private Normalisations() {}

    /** Gap 1. */
    public static void variance(ToDoubleFunction<double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(VARIANCE, trial -> {
            trial.given("a single value")
                    .close(
                            answer.applyAsDouble(new double[] {5}),
                            0,
                            1e-9,
                            "a single value is its own mean; biased: divide by the count");
            for (int i = 2; i <= 12; i++) {
                double[] values = draws.reals(i, -3, 3);
                trial.given(i + " values")
                        .close(
                                answer.applyAsDouble(values.clone()),
                                variance(values),
                                TOLERANCE,
                                "average the squares of the distances from the mean; biased: divide by the count");
            }
        });
    }

    /** Gap 2. */
    public static void batchNorm(UnaryOperator<double[][]> answer) {
        norm(
                BATCH,
                "batchNorm",
                answer,
                (x, i, j) -> {
                    double[] column = column(x, j);
                    return (x[i][j] - mean(column)) / Math.sqrt(variance(column) + EPSILON);
                },
                "mean and variance of each channel over the points; epsilon stands beside the variance, under the root");
    }

    /** Gap 3. */
    public static void layerNorm(UnaryOperator<double[][]> answer) {
        norm(
                LAYER,
                "layerNorm",
                answer,
                (x, i, j) -> (x[i][j] - mean(x[i])) / Math.sqrt(variance(x[i]) + EPSILON),
                "mean and variance of the point's own row; epsilon stands beside the variance, under the root");
    }

    /** Gap 4. */
    public static void depends(Predicate<Normalization.Kind> answer) {
        SHEET.check(DEPENDS, "depends", ZOO, trial -> {
            for (Normalization.Kind kind : Normalization.Kind.values()) {
                boolean right = answer.test(kind) == (kind != Normalization.Kind.LAYER);
                trial.given(kind.toString())
                        .that(right, "which values enter its mean and its variance: those of the point alone?");
            }
        });
    }

    /** Gap 5. */
    public static void globalNorm(UnaryOperator<double[][]> answer) {
        norm(
                GLOBAL,
                "globalNorm",
                answer,
                (x, i, j) -> {
                    double[] all =
                            Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
                    return (x[i][j] - mean(all)) / Math.sqrt(unbiased(all) + EPSILON);
                },
                "one mean and one variance for all; by how much is an unbiased variance larger than a biased one?");
    }

    /** Gap 6. */
    public static void crossNorm(UnaryOperator<double[][]> answer) {
        norm(
                CROSS,
                "crossNorm",
                answer,
                (x, i, j) -> {
                    double[] column = column(x, j);
                    int points = x.length;
                    int channels = x[i].length;
                    double centre = (channels * mean(x[i]) + points * mean(column) - x[i][j]) / (points + channels);
                    return (x[i][j] - centre) / Math.sqrt(unbiased(column) + unbiased(x[i]) + EPSILON);
                },
                "row and column hold x_ij both: count it once. A column has N values, a row has C; both variances are unbiased");
    }

    private interface Value {
        double at(double[][] x, int i, int j);
    }

    /** Tries small features, too, where epsilon decides. */
    private static void norm(String check, String method, UnaryOperator<double[][]> answer, Value value, String hint) {
        Draws draws = new Draws();
        SHEET.check(check, method, ZOO, trial -> {
            trial.given("zeros")
                    .close(
                            answer.apply(new double[4][3]),
                            new double[4][3],
                            1e-9,
                            "epsilon keeps the root from being 0");
            for (int k = 0; k < 8; k++) {
                double size = k % 2 == 0 ? 1 : 3e-3;
                double[][] x = draws.table(draws.whole(3, 9), draws.whole(10, 12), -size, size);
                double[][] expected = new double[x.length][x[0].length];
                for (int i = 0; i < x.length; i++) {
                    for (int j = 0; j < x[0].length; j++) {
                        expected[i][j] = value.at(x, i, j);
                    }
                }
                trial.given(x.length + " points of " + x[0].length + " features up to " + size)
                        .close(answer.apply(Draws.copy(x)), expected, TOLERANCE, hint);
            }
        });
    }

    /** Gap 7. */
    public static void directions(Directions answer) {
        Draws draws = new Draws();
        SHEET.check(DIRECTIONS, trial -> {
            trial.given("5, 3, 1, 1 and a share of 0.5")
                    .equal(answer.of(new double[] {5, 3, 1, 1}, 0.5), 1, "at least the share, not more than it");
            trial.given("5, 3, 1, 1 and a share of 0.6")
                    .equal(answer.of(new double[] {5, 3, 1, 1}, 0.6), 2, "add from the largest on until it suffices");
            trial.given("four equal ones and a share of 1")
                    .equal(answer.of(new double[] {1, 1, 1, 1}, 1), 4, "the whole sum needs everyone");
            for (int i = 0; i < 12; i++) {
                double[] values = Arrays.stream(draws.reals(draws.whole(3, 30), 0.1, 9))
                        .map(value -> -value)
                        .sorted()
                        .map(value -> -value)
                        .toArray();
                int count = draws.whole(1, values.length - 1);
                double sum = Arrays.stream(values).sum();
                double share = (Arrays.stream(values).limit(count).sum() - values[count - 1] / 2) / sum;
                trial.given(values.length + " eigenvalues and a share of " + share)
                        .equal(
                                answer.of(values.clone(), share),
                                count,
                                "add from the first, the largest, on, and compare with the share of the sum of all");
            }
        });
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / values.length;
    }

    private static double unbiased(double[] values) {
        return variance(values) * values.length / (values.length - 1);
    }

    private static double[] column(double[][] x, int j) {
        return Arrays.stream(x).mapToDouble(row -> row[j]).toArray();
    }
}
