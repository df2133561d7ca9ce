package org.inrzoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inrzoo.layer.GradientAssertions.assertGradientIsTheDerivative;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GridConvolutionTests {

    private static final Initializer WEIGHT = new Initializer.Uniform(1);

    private static Architecture network(int width, int side) {
        return new Architecture(
                2, List.of(new Identity(Range.SYMMETRIC), new GridConvolution(width, side, WEIGHT, WEIGHT)));
    }

    private static Grid grid(int rows, int columns) {
        return new Grid(List.of(rows, columns), GridConvention.PIXEL_CENTERS);
    }

    @ParameterizedTest(name = "{0}x{0}, {1} features, on {2}x{3}")
    @CsvSource({"3, 4, 5, 7", "1, 3, 4, 4", "5, 2, 3, 6", "3, 1, 1, 1", "3, 2, 1, 6", "3, 2, 6, 1", "7, 1, 2, 2"})
    void isTheSumOverTheNeighbourhoodWithZerosAroundTheGrid(int side, int width, int rows, int columns) {
        Architecture network = network(width, side);
        float[] parameters = network.parameters().initialize(3);
        Grid grid = grid(rows, columns);
        float[] outputs = new float[grid.size() * width];
        try (SameDiffEngine engine = new SameDiffEngine(network, 1)) {
            engine.forward(parameters, grid, outputs);
        }
        float[] points = new float[2 * grid.size()];
        grid.read(0, grid.size(), points);
        int reach = side / 2;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int o = 0; o < width; o++) {
                    double sum = parameters[side * side * 2 * width + o];
                    for (int u = Math.max(0, reach - i); u < Math.min(side, rows + reach - i); u++) {
                        for (int v = Math.max(0, reach - j); v < Math.min(side, columns + reach - j); v++) {
                            for (int c = 0; c < 2; c++) {
                                double x = 2 * points[((i + u - reach) * columns + j + v - reach) * 2 + c] - 1;
                                sum += x * parameters[((u * side + v) * 2 + c) * width + o];
                            }
                        }
                    }
                    assertThat(outputs[(i * columns + j) * width + o])
                            .as("feature %d of %d, %d", o, i, j)
                            .isCloseTo((float) sum, within(1e-5f));
                }
            }
        }
    }

    @Test
    void hasTheGradientOfItsFormula() {
        Architecture two = new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new GridConvolution(3, 3, WEIGHT, WEIGHT),
                        new Sine(1),
                        new GridConvolution(2, 5, WEIGHT, WEIGHT)));
        assertGradientIsTheDerivative(two, grid(4, 6));
        assertGradientIsTheDerivative(network(1, 3), grid(1, 3));
    }

    /** Rows and columns are then read off the points. */
    @Test
    void isTheSameInAGraphThatDoesNotKnowTheGrid() {
        Network network = new Network(network(3, 3), network(3, 3).parameters().initialize(5));
        SameDiff any = SameDiffDefinition.define(network, DataType.DOUBLE);
        for (Grid grid : List.of(grid(4, 6), grid(1, 5), grid(5, 1), grid(1, 1))) {
            SameDiff known = SameDiffDefinition.define(network.architecture(), Optional.of(grid), DataType.DOUBLE);
            for (String name : List.of("layer1/weight", "layer1/bias")) {
                known.getVariable(name).getArr().assign(any.getVariable(name).getArr());
            }
            float[] points = new float[2 * grid.size()];
            grid.read(0, grid.size(), points);
            Map<String, INDArray> at = Map.of(
                    SameDiffDefinition.POINTS,
                    Nd4j.createFromArray(points).reshape(grid.size(), 2).castTo(DataType.DOUBLE));
            assertThat(any.outputSingle(at, SameDiffDefinition.OUTPUT)
                            .dup('c')
                            .data()
                            .asDouble())
                    .as("on %s", grid.sizes())
                    .containsExactly(
                            known.outputSingle(at, SameDiffDefinition.OUTPUT)
                                    .dup('c')
                                    .data()
                                    .asDouble(),
                            within(1e-12));
        }
    }

    @Test
    void takesALineOfEveryChannelIntoItsWeights() {
        GridConvolution layer = new GridConvolution(2, 1, WEIGHT, WEIGHT);
        Map<String, float[]> values = Map.of("weight", new float[] {1, 2, 3, 4}, "bias", new float[] {5, 6});
        Map<String, float[]> folded = layer.folded(values, new ChannelLine(new double[] {2, -1}, new double[] {1, 0}))
                .orElseThrow();
        assertThat(folded.get("weight")).containsExactly(2, -2, 6, -4);
        assertThat(folded.get("bias")).containsExactly(11, -6);
    }

    @Test
    void hasAMiddleRowAndColumn() {
        assertThatThrownBy(() -> new GridConvolution(4, 2, WEIGHT, WEIGHT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a convolution's kernel has an odd number of rows, not 2");
    }
}
