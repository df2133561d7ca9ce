package org.inrzoo.engine.samediff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.layer.Arrangement;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** On a full grid the layer sorts points by expert; that must be the same layer. */
class GridRoutingTests {

    private static final Initializer WEIGHT = Initializer.kaimingUniform();
    private static final Initializer BIAS = new Initializer.Normal(1);

    @ParameterizedTest(name = "{0} x {1}, {2} experts, {3} layers, {4}")
    @CsvSource({
        "8, 16, 2, 4, FINE_TO_COARSE",
        "16, 8, 2, 6, COARSE_TO_FINE",
        "8, 8, 2, 5, RANDOM",
        "1, 4, 2, 3, COARSE_TO_FINE",
        "9, 27, 3, 4, FINE_TO_COARSE",
        "16, 4, 4, 3, COARSE_TO_FINE",
        "6, 12, 2, 4, COARSE_TO_FINE",
        "36, 6, 6, 3, COARSE_TO_FINE"
    })
    void givesTheOutputsAndGradientsOfTheMasks(
            int height, int width, int experts, int layers, Arrangement arrangement) {
        Architecture network = network(2, experts, layers, arrangement);
        assertGridEqualsItsPoints(network, new Grid(List.of(height, width), GridConvention.PIXEL_CENTERS));
    }

    @Test
    void doesSoInOtherDimensions() {
        assertGridEqualsItsPoints(
                network(1, 2, 5, Arrangement.COARSE_TO_FINE), new Grid(List.of(16), GridConvention.PIXEL_CENTERS));
        assertGridEqualsItsPoints(
                network(3, 2, 3, Arrangement.COARSE_TO_FINE), new Grid(List.of(8, 4, 2), GridConvention.PIXEL_CENTERS));
    }

    @Test
    void doesSoWhereCellsAreFinerThanPixels() {
        List<ExpertTiling> tilings = Stream.of(512, 256, 64, 2)
                .map(alpha -> new ExpertTiling(2, 2, alpha, 0, Blending.NEAREST))
                .toList();
        assertGridEqualsItsPoints(network(2, tilings), Grid.image(128, 128, GridConvention.PIXEL_CENTERS));
    }

    @ParameterizedTest(name = "{0} samples, {1} experts, alpha {2}: {3}")
    @CsvSource({
        "8,   2, 2,    true",
        "8,   2, 8,    true",
        "8,   2, 16,   true",
        "8,   2, 512,  true",
        "128, 2, 512,  true",
        "1,   2, 2,    true",
        "12,  2, 4,    true",
        "12,  2, 8,    false",
        "12,  3, 3,    true",
        "9,   3, 27,   true",
        "9,   2, 2,    false",
        "36,  6, 36,   true",
        "36,  6, 216,  false",
        "8,   2, 3,    false",
        "8,   2, 1,    false",
        "8,   4, 64,   true"
    })
    void isTakenWhereEachCellIsAWholeRunOfSamples(int samples, int experts, double alpha, boolean taken) {
        ExpertTiling tiling = new ExpertTiling(1, experts, alpha, 0, Blending.NEAREST);
        assertThat(GridRouting.of(tiling, new Grid(List.of(samples), GridConvention.PIXEL_CENTERS))
                        .isPresent())
                .isEqualTo(taken);
    }

    @Test
    void isTakenOnlyIfEveryAxisAllowsIt() {
        ExpertTiling tiling = new ExpertTiling(2, 2, 2, 0, Blending.NEAREST);
        assertThat(GridRouting.of(tiling, new Grid(List.of(8, 4), GridConvention.PIXEL_CENTERS)))
                .isPresent();
        assertThat(GridRouting.of(tiling, new Grid(List.of(8, 5), GridConvention.PIXEL_CENTERS)))
                .isEmpty();
        assertThat(GridRouting.of(tiling, new Grid(List.of(5, 8), GridConvention.PIXEL_CENTERS)))
                .isEmpty();
    }

    @Test
    void isNotTakenForOtherGridsOffsetsOrBlendings() {
        Grid centers = new Grid(List.of(8), GridConvention.PIXEL_CENTERS);
        assertThat(GridRouting.of(new ExpertTiling(1, 2, 2, 0.5, Blending.NEAREST), centers))
                .isEmpty();
        assertThat(GridRouting.of(new ExpertTiling(1, 2, 2, 0, Blending.LINEAR), centers))
                .isEmpty();
        for (GridConvention convention : List.of(GridConvention.ALIGN_CORNERS, GridConvention.ASYMMETRIC)) {
            assertThat(GridRouting.of(new ExpertTiling(1, 2, 2, 0, Blending.NEAREST), new Grid(List.of(8), convention)))
                    .as("%s", convention)
                    .isEmpty();
        }
    }

    private static Architecture network(int dimensions, int experts, int layers, Arrangement arrangement) {
        return network(dimensions, arrangement.tilings(layers, dimensions, experts, Blending.NEAREST, 11));
    }

    private static Architecture network(int dimensions, List<ExpertTiling> tilings) {
        List<Layer> chain = new ArrayList<>();
        chain.add(new Identity(Range.SYMMETRIC));
        for (ExpertTiling tiling : tilings) {
            chain.add(new LevelsOfExperts(2, tiling, WEIGHT, BIAS, true));
            chain.add(new Sine(1));
        }
        chain.add(new Dense(1, WEIGHT, BIAS));
        return new Architecture(dimensions, chain);
    }

    private static void assertGridEqualsItsPoints(Architecture network, Grid grid) {
        INDArray parameters = Nd4j.createFromArray(doubles(network.parameters().initialize(9)));
        INDArray outputGradient = Nd4j.createFromArray(
                        new Random(10).doubles(grid.size(), -1, 1).toArray())
                .reshape(grid.size(), 1);
        PointSet points = grid.slice(0, grid.size());
        try (SameDiffEngine engine = new SameDiffEngine(network, 1, DataType.DOUBLE)) {
            assertEqual("outputs", engine.outputs(parameters, grid), engine.outputs(parameters, points));
            Map<String, INDArray> onGrid = engine.gradients(parameters, grid, outputGradient);
            Map<String, INDArray> atPoints = engine.gradients(parameters, points, outputGradient);
            assertThat(onGrid.keySet()).isEqualTo(atPoints.keySet());
            onGrid.forEach((name, gradient) -> assertEqual("gradient of " + name, gradient, atPoints.get(name)));
        }
    }

    private static void assertEqual(String what, INDArray actual, INDArray expected) {
        assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
        double[] values = actual.reshape(-1).toDoubleVector();
        double[] wanted = expected.reshape(-1).toDoubleVector();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as("%s, value %d of %d", what, i, values.length)
                    .isCloseTo(wanted[i], within(1e-10));
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
