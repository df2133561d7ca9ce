package org.inrzoo.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Family;
import org.inrzoo.family.Source;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;

/** What is exported, run by onnxruntime, against the zoo's engine. */
class OnnxFormatTests {

    private static final float CLOSE = 1e-5f;

    /** Where places are rounded on the way to a coordinate, which an encoding multiplies by up to 2^9 pi. */
    private static final float ROUNDED = 1e-4f;

    private static final int POINTS = 50;

    private static final Map<String, Object> SMALL = Map.ofEntries(
            Map.entry("width", 6),
            Map.entry("depth", 3),
            Map.entry("frequencies", 4),
            Map.entry("headRows", 2),
            Map.entry("headColumns", 3),
            Map.entry("alpha", 3),
            Map.entry("levels", 3),
            Map.entry("logTable", 5),
            Map.entry("base", 2),
            Map.entry("finest", 9),
            Map.entry("outputs", 2));

    @TempDir
    private Path folder;

    static Stream<ZooModel> models() {
        return Zoo.ofCoordinates().stream()
                .filter(model -> model.architecture(2, 1).reach() == 0);
    }

    private static FittedImage fitted(ZooModel model, int channels) {
        ZooModel small = model;
        for (Map.Entry<String, Object> setting : SMALL.entrySet()) {
            small = small.settings().containsKey(setting.getKey())
                    ? small.with(setting.getKey(), setting.getValue())
                    : small;
        }
        float[] parameters =
                small.variant().architecture(9, 8, channels).parameters().initialize(5);
        return FittedImage.trained(small.variant(), 9, 8, channels, parameters, "fused", 1);
    }

    /** Points (x, y) on the picture. */
    private static float[] points() {
        RandomSource random = new RandomSource(6);
        float[] points = new float[2 * POINTS];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) random.uniform();
        }
        return points;
    }

    private float[] run(FittedImage fitted, float[] points) throws OrtException {
        Path file = folder.resolve("network.onnx");
        fitted.export(file);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        float[][] pairs = new float[points.length / 2][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new float[] {points[2 * i], points[2 * i + 1]};
        }
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor input = OnnxTensor.createTensor(environment, pairs);
                OrtSession.Result result = session.run(Map.of(OnnxFormat.POINTS, input))) {
            assertThat(session.getInputNames()).containsExactly(OnnxFormat.POINTS);
            assertThat(session.getOutputNames()).containsExactly(OnnxFormat.VALUES);
            float[][] values = (float[][]) result.get(0).getValue();
            float[] flat = new float[values.length * fitted.channels()];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = values[i / fitted.channels()][i % fitted.channels()];
            }
            return flat;
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelGivesWhatItGivesHere(ZooModel model) throws OrtException {
        for (int channels : new int[] {1, 3}) {
            FittedImage fitted = fitted(model, channels);
            float[] values = run(fitted, points());
            float[] wanted = fitted.at(points());
            assertThat(values).hasSize(wanted.length);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(Math.max(0, Math.min(1, values[i])))
                        .as("value %d of %s", i, model)
                        .isCloseTo(wanted[i], within(ROUNDED));
            }
        }
    }

    /** The networks at their own size, after some steps, without the clamping that a picture needs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "siren",
                "relu-pe",
                "fourier-features",
                "loe-sine-fine2coarse",
                "loe-sine-fine2coarse-bilinear",
                "instant-ngp"
            })
    void fittedNetworksAgreeWithTheEngine(String name) throws OrtException {
        FittedImage fitted = Zoo.get(name).with("steps", 8).fit(Datasets.image("astronaut", 16));
        float[] points = points();
        float[] values = run(fitted, points);
        float[] rowsFirst = new float[points.length];
        for (int i = 0; i < points.length; i++) {
            rowsFirst[i] = coordinate(fitted.variant().recipe().grid(), points[i ^ 1], 16);
        }
        float[] outputs = new float[POINTS * 3];
        try (Engine engine = Engines.create("fused", fitted.architecture(), 1)) {
            engine.forward(fitted.parameters(), new PointSet(rowsFirst, 2), outputs);
        }
        for (int i = 0; i < outputs.length; i++) {
            assertThat(values[i])
                    .as("value %d", i)
                    .isCloseTo(fitted.variant().recipe().targets().toUnit(outputs[i]), within(CLOSE));
        }
    }

    /** What a place on the picture is to the network, in single precision as in the file. */
    private static float coordinate(GridConvention convention, float place, int pixels) {
        return switch (convention) {
            case PIXEL_CENTERS -> place;
            case ALIGN_CORNERS ->
                Math.max(0, Math.min(1, place * (float) (pixels / (pixels - 1.0)) + (float) (-0.5 / (pixels - 1))));
            case ASYMMETRIC -> Math.max(0, place + (float) (-0.5 / pixels));
        };
    }

    /** Something that the export does not know. */
    record Strange() implements Activation {
        @Override
        public SDVariable define(LayerGraph graph, SDVariable z) {
            return graph.sd().math().asinh(z);
        }
    }

    record Network() implements Family {
        @Override
        public Architecture architecture(int dimensions, int outputs) {
            Initializer uniform = Initializer.pytorchDefault();
            return new Architecture(
                    dimensions,
                    List.of(
                            new Identity(Range.UNIT),
                            new Dense(3, uniform, uniform),
                            new Strange(),
                            new Dense(outputs, uniform, uniform)));
        }
    }

    @Test
    void aNetworkThatLooksAtNeighboursIsNone() {
        FittedImage fitted = fitted(Zoo.get("conv-inr"), 1);
        assertThatThrownBy(() -> fitted.export(folder.resolve("network.onnx")))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "conv-inr looks at neighbouring pixels and has no values at single points: it cannot be exported to"
                                + " ONNX, but its weights can, to .npz");
    }

    @Test
    void aLayerWithoutTranslationIsNamed() {
        Variant variant = new Variant(
                "strange",
                "Strange",
                new Network(),
                Recipe.adam(1e-3, 1),
                new Source("none", "here", Set.of(), "a note"),
                13);
        FittedImage fitted = new FittedImage(
                variant,
                4,
                4,
                1,
                variant.family().architecture(2, 1).parameters().initialize(1));
        assertThatThrownBy(() -> fitted.export(folder.resolve("strange.onnx")))
                .isInstanceOf(OptionException.class)
                .hasMessage("layer 2 of strange, Strange, cannot be exported to ONNX: "
                        + "SameDiff's 'asinh' has no translation");
        assertThat(folder.resolve("strange.onnx")).doesNotExist();
    }

    /** The page's own lines, which the zoo's tests compile and here are run. */
    @Test
    void thePageOfAnswersSaysTheSame() throws Exception {
        String page = Files.readString(Path.of("../../zoo/HOWTO.md"));
        assertThat(page)
                .contains(
                        "```java\nfitted.export(Path.of(\"camera.onnx\"));\n```",
                        "{\"" + OnnxFormat.POINTS + "\": points}")
                .contains("points = np.array([[0.5, 0.25], [0.5, 0.5]]");
        FittedImage fitted = fitted(Zoo.get("siren"), 1);
        float[] points = {0.5f, 0.25f, 0.5f, 0.5f};
        assertThat(run(fitted, points)).hasSize(2);
    }

    @Test
    void theCommandWritesTheSameFile() throws Exception {
        FittedImage fitted = fitted(Zoo.get("siren"), 1);
        fitted.save(folder.resolve("siren.safetensors"));
        fitted.export(folder.resolve("library.onnx"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.inrzoo.cli.Main",
                        "export",
                        "siren.safetensors",
                        "--out",
                        "command.onnx")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "log"))
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        assertThat(folder.resolve("command.onnx")).hasSameBinaryContentAs(folder.resolve("library.onnx"));
    }
}
