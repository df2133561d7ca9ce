package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.FieldFit;
import org.inrzoo.FitOptions;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.layer.GridConvolution;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Relu;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKinds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvInrTests {

    private static final Grid GRID = Grid.image(9, 7, GridConvention.PIXEL_CENTERS);

    /** However it was trained: what is left are plain convolutions with ReLUs between them, of the same outputs. */
    @ParameterizedTest
    @EnumSource(ConvInr.Reparameterization.class)
    void isAChainOfPlainConvolutionsOnceItIsTrained(ConvInr.Reparameterization kernels) {
        Architecture architecture = new ConvInr(6, 3, 3, kernels).architecture(2, 2);
        float[] parameters = architecture.parameters().initialize(4);
        for (int i = 0; i < architecture.parameters().trainable(); i++) {
            parameters[i] += 0.01f * (i % 7); // no gain, shift or refocusing is as it was drawn
        }
        Network frozen = BatchStatistics.freeze(
                new Network(architecture, parameters), GRID, part -> Engines.create("fused", part, 1));
        Network folded = NormFolding.fold(frozen);
        List<Class<? extends Layer>> kinds = new ArrayList<>(List.of(Identity.class));
        for (int i = 0; i < 3; i++) {
            kinds.add(GridConvolution.class);
            kinds.add(Relu.class);
        }
        kinds.add(GridConvolution.class);
        assertThat(folded.architecture().layers()).extracting(Object::getClass).isEqualTo(kinds);
        assertThat(folded.architecture().inputs(3)).isEqualTo(6);
        assertThat(outputs(folded)).containsExactly(outputs(frozen), within(1e-5f));
    }

    private static float[] outputs(Network network) {
        return outputs(network, GRID);
    }

    private static float[] outputs(Network network, Points points) {
        float[] outputs = new float[points.size() * network.architecture().outputs()];
        try (Engine engine = Engines.create("fused", network.architecture(), 1)) {
            engine.forward(network.parameters(), points, outputs);
        }
        return outputs;
    }

    @Nested
    class ReceptiveField {

        private static final int SIDE = 21;

        /** The points of a grid, but for one. */
        private record Moved(Grid grid, int moved) implements Points {

            @Override
            public int size() {
                return grid.size();
            }

            @Override
            public List<Integer> sizes() {
                return grid.sizes();
            }

            @Override
            public int dimensions() {
                return grid.dimensions();
            }

            @Override
            public void read(int first, int count, float[] target) {
                grid.read(first, count, target);
                if (moved >= first && moved < first + count) {
                    target[2 * (moved - first)] += 0.4f;
                    target[2 * (moved - first) + 1] -= 0.3f;
                }
            }
        }

        /** Once its statistics are kept: a trained network's pixel depends on a square of 2 (depth + 1) (k - 1)/2 + 1 pixels a side. */
        @ParameterizedTest
        @CsvSource({"2, 3, 3", "1, 5, 4", "3, 3, 4"})
        void isTheSquareThatAllKernelsTogetherReach(int depth, int side, int reach) {
            Architecture architecture =
                    new ConvInr(16, depth, side, ConvInr.Reparameterization.PLAIN).architecture(2, 1);
            assertThat(architecture.reach()).isEqualTo(reach);
            Grid grid = Grid.image(SIDE, SIDE, GridConvention.PIXEL_CENTERS);
            Network frozen = BatchStatistics.freeze(
                    new Network(architecture, architecture.parameters().initialize(1)),
                    grid,
                    part -> Engines.create("fused", part, 1));
            int middle = SIDE / 2;
            float[] before = outputs(frozen, grid);
            float[] after = outputs(frozen, new Moved(grid, middle * SIDE + middle));
            int farthest = 0;
            for (int i = 0; i < before.length; i++) {
                int away = Math.max(Math.abs(i / SIDE - middle), Math.abs(i % SIDE - middle));
                farthest = before[i] == after[i] ? farthest : Math.max(farthest, away);
            }
            assertThat(farthest)
                    .as("rows or columns from the pixel that was moved")
                    .isEqualTo(reach);
        }
    }

    /** Scans whose measurements are of all pixels ask for the whole grid. */
    @ParameterizedTest
    @ValueSource(strings = {"ct:views=8", "mri:acceleration=2"})
    void learnsFromAScan(String objective) {
        double few = scanned(objective, 2);
        assertThat(scanned(objective, 60))
                .as("PSNR after 60 steps, %f after 2", few)
                .isGreaterThan(few + 3);
    }

    private static double scanned(String objective, int steps) {
        FieldFit fit = Zoo.get("conv-inr")
                .with("width", 12)
                .with("depth", 3)
                .with("rate", 1e-2)
                .with("steps", steps)
                .fit(
                        SignalKinds.read("image:shepp-logan", Map.of("size", 24)),
                        ObjectiveKinds.parse(objective),
                        FitOptions.defaults());
        return fit.scores().get(0).value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv-inr", "conv-inr-structural", "conv-inr-static", "conv-inr-dynamic"})
    void learns(String name) {
        double few = psnr(name, 2);
        assertThat(psnr(name, 40)).as("PSNR after 40 steps, %f after 2", few).isGreaterThan(few + 3);
    }

    private static double psnr(String name, int steps) {
        return Zoo.get(name)
                .with("width", 12)
                .with("depth", 3)
                .with("rate", 1e-2)
                .with("steps", steps)
                .fit(Datasets.image("camera", 24))
                .psnr()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"batch, 64", "jitter, 1"})
    void takesAllPixelsInEveryStep(String key, String value) {
        assertThatThrownBy(() -> Zoo.get("conv-inr").with(key, value).fit(Datasets.image("camera", 16)))
                .isInstanceOf(OptionException.class)
                .hasMessage("this network looks at neighbouring pixels, so that every step takes all of them: set "
                        + key + "=0");
    }

    @Test
    void isForPictures() {
        assertThatThrownBy(() -> Registry.get("conv-inr").architecture(List.of(100), 1))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "this network's convolutions are over an image's rows and columns, and this signal has 1 axis: take"
                                + " another model, such as siren or relu-pe");
        assertThatThrownBy(() -> Registry.get("conv-inr").with("side", 4))
                .isInstanceOf(OptionException.class)
                .hasMessage("'side' is an odd number, such as 3, and not 4");
    }
}
