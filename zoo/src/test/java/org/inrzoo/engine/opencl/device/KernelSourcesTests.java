package org.inrzoo.engine.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.ResidentTraining;
import org.inrzoo.engine.ResidentTraining.ResidentStep;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.MuonStep;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels' sources for devices that are not here: clang compiles them for GPUs of other makers, to their code or the front end's. */
class KernelSourcesTests {

    private static final String CLANG = "clang-15"; // comes with Debian's pocl
    private static final int SIDE = 8;

    private static List<String> sources = List.of();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void compileThemHere() throws Exception {
        Optional<String> hindrance = Devices.hindrance();
        assumeTrue(hindrance.isEmpty(), () -> hindrance.orElseThrow());
        assumeTrue(run(List.of(CLANG, "--version")).isEmpty(), "no " + CLANG + " is installed");
        String before = System.setProperty(Devices.PROPERTY, "0");
        try {
            modelsOfAllLayers().forEach(KernelSourcesTests::train);
        } finally {
            if (before == null) {
                System.clearProperty(Devices.PROPERTY);
            } else {
                System.setProperty(Devices.PROPERTY, before);
            }
        }
        sources = DeviceQueue.compiledSources();
    }

    /** Models that bring a layer which none before them has. */
    private static List<Architecture> modelsOfAllLayers() {
        Set<Class<?>> seen = new HashSet<>();
        List<Architecture> chosen = new ArrayList<>();
        for (Variant model : Registry.list("*")) {
            Variant narrow = model.settings().containsKey("width") ? model.with("width", 8) : model;
            Architecture network = narrow.family().architecture(2, 1);
            boolean brings = false;
            for (Object layer : network.layers()) {
                brings |= seen.add(layer.getClass());
            }
            if (brings) {
                chosen.add(network);
            }
        }
        return chosen;
    }

    /** A gradient and outputs, and where the weights can stay, a step of each optimiser. */
    private static void train(Architecture network) {
        float[] parameters = network.parameters().initialize(0);
        Grid points = Grid.image(6, 6, GridConvention.PIXEL_CENTERS);
        float[] outputs = new float[points.size() * network.outputs()];
        try (Engine engine = Engines.create("opencl", network, 1)) {
            engine.forward(parameters, points, outputs);
            engine.squaredError(
                    parameters, points, outputs, new float[network.parameters().trainable()]);
            List<WeightMatrix> anyMatrix = List.of(new WeightMatrix(0, 1, 1));
            engine.residentTraining(anyMatrix, parameters, new float[0]).ifPresent(training -> {
                try (ResidentTraining closing = training) {
                    closing.begin(List.of(new ResidentStep(
                            points,
                            new SquaredError(outputs, points.size()),
                            new MuonStep(0.9f, 1e-3),
                            AdamStep.of(1e-3, 0.9, 0.99, 1e-8, 0))));
                    closing.finish();
                }
            });
        } catch (EngineException notOnDevices) {
            assertThat(notOnDevices).hasMessageContaining("opencl");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"amdgcn-amd-amdhsa -mcpu=gfx1030 -S", "nvptx64-nvidia-nvcl -S", "spir64 -emit-llvm -S"})
    void compileFor(String target) throws Exception {
        assertThat(sources).as("sources that were compiled here").hasSizeGreaterThan(20);
        Path kernel = folder.resolve("kernel.cl");
        for (String source : sources) {
            Files.writeString(kernel, source);
            List<String> command = new ArrayList<>(List.of(CLANG, "-x", "cl", "-cl-std=CL1.2", "-DS=" + SIDE));
            command.addAll(List.of("-nogpulib", "-O1", "-target"));
            command.addAll(Arrays.asList(target.split(" ")));
            command.addAll(List.of("-o", folder.resolve("kernel.out").toString(), kernel.toString()));
            assertThat(run(command)).as(source).isEmpty();
        }
    }

    /** What a program that has failed said; empty where it succeeded. */
    private static String run(List<String> command) throws InterruptedException {
        try {
            Path said = Files.createTempFile("clang", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            try (Stream<String> lines = Files.lines(said)) {
                String text = String.join("\n", lines.toList());
                return ended && process.exitValue() == 0 ? "" : "failed: " + text;
            }
        } catch (IOException e) {
            return e.toString();
        }
    }
}
