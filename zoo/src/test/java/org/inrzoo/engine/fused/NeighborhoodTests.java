package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.fused.FusedEngineTests.Reference;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.GridConvolution;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Relu;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Networks that look at neighbouring points. */
class NeighborhoodTests {

    private static final Initializer WEIGHT = Initializer.pytorchDefault();

    private static final Layer NORM = new Normalization(Normalization.Kind.BATCH);

    static Stream<Arguments> networks() {
        Map<String, Architecture> all = new TreeMap<>();
        all.put("one convolution", network(convolution(3, 3)));
        all.put(
                "one after the other, of several widths",
                network(convolution(5, 3), convolution(67, 3), convolution(64, 3), convolution(2, 3)));
        all.put(
                "larger kernels and one of a single pixel",
                network(convolution(16, 5), new Sine(1), convolution(9, 1), new Sine(1), convolution(1, 7)));
        all.put(
                "behind and in front of linear layers",
                network(
                        dense(20),
                        new Sine(2),
                        convolution(32, 3),
                        new Sine(1),
                        dense(17),
                        convolution(3, 3),
                        dense(2)));
        all.put(
                "with normalisations",
                network(convolution(32, 3), NORM, new Relu(), convolution(32, 3), NORM, new Relu(), convolution(3, 3)));
        all.put(
                "with normalisations of both sides",
                network(NORM, new Sine(1), convolution(19, 3), NORM, new Sine(1), NORM, convolution(1, 3)));
        return all.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private static Architecture network(Layer... layers) {
        return new Architecture(
                2,
                Stream.concat(Stream.of(new Identity(Range.SYMMETRIC)), Stream.of(layers))
                        .toList());
    }

    private static Layer convolution(int width, int side) {
        return new GridConvolution(width, side, WEIGHT, WEIGHT);
    }

    private static Layer dense(int width) {
        return new Dense(width, WEIGHT, WEIGHT);
    }

    private static Grid grid(int width, int height) {
        return Grid.image(width, height, GridConvention.PIXEL_CENTERS);
    }

    @Nested
    class AgreeWithTheDefinition {

        @ParameterizedTest(name = "{0}")
        @MethodSource("org.inrzoo.engine.fused.NeighborhoodTests#networks")
        void onGridsOfAllShapesAtEveryVectorWidth(String name, Architecture architecture) {
            try (SameDiffEngine definition = new SameDiffEngine(architecture, 2, DataType.DOUBLE)) {
                for (Grid grid : List.of(grid(4, 1), grid(2, 9), grid(37, 18))) {
                    new Reference(definition, grid).check(Kernels.preferredBits());
                }
                Reference small = new Reference(definition, grid(13, 6));
                for (int bits : new int[] {128, 256, 512}) {
                    small.check(bits);
                }
            }
        }

        /** As a picture is drawn whose samples lie on the domain's borders. */
        @Test
        void onGridsThatAreDrawnAnew() {
            Architecture architecture = network(convolution(5, 3), new Sine(1), convolution(1, 3));
            Points redrawn = Grid.image(5, 4, GridConvention.ALIGN_CORNERS).redrawn(List.of(6, 10));
            try (SameDiffEngine definition = new SameDiffEngine(architecture, 1, DataType.DOUBLE)) {
                new Reference(definition, redrawn).check(256);
            }
        }
    }

    @Nested
    class GiveTheSameBits {

        @ParameterizedTest(name = "{0}")
        @MethodSource("org.inrzoo.engine.fused.NeighborhoodTests#networks")
        void onAnyNumberOfThreadsAndWhenAskedAgain(String name, Architecture architecture) {
            float[] alone = run(architecture, 1);
            assertThat(run(architecture, 2)).isEqualTo(alone);
            assertThat(run(architecture, 5)).isEqualTo(alone);
        }

        /** Gradient, then outputs, of one engine that has had another grid at work in between. */
        private float[] run(Architecture architecture, int threads) {
            Grid grid = grid(97, 61);
            float[] parameters = FusedEngineTests.parameters(architecture);
            int trainable = architecture.parameters().trainable();
            float[] outputs = new float[grid.size() * architecture.outputs()];
            float[] targets = new float[outputs.length];
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < targets.length; i++) {
                targets[i] = (float) random.nextDouble();
            }
            float[] gradient = new float[trainable];
            float[] again = new float[trainable];
            try (FusedEngine engine = new FusedEngine(architecture, threads)) {
                double loss = engine.squaredError(parameters, grid, targets, gradient);
                engine.forward(parameters, grid(20, 30), new float[600 * architecture.outputs()]);
                engine.squaredError(parameters, grid(9, 7), targets, again);
                assertThat(engine.squaredError(parameters, grid, targets, again))
                        .isEqualTo(loss);
                assertThat(again).isEqualTo(gradient);
                engine.forward(parameters, grid, outputs);
            }
            float[] all = new float[trainable + outputs.length];
            System.arraycopy(gradient, 0, all, 0, trainable);
            System.arraycopy(outputs, 0, all, trainable, outputs.length);
            return all;
        }
    }

    @Nested
    class Refuse {

        private final Architecture architecture = network(convolution(4, 3), new Relu(), convolution(1, 5));

        @Test
        void pointsThatAreNoGrid() {
            float[] parameters = FusedEngineTests.parameters(architecture);
            Points points = FusedEngineTests.scattered(12, 2);
            try (FusedEngine fused = new FusedEngine(architecture, 1);
                    SameDiffEngine definition = new SameDiffEngine(architecture, 1)) {
                for (Engine engine : List.of(fused, definition)) {
                    assertThatThrownBy(() -> engine.forward(parameters, points, new float[12]))
                            .isInstanceOf(EngineException.class)
                            .hasMessage(
                                    "this network looks at neighbouring points, up to 3 away, and has values on a whole"
                                            + " grid alone: ask it for a picture of any size, not for single points or batches");
                    assertThatThrownBy(() -> engine.backward(
                                    parameters, grid(4, 3).slice(0, 12), new float[12], new float[parameters.length]))
                            .isInstanceOf(EngineException.class)
                            .hasMessageStartingWith("this network looks at neighbouring points");
                }
            }
        }
    }
}
