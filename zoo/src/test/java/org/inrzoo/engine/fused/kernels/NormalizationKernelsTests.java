package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.inrzoo.engine.fused.kernels.NormalizationKernels.Columns;
import org.inrzoo.engine.fused.memory.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The loops of normalisation against plain ones in double precision.
 *
 * <p>Where features are no multiple of a vector, a loop also reads what fills the last one up. That are numbers, as
 * in a block, but large ones, which may come into no result; behind them and around all lie guards.
 */
class NormalizationKernelsTests {

    private static final int COUNT = 67; // more than go together, and no multiple of a vector
    private static final double ERROR = 2e-5;
    private static final float FILLING = 1e4f;

    /** The operands for vectors of some bits and a number of features. */
    record Shape(int bits, int features) {

        NormalizationKernels kernels() {
            return Kernels.of(bits).normalizations();
        }

        int padded() {
            return Kernels.of(bits).padded(features);
        }

        /** Rows of random numbers, filled up to whole vectors. */
        Operand rows(long seed) {
            Operand rows = Operand.rows(COUNT, COUNT, padded(), seed);
            for (int point = 0; point < COUNT; point++) {
                for (int j = features; j < padded(); j++) {
                    rows.data[rows.asRows(COUNT).index(point, j)] = FILLING;
                }
            }
            return rows;
        }

        Operand writable(Operand rows) {
            return rows.writableRows(COUNT, COUNT, padded());
        }

        double at(Operand rows, int point, int feature) {
            return rows.data[rows.asRows(COUNT).index(point, feature)];
        }

        /** A number for every feature, and one for what fills the last vector up. */
        float[] features(IntToDoubleFunction value, float filling) {
            return Operand.floats(padded(), j -> j < features ? value.applyAsDouble(j) : filling);
        }

        float[] gain() {
            return features(j -> 0.5 + 0.03 * j, 0);
        }

        float[] shift() {
            return features(j -> 0.1 - 0.02 * j, 0);
        }

        float[] ones() {
            return features(j -> 1, 0);
        }

        float[] means() {
            return features(j -> 0.3 - 0.01 * j, 0);
        }

        float[] scales() {
            return features(j -> 1.5 + 0.01 * j, 0);
        }
    }

    static List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (int bits : new int[] {128, 256, 512}) {
            for (int features : new int[] {1, 2, 13, 32, 64, 70}) {
                shapes.add(new Shape(bits, features));
            }
        }
        return shapes;
    }

    /** A number for every point, with room for whole vectors. */
    private static float[] points(IntToDoubleFunction value) {
        return Operand.floats(Rows.padded(COUNT), value);
    }

    private static double sum(IntToDoubleFunction term) {
        return IntStream.range(0, COUNT).mapToDouble(term).sum();
    }

    /** A result of every feature of every point. */
    private interface Result {
        double of(int point, int feature);
    }

    private static void assertRows(Shape shape, Operand rows, Result expected) {
        for (int point = 0; point < COUNT; point++) {
            for (int j = 0; j < shape.features(); j++) {
                double wanted = expected.of(point, j);
                assertThat(shape.at(rows, point, j))
                        .as("point %d, feature %d", point, j)
                        .isCloseTo(wanted, within(ERROR * Math.max(1, Math.abs(wanted))));
            }
        }
    }

    /** Sums of each feature, from a place on, which were {@code before} at first. */
    private static void assertSums(Shape shape, Operand sums, int from, Operand before, IntToDoubleFunction added) {
        for (int j = 0; j < shape.features(); j++) {
            double wanted = before.get(from + j) + added.applyAsDouble(j);
            assertThat(sums.get(from + j)).as("sum %d of feature %d", from, j).isCloseTo(wanted, within(COUNT * ERROR));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void columnSquaresAddUpSquaredDeviations(Shape shape) {
        Operand x = shape.rows(1).watch();
        float[] means = shape.means();
        float[] squares = shape.features(j -> j, 0);
        shape.kernels().columnSquares(x.asRows(COUNT), COUNT, shape.features(), means, squares);
        x.assertUntouched();
        for (int j = 0; j < shape.features(); j++) {
            int feature = j;
            double wanted = j + sum(i -> Math.pow(shape.at(x, i, feature) - means[feature], 2));
            assertThat((double) squares[j]).isCloseTo(wanted, within(COUNT * ERROR));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void lineShiftsAndScalesEveryFeature(Shape shape) {
        Operand x = shape.rows(1);
        Operand y = shape.writable(shape.rows(2));
        Operand.watch(x, y);
        shape.kernels()
                .line(
                        x.asRows(COUNT),
                        y.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        shape.means(),
                        shape.scales(),
                        shape.shift());
        Operand.assertUntouched(x, y);
        assertRows(shape, y, (i, j) -> shape.scales()[j] * (shape.at(x, i, j) - shape.means()[j]) + shape.shift()[j]);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void lineSumsAreThoseOfShiftAndGain(Shape shape) {
        Operand x = shape.rows(1);
        Operand dy = shape.rows(2);
        int stride = shape.padded() + 5;
        Operand sums = Operand.random(2 * stride, 3);
        sums.writable(0, shape.padded()).writable(stride, shape.padded());
        Operand before = sums.copy();
        Operand.watch(x, dy, sums);
        shape.kernels()
                .lineSums(
                        x.asRows(COUNT),
                        dy.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        shape.means(),
                        shape.scales(),
                        sums.data,
                        sums.offset,
                        stride);
        Operand.assertUntouched(x, dy, sums);
        assertSums(shape, sums, 0, before, j -> sum(i -> shape.at(dy, i, j)));
        assertSums(
                shape,
                sums,
                stride,
                before,
                j -> sum(i -> shape.at(dy, i, j) * (shape.at(x, i, j) - shape.means()[j]) * shape.scales()[j]));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void lineGradientTakesThePlaceOfDy(Shape shape) {
        Operand x = shape.rows(1);
        Operand dy = shape.writable(shape.rows(2));
        Operand before = dy.copy();
        Operand.watch(x, dy);
        shape.kernels()
                .lineGradient(
                        x.asRows(COUNT),
                        dy.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        shape.means(),
                        shape.gain(),
                        shape.scales(),
                        shape.shift());
        Operand.assertUntouched(x, dy);
        assertRows(
                shape,
                dy,
                (i, j) -> shape.gain()[j] * shape.at(before, i, j)
                        + shape.scales()[j] * (shape.at(x, i, j) - shape.means()[j])
                        + shape.shift()[j]);
    }

    private static double rowMean(Shape shape, Operand x, int point) {
        return IntStream.range(0, shape.features())
                .mapToDouble(j -> shape.at(x, point, j))
                .average()
                .orElseThrow();
    }

    private static double rowSquares(Shape shape, Operand x, int point) {
        double mean = rowMean(shape, x, point);
        return IntStream.range(0, shape.features())
                .mapToDouble(j -> Math.pow(shape.at(x, point, j) - mean, 2))
                .sum();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rowMomentsAreThoseOfThePointsOwnFeatures(Shape shape) {
        Operand x = shape.rows(1).watch();
        float[] means = points(i -> 99);
        float[] squares = points(i -> 99);
        shape.kernels().rowMoments(x.asRows(COUNT), COUNT, shape.features(), shape.ones(), means, squares);
        x.assertUntouched();
        for (int point = 0; point < COUNT; point++) {
            assertThat((double) means[point]).isCloseTo(rowMean(shape, x, point), within(ERROR));
            assertThat((double) squares[point]).isCloseTo(rowSquares(shape, x, point), within(70 * ERROR));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void inverseRootsAreTakenOfEveryPoint(Shape shape) {
        float[] values = points(i -> i);
        shape.kernels().inverseRoots(values, COUNT, 3, 1e-5f);
        for (int point = 0; point < COUNT; point++) {
            double wanted = 1 / Math.sqrt(point / 3.0 + 1e-5);
            assertThat((double) values[point]).isCloseTo(wanted, within(1e-6 * wanted));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rowLineUsesThePointsOwnMeanAndScale(Shape shape) {
        Operand x = shape.rows(1);
        Operand y = shape.writable(shape.rows(2));
        float[] means = points(i -> 0.2 - 0.01 * i);
        float[] scales = points(i -> 1 + 0.02 * i);
        Operand.watch(x, y);
        shape.kernels()
                .rowLine(
                        x.asRows(COUNT),
                        y.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        means,
                        scales,
                        shape.gain(),
                        shape.shift());
        Operand.assertUntouched(x, y);
        assertRows(shape, y, (i, j) -> shape.gain()[j] * (shape.at(x, i, j) - means[i]) * scales[i] + shape.shift()[j]);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rowLineSumsAreThoseOfShiftAndGain(Shape shape) {
        Operand x = shape.rows(1);
        Operand dy = shape.rows(2);
        float[] means = points(i -> 0.2 - 0.01 * i);
        float[] scales = points(i -> 1 + 0.02 * i);
        int stride = shape.padded() + 5;
        Operand sums = Operand.random(2 * stride, 3);
        sums.writable(0, shape.padded()).writable(stride, shape.padded());
        Operand before = sums.copy();
        Operand.watch(x, dy, sums);
        shape.kernels()
                .rowLineSums(
                        x.asRows(COUNT),
                        dy.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        means,
                        scales,
                        sums.data,
                        sums.offset,
                        stride);
        Operand.assertUntouched(x, dy, sums);
        assertSums(shape, sums, 0, before, j -> sum(i -> shape.at(dy, i, j)));
        assertSums(
                shape,
                sums,
                stride,
                before,
                j -> sum(i -> shape.at(dy, i, j) * (shape.at(x, i, j) - means[i]) * scales[i]));
    }

    /** By the chain rule through mean and variance, value by value: dx_k = Σ_j e_j ∂x̂_j/∂x_k with e = gain dy. */
    @ParameterizedTest
    @MethodSource("shapes")
    void rowLineGradientGoesThroughTheRowsOwnStatistics(Shape shape) {
        Operand x = shape.rows(1);
        Operand dy = shape.writable(shape.rows(2));
        Operand before = dy.copy();
        int features = shape.features();
        float[] means = points(i -> i < COUNT ? rowMean(shape, x, i) : 0);
        float[] scales = points(i -> i < COUNT ? 1 / Math.sqrt(rowSquares(shape, x, i) / features + 0.1) : 1);
        Operand.watch(x, dy);
        shape.kernels()
                .rowLineGradient(x.asRows(COUNT), dy.asRows(COUNT), COUNT, features, means, scales, shape.gain());
        Operand.assertUntouched(x, dy);
        assertRows(shape, dy, (i, k) -> {
            double r = scales[i];
            double centered = shape.at(x, i, k) - means[i];
            double sum = 0;
            for (int j = 0; j < features; j++) {
                double own = (j == k ? 1 : 0) - 1.0 / features;
                double byScale = -r * r * r * centered / features * (shape.at(x, i, j) - means[i]);
                sum += shape.gain()[j] * shape.at(before, i, j) * (r * own + byScale);
            }
            return sum;
        });
    }

    private static final float BATCH = 200;

    private static Columns columns(Shape shape) {
        return new Columns(BATCH, shape.means(), shape.features(j -> 0.4 + 0.01 * j, 1));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void crossScalesJoinTheVariancesOfColumnAndRow(Shape shape) {
        Operand scales = shape.writable(shape.rows(3)).watch();
        float[] rowVariances = points(i -> 0.1 + 0.02 * i);
        shape.kernels()
                .crossScales(
                        scales.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        columns(shape).variances(),
                        rowVariances);
        scales.assertUntouched();
        assertRows(shape, scales, (i, j) -> 1 / Math.sqrt(columns(shape).variances()[j] + (double) rowVariances[i]));
    }

    /** r (N (x - column mean) + C (x - row mean) + x) / (N + C). */
    private static double crossNormal(Shape shape, Operand x, Operand scales, float[] rowMeans, int i, int j) {
        double value = shape.at(x, i, j);
        double column = BATCH * (value - shape.means()[j]);
        double row = shape.features() * (value - rowMeans[i]);
        return shape.at(scales, i, j) * (column + row + value) / (BATCH + shape.features());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void crossNormalizesByColumnAndRow(Shape shape) {
        Operand x = shape.rows(1);
        Operand y = shape.writable(shape.rows(2));
        Operand scales = shape.rows(3);
        float[] rowMeans = points(i -> 0.2 - 0.01 * i);
        Operand.watch(x, y, scales);
        shape.kernels()
                .cross(
                        x.asRows(COUNT),
                        y.asRows(COUNT),
                        scales.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        columns(shape),
                        rowMeans,
                        shape.gain(),
                        shape.shift());
        Operand.assertUntouched(x, y, scales);
        assertRows(
                shape, y, (i, j) -> shape.gain()[j] * crossNormal(shape, x, scales, rowMeans, i, j) + shape.shift()[j]);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void crossSumsAreFour(Shape shape) {
        Operand x = shape.rows(1);
        Operand dy = shape.rows(2);
        Operand scales = shape.rows(3);
        float[] rowMeans = points(i -> 0.2 - 0.01 * i);
        int stride = shape.padded() + 5;
        Operand sums = Operand.random(4 * stride, 4);
        for (int s = 0; s < 4; s++) {
            sums.writable(s * stride, shape.padded());
        }
        Operand before = sums.copy();
        Operand.watch(x, dy, scales, sums);
        shape.kernels()
                .crossSums(
                        x.asRows(COUNT),
                        dy.asRows(COUNT),
                        scales.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        columns(shape),
                        rowMeans,
                        shape.gain(),
                        sums.data,
                        sums.offset,
                        stride);
        Operand.assertUntouched(x, dy, scales, sums);
        assertSums(shape, sums, 0, before, j -> sum(i -> shape.at(dy, i, j)));
        assertSums(
                shape,
                sums,
                stride,
                before,
                j -> sum(i -> shape.at(dy, i, j) * crossNormal(shape, x, scales, rowMeans, i, j)));
        assertSums(
                shape,
                sums,
                2 * stride,
                before,
                j -> sum(i -> shape.gain()[j] * shape.at(scales, i, j) * shape.at(dy, i, j)));
        assertSums(
                shape,
                sums,
                3 * stride,
                before,
                j -> sum(i -> -0.5
                        * shape.gain()[j]
                        * Math.pow(shape.at(scales, i, j), 2)
                        * shape.at(dy, i, j)
                        * crossNormal(shape, x, scales, rowMeans, i, j)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void crossGradientTakesThePlaceOfDy(Shape shape) {
        Operand x = shape.rows(1);
        Operand dy = shape.writable(shape.rows(2));
        Operand scales = shape.rows(3);
        Operand before = dy.copy();
        float[] rowMeans = points(i -> 0.2 - 0.01 * i);
        float[] p = shape.features(j -> 0.7 - 0.1 * j, 0);
        float[] q = shape.features(j -> 0.02 * j - 0.3, 0);
        Operand.watch(x, dy, scales);
        shape.kernels()
                .crossGradient(
                        x.asRows(COUNT),
                        dy.asRows(COUNT),
                        scales.asRows(COUNT),
                        COUNT,
                        shape.features(),
                        columns(shape),
                        rowMeans,
                        shape.gain(),
                        shape.ones(),
                        p,
                        q);
        Operand.assertUntouched(x, dy, scales);
        double all = BATCH + shape.features();
        assertRows(shape, dy, (i, k) -> {
            double rowP = 0;
            double rowQ = 0;
            for (int j = 0; j < shape.features(); j++) {
                double own = shape.gain()[j] * shape.at(scales, i, j) * shape.at(before, i, j);
                rowP += own;
                rowQ -= 0.5 * own * shape.at(scales, i, j) * crossNormal(shape, x, scales, rowMeans, i, j);
            }
            double own = shape.gain()[k] * shape.at(scales, i, k) * shape.at(before, i, k);
            return ((all + 1) * own - p[k] - rowP) / all
                    + q[k] * (shape.at(x, i, k) - shape.means()[k])
                    + rowQ * 2 / Math.max(1, shape.features() - 1) * (shape.at(x, i, k) - rowMeans[i]);
        });
    }
}
