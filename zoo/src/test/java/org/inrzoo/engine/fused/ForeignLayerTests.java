package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inrzoo.layer.GradientAssertions.assertGradientIsTheDerivative;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerKernels;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Layers with kernels that the zoo knows nothing of. */
class ForeignLayerTests {

    private static final Path GUIDE = Path.of("..", "CONTRIBUTING.md");

    private static final List<String> CENTERED = List.of("""
            package org.example;

            import java.util.Map;
            import java.util.Optional;
            import org.inrzoo.layer.Activation;
            import org.inrzoo.layer.LayerGraph;
            import org.nd4j.autodiff.samediff.SDVariable;

            /** Takes away the mean of the batch. */
            public record Centered() implements Activation {
                @Override
                public SDVariable define(LayerGraph graph, SDVariable x) {
                    return x.sub(x.mean(true, 0));
                }

                @Override
                public boolean usesBatchStatistics() {
                    return true;
                }
            }
            """, """
            package org.example;

            interface Shifting {
                void shift(float[] in, int inOffset, float[] by, int byOffset, float[] out, int outOffset, int columns);
            }
            """, """
            package org.example;

            import java.lang.invoke.MethodHandles;
            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorSpecies;
            import org.inrzoo.engine.fused.kernels.VectorWidth;

            final class ShiftingLoops implements Shifting {
                private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());

                @Override
                public void shift(
                        float[] in, int inOffset, float[] by, int byOffset, float[] out, int outOffset, int columns) {
                    for (int j = 0; j < columns; j += S.length()) {
                        FloatVector.fromArray(S, in, inOffset + j)
                                .sub(FloatVector.fromArray(S, by, byOffset + j))
                                .intoArray(out, outOffset + j);
                    }
                }
            }
            """, """
            package org.example;

            import java.lang.invoke.MethodHandles;
            import org.inrzoo.engine.fused.memory.Arena;
            import org.inrzoo.engine.fused.memory.Rows;
            import org.inrzoo.engine.fused.spi.BatchStatisticsPlan;
            import org.inrzoo.engine.fused.spi.BatchStatisticsStage;
            import org.inrzoo.engine.fused.spi.Block;
            import org.inrzoo.engine.fused.spi.LayerKernel;
            import org.inrzoo.engine.fused.spi.LayerPlan;
            import org.inrzoo.engine.fused.spi.LayerSite;
            import org.inrzoo.layer.ChannelMoments;

            public final class CenteredKernel implements LayerKernel<Centered> {
                @Override
                public Class<Centered> layer() {
                    return Centered.class;
                }

                @Override
                public LayerPlan plan(Centered layer, LayerSite site) {
                    return new Plan(site);
                }

                private static final class Plan implements BatchStatisticsPlan {
                    private final LayerSite site;
                    private final Shifting loops;
                    private final float[] means;
                    private final float[] meanGradients;
                    private long count;

                    Plan(LayerSite site) {
                        this.site = site;
                        loops = site.kernels().loops(MethodHandles.lookup(), ShiftingLoops.class);
                        means = new float[Rows.padded(site.inputs())];
                        meanGradients = new float[Rows.padded(site.inputs())];
                    }

                    @Override
                    public int gradientSize() {
                        return site.inputs();
                    }

                    @Override
                    public void useStatistics(ChannelMoments moments) {
                        count = moments.count();
                        for (int j = 0; j < site.inputs(); j++) {
                            means[j] = (float) moments.means()[j];
                        }
                    }

                    @Override
                    public void useSums(double[] sums) {
                        for (int j = 0; j < site.inputs(); j++) {
                            meanGradients[j] = (float) (sums[j] / count);
                        }
                    }

                    private void shift(Block block, Rows from, float[] by, Rows to) {
                        for (int panel = 0; panel < Rows.panels(site.inputs()); panel++) {
                            for (int point = 0; point < block.count(); point++) {
                                loops.shift(
                                        from.data(),
                                        from.panel(panel) + point * Rows.WIDTH,
                                        by,
                                        panel * Rows.WIDTH,
                                        to.data(),
                                        to.panel(panel) + point * Rows.WIDTH,
                                        site.kernels().columns(site.inputs(), panel));
                            }
                        }
                    }

                    @Override
                    public BatchStatisticsStage stage(Arena arena, Block block) {
                        return new BatchStatisticsStage() {
                            @Override
                            public void forward(Rows x, Rows y, boolean training) {
                                shift(block, x, means, y);
                            }

                            @Override
                            public void sum(Rows x, Rows dy, float[] sums, int offset) {
                                for (int point = 0; point < block.count(); point++) {
                                    for (int j = 0; j < site.inputs(); j++) {
                                        sums[offset + j] += dy.data()[dy.index(point, j)];
                                    }
                                }
                            }

                            @Override
                            public void complete(Rows x, Rows dy) {
                                shift(block, dy, meanGradients, dy);
                            }
                        };
                    }
                }
            }
            """);

    @TempDir
    private Path folder;

    /** The Java of the guide's section, as it stands there. */
    private static List<String> guide() throws Exception {
        String page = Files.readString(GUIDE);
        int from = page.indexOf("## Add a layer with its fused kernel");
        assertThat(from).as("the guide's section").isNotNegative();
        int end = page.indexOf("\n## ", from + 1);
        Matcher block = Pattern.compile("```java\n(package .*?)```", Pattern.DOTALL)
                .matcher(end < 0 ? page.substring(from) : page.substring(from, end));
        List<String> sources = new ArrayList<>();
        while (block.find()) {
            sources.add(block.group(1));
        }
        assertThat(sources).as("sources in the guide").hasSize(2);
        return sources;
    }

    private static Architecture network(Layer layer, int width) {
        Initializer uniform = Initializer.pytorchDefault();
        return new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        layer,
                        new Dense(width, uniform, uniform),
                        layer,
                        new Sine(2),
                        new Dense(2, uniform, uniform),
                        layer));
    }

    /** Against SameDiff in double precision at all widths, and against itself on more threads. */
    private static void assertTheFusedEngineComputes(Layer layer) {
        for (int width : new int[] {5, 64, 67}) {
            Architecture architecture = network(layer, width);
            Points points = FusedEngineTests.scattered(280, 2);
            try (SameDiffEngine definition = new SameDiffEngine(architecture, 1, DataType.DOUBLE)) {
                FusedEngineTests.Reference reference = new FusedEngineTests.Reference(definition, points);
                for (int bits : new int[] {128, 256, 512}) {
                    reference.check(bits);
                }
            }
            float[] alone = gradient(architecture, 1);
            assertThat(gradient(architecture, 2)).isEqualTo(alone);
            assertThat(gradient(architecture, 5)).isEqualTo(alone);
        }
    }

    private static float[] gradient(Architecture architecture, int threads) {
        Grid points = Grid.image(61, 43, GridConvention.PIXEL_CENTERS);
        float[] gradient = new float[architecture.parameters().trainable()];
        float[] targets = new float[points.size() * architecture.outputs()];
        try (FusedEngine engine = new FusedEngine(architecture, threads)) {
            engine.squaredError(FusedEngineTests.parameters(architecture), points, targets, gradient);
        }
        return gradient;
    }

    @Nested
    class TheGuidesLayer {

        @Test
        void isFoundInItsJarAndAgreesWithItsDefinition() throws Exception {
            try (ForeignJar jar = ForeignJar.of(folder, guide(), List.of("org.example.ParabolaKernel"))) {
                Layer layer = jar.layer("org.example.Parabola");
                assertTheFusedEngineComputes(layer);
                try (Engine engine = Engines.create("auto", network(layer, 5), 1)) {
                    assertThat(engine.name()).isEqualTo("fused");
                }
            }
        }

        @Test
        void hasTheDerivativesThatCentralDifferencesShow() throws Exception {
            try (ForeignJar jar = ForeignJar.of(folder, guide(), List.of("org.example.ParabolaKernel"))) {
                Architecture architecture = network(jar.layer("org.example.Parabola"), 5);
                Points points = FusedEngineTests.scattered(9, 2);
                assertGradientIsTheDerivative(architecture, points);
                float[] parameters = FusedEngineTests.parameters(architecture);
                float[] targets = new float[18];
                float[] gradient = new float[architecture.parameters().trainable()];
                try (FusedEngine engine = new FusedEngine(architecture, 1)) {
                    engine.squaredError(parameters, points, targets, gradient);
                    for (int i = 0; i < gradient.length; i++) {
                        float before = parameters[i];
                        parameters[i] = before + 1e-2f;
                        double ahead = engine.squaredError(parameters, points, targets, gradient.clone());
                        parameters[i] = before - 1e-2f;
                        double behind = engine.squaredError(parameters, points, targets, gradient.clone());
                        parameters[i] = before;
                        assertThat((ahead - behind) / 2e-2)
                                .as("parameter %d", i)
                                .isCloseTo(gradient[i], within(2e-3));
                    }
                }
            }
        }

        @Test
        void isLeftToSameDiffWhereTheJarNamesNoKernel() throws Exception {
            try (ForeignJar jar = ForeignJar.of(folder, guide(), List.of())) {
                Architecture architecture = network(jar.layer("org.example.Parabola"), 5);
                try (Engine engine = Engines.create("auto", architecture, 1)) {
                    assertThat(engine.name()).isEqualTo("samediff");
                }
                assertThat(Engines.whyNotFused(architecture))
                        .contains("the fused engine cannot compute layer 1, Parabola[]; the samediff engine can");
            }
        }

        @Test
        void isFoundInsideAnotherLayer() throws Exception {
            try (ForeignJar jar = ForeignJar.of(folder, guide(), List.of("org.example.ParabolaKernel"))) {
                Initializer uniform = Initializer.pytorchDefault();
                Layer layer = jar.layer("org.example.Parabola");
                Dense readout = new Dense(3, uniform, uniform);
                assertTheFusedEngineComputes(new IntermediateOutputs(List.of(readout, layer), List.of(1, 2), readout));
            }
        }
    }

    @Test
    void aLayerWithStatisticsOverTheBatchAndVectorLoopsOfItsOwnAgreesWithItsDefinition() throws Exception {
        try (ForeignJar jar = ForeignJar.of(folder, CENTERED, List.of("org.example.CenteredKernel"))) {
            assertTheFusedEngineComputes(jar.layer("org.example.Centered"));
        }
    }

    /** Doubles every feature; a kernel is registered for it by hand. */
    private record Doubled(boolean usesBatchStatistics) implements Activation {
        @Override
        public SDVariable define(LayerGraph graph, SDVariable x) {
            return x.mul(2);
        }
    }

    /** Keeps to its features but for numbers that are none behind the last one, forward and backward. */
    private static final class CarelessKernel implements LayerKernel<Doubled> {

        @Override
        public Class<Doubled> layer() {
            return Doubled.class;
        }

        @Override
        public LayerPlan plan(Doubled layer, LayerSite site) {
            return new LayerPlan() {
                @Override
                public int gradientSize() {
                    return 3; // no whole vector, and nothing that is collected
                }

                @Override
                public LayerStage stage(Arena arena, Block block) {
                    return new LayerStage() {
                        @Override
                        public void forward(Rows x, Rows y, boolean training) {
                            twice(x, y);
                        }

                        @Override
                        public Rows backward(
                                Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
                            assertThat(x).as("rows that the plan did not keep").isNull();
                            twice(dy, freeRows);
                            return freeRows;
                        }

                        private void twice(Rows from, Rows to) {
                            int end = Rows.panels(site.inputs()) * Rows.WIDTH;
                            for (int point = 0; point < block.count(); point++) {
                                for (int j = 0; j < end; j++) {
                                    to.data()[to.index(point, j)] =
                                            j < site.inputs() ? 2 * from.data()[from.index(point, j)] : Float.NaN;
                                }
                            }
                        }
                    };
                }
            };
        }
    }

    @Nested
    class AKernelThatIsRegisteredByHand {

        private final LayerKernel<Doubled> careless = new CarelessKernel();

        @BeforeEach
        void register() {
            LayerKernels.register(careless);
        }

        @AfterEach
        void remove() {
            LayerKernels.remove(careless);
            assertThat(LayerKernels.of(new Doubled(false))).isEmpty();
        }

        @Test
        void canSpoilNoOtherLayerByWhatItWritesBehindItsFeatures() {
            assertTheFusedEngineComputes(new Doubled(false));
            Initializer uniform = Initializer.pytorchDefault();
            Architecture normalized = new Architecture(
                    2,
                    List.of(
                            new Identity(Range.SYMMETRIC),
                            new Dense(21, uniform, uniform),
                            new Doubled(false),
                            new Normalization(Normalization.Kind.LAYER),
                            new Doubled(false),
                            new Normalization(Normalization.Kind.CROSS),
                            new Doubled(false),
                            new Dense(3, uniform, uniform)));
            try (SameDiffEngine definition = new SameDiffEngine(normalized, 1, DataType.DOUBLE)) {
                new FusedEngineTests.Reference(definition, FusedEngineTests.scattered(50, 2)).check(512);
            }
        }

        @Test
        void mustGatherStatisticsWhereTheLayerUsesThem() {
            assertThatThrownBy(() -> new FusedEngine(network(new Doubled(true), 5), 1))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("CarelessKernel, is no BatchStatisticsPlan")
                    .hasMessageNotContaining("\n");
        }
    }
}
