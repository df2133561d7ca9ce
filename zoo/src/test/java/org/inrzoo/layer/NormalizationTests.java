package org.inrzoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inrzoo.layer.GradientAssertions.assertGradientIsTheDerivative;
import static org.inrzoo.layer.GradientAssertions.randomPoints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class NormalizationTests {

    private static final double EPSILON = 1e-5;
    private static final Initializer WEIGHT = Initializer.kaimingUniform();

    static Stream<Arguments> sizes() {
        List<Arguments> sizes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int[] size : new int[][] {{7, 4}, {2, 3}, {1, 5}, {6, 1}, {1, 1}, {3, 70}}) {
                sizes.add(Arguments.of(kind, size[0], size[1]));
            }
        }
        return sizes.stream();
    }

    @ParameterizedTest(name = "{0}, {1} points, {2} channels")
    @MethodSource("sizes")
    void isWhatItsFormulaSays(Kind kind, int points, int channels) {
        double[][] x = features(points, channels);
        double[] gain = features(1, channels)[0];
        double[] shift = features(2, channels)[1];
        double[][] expected = byFormula(kind, x, gain, shift);
        double[][] actual = byDefinition(kind, x, gain, shift);
        for (int i = 0; i < points; i++) {
            assertThat(actual[i]).as("point %d", i).containsExactly(expected[i], within(1e-6));
        }
    }

    @Test
    void crossNormalizationDividesByRowsAndColumnsTogetherThoughTheCrossHasOneValueLess() {
        double[][] x = {{1, 2}, {3, 5}};
        double u = (1 + 2 + 1 + 3 - 1) / 4.0;
        double scale = Math.sqrt(0.5 + 2 + EPSILON); // row 1 2 has variance 1/2, column 1 3 has 2
        double[][] y = byDefinition(Kind.CROSS, x, new double[] {1, 1}, new double[] {0, 0});
        assertThat(y[0][0]).isCloseTo((1 - u) / scale, within(1e-9));
    }

    /** Every value by loops over the very values whose statistics it takes. */
    private static double[][] byFormula(Kind kind, double[][] x, double[] gain, double[] shift) {
        int points = x.length;
        int channels = x[0].length;
        double[][] y = new double[points][channels];
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < channels; j++) {
                double[] row = x[i];
                double[] column = column(x, j);
                double[] all = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
                double center =
                        switch (kind) {
                            case BATCH -> mean(column);
                            case LAYER -> mean(row);
                            case GLOBAL -> mean(all);
                            case CROSS -> (sum(row) + sum(column) - x[i][j]) / (points + channels);
                        };
                double variance =
                        switch (kind) {
                            case BATCH -> squares(column) / points;
                            case LAYER -> squares(row) / channels;
                            case GLOBAL -> squares(all) / Math.max(1, all.length - 1);
                            case CROSS ->
                                squares(column) / Math.max(1, points - 1) + squares(row) / Math.max(1, channels - 1);
                        };
                y[i][j] = gain[j] * (x[i][j] - center) / Math.sqrt(variance + EPSILON) + shift[j];
            }
        }
        return y;
    }

    private static double[] column(double[][] x, int j) {
        return Arrays.stream(x).mapToDouble(row -> row[j]).toArray();
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double mean(double[] values) {
        return sum(values) / values.length;
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }

    /** The layer alone: its features are the coordinates of points in as many dimensions. */
    private static double[][] byDefinition(Kind kind, double[][] x, double[] gain, double[] shift) {
        int channels = x[0].length;
        Architecture layer = new Architecture(channels, List.of(new Identity(Range.UNIT), new Normalization(kind)));
        float[] coordinates = new float[x.length * channels];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = (float) x[i / channels][i % channels];
        }
        double[] parameters = new double[2 * channels];
        System.arraycopy(gain, 0, parameters, 0, channels);
        System.arraycopy(shift, 0, parameters, channels, channels);
        try (SameDiffEngine engine = new SameDiffEngine(layer, 1, DataType.DOUBLE)) {
            double[] y = engine.outputs(Nd4j.createFromArray(parameters), new PointSet(coordinates, channels))
                    .reshape(-1)
                    .toDoubleVector();
            double[][] rows = new double[x.length][];
            Arrays.setAll(rows, i -> Arrays.copyOfRange(y, i * channels, (i + 1) * channels));
            return rows;
        }
    }

    /** Numbers that floats hold exactly. */
    private static double[][] features(int points, int channels) {
        Random random = new Random(points * 100L + channels);
        double[][] x = new double[points][channels];
        for (double[] row : x) {
            Arrays.setAll(row, j -> random.nextInt(1 << 12) / 4096.0);
        }
        return x;
    }

    @Nested
    class ItsGradient {

        @ParameterizedTest
        @EnumSource
        void isTheDerivative(Kind kind) {
            for (int points : new int[] {5, 9}) {
                assertGradientIsTheDerivative(network(new Normalization(kind), 4), randomPoints(points, 2));
            }
            assertGradientIsTheDerivative(
                    network(new Normalization(kind), 3), new Grid(List.of(3, 4), GridConvention.ALIGN_CORNERS));
        }

        @Test
        void isTheDerivativeAtOnePointAndInOneChannel() {
            for (Kind kind : List.of(Kind.LAYER, Kind.GLOBAL, Kind.CROSS)) {
                assertGradientIsTheDerivative(network(new Normalization(kind), 4), randomPoints(1, 2));
            }
            assertGradientIsTheDerivative(network(new Normalization(Kind.CROSS), 1), randomPoints(5, 2));
        }

        @ParameterizedTest
        @EnumSource(mode = Mode.EXCLUDE, names = "LAYER")
        void isTheDerivativeWhenFrozen(Kind kind) {
            assertGradientIsTheDerivative(network(new FrozenNormalization(kind, 10), 4), randomPoints(5, 2));
        }
    }

    /** M2.1 walks every path through a graph: were these doubled by each layer, no forward pass would ever begin. */
    @ParameterizedTest
    @EnumSource
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void ofFortyLayersIsComputedInSeconds(Kind kind) {
        List<Layer> layers = new ArrayList<>(List.of(new Identity(Range.UNIT)));
        for (int i = 0; i < 40; i++) {
            layers.addAll(List.of(new Dense(4, WEIGHT, WEIGHT), new Normalization(kind), new Relu()));
        }
        Architecture deep = new Architecture(2, layers);
        Points points = randomPoints(5, 2);
        float[] gradient = new float[deep.parameters().trainable()];
        try (SameDiffEngine engine = new SameDiffEngine(deep, 1)) {
            double loss = engine.squaredError(deep.parameters().initialize(1), points, new float[20], gradient);
            assertThat(loss).isFinite().isPositive();
        }
    }

    @Nested
    class Frozen {

        @ParameterizedTest
        @EnumSource(mode = Mode.EXCLUDE, names = "LAYER")
        void holdsTheStatisticsOfThePoints(Kind kind) {
            double[][] x = features(9, 3);
            float[] coordinates = new float[27];
            for (int i = 0; i < coordinates.length; i++) {
                coordinates[i] = (float) x[i / 3][i % 3];
            }
            Network frozen = BatchStatistics.freeze(
                    behindAnIdentity(kind), new PointSet(coordinates, 3), part -> new SameDiffEngine(part, 1));
            double[] all = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
            for (int j = 0; j < 3; j++) {
                double[] values = kind == Kind.GLOBAL ? all : column(x, j);
                double divisor = kind == Kind.BATCH ? values.length : values.length - 1;
                assertThat((double) frozen.value(2, "mean")[j]).isCloseTo(mean(values), within(1e-7));
                assertThat((double) frozen.value(2, "variance")[j]).isCloseTo(squares(values) / divisor, within(1e-7));
            }
            assertThat(frozen.architecture().layers().get(2)).isEqualTo(new FrozenNormalization(kind, 9));
        }

        /** Three coordinates, through a linear layer that leaves them as they are. */
        private static Network behindAnIdentity(Kind kind) {
            Architecture architecture = new Architecture(
                    3,
                    List.of(
                            new Identity(Range.UNIT),
                            new Dense(3, Initializer.zeros(), Initializer.zeros()),
                            new Normalization(kind)));
            float[] parameters = architecture.parameters().initialize(0);
            for (int j = 0; j < 3; j++) {
                parameters[4 * j] = 1;
            }
            return new Network(architecture, parameters);
        }

        @Test
        void isNothingForLayerNormalization() {
            assertThatThrownBy(() -> new FrozenNormalization(Kind.LAYER, 3))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Folded {

        @Test
        void batchAndGlobalNormalizationLeaveNoLayerBehind() {
            for (Kind kind : List.of(Kind.BATCH, Kind.GLOBAL)) {
                Architecture architecture = network(new FrozenNormalization(kind, 10), 4);
                Network folded = NormFolding.fold(
                        new Network(architecture, architecture.parameters().initialize(0)));
                assertThat(folded.architecture().layers()).noneMatch(layer -> layer instanceof FrozenNormalization);
                assertThat(folded.architecture().layers())
                        .hasSize(architecture.layers().size() - 2);
            }
        }

        @Test
        void crossNormalizationAndOneBehindNoLinearLayerStay() {
            Architecture cross = network(new FrozenNormalization(Kind.CROSS, 10), 4);
            assertThat(NormFolding.fold(new Network(cross, cross.parameters().initialize(0)))
                            .architecture())
                    .isEqualTo(cross);
            Architecture first = new Architecture(
                    2,
                    List.of(
                            new Identity(Range.UNIT),
                            new FrozenNormalization(Kind.BATCH, 10),
                            new Dense(1, WEIGHT, WEIGHT)));
            assertThat(NormFolding.fold(new Network(first, first.parameters().initialize(0)))
                            .architecture())
                    .isEqualTo(first);
        }
    }

    private static Architecture network(Layer norm, int width) {
        return new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(width, WEIGHT, WEIGHT),
                        norm,
                        new Sine(1),
                        new Dense(width, WEIGHT, WEIGHT),
                        norm,
                        new LeakyRelu(0.2),
                        new Dense(2, WEIGHT, WEIGHT)));
    }
}
