package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.inrzoo.cli.Program.Ended;
import org.inrzoo.datasets.shape.Isosurface;
import org.inrzoo.datasets.shape.MeshFiles;
import org.inrzoo.datasets.shape.Solids;
import org.inrzoo.datasets.sound.SampleFormat;
import org.inrzoo.datasets.sound.SoundFiles;
import org.inrzoo.datasets.sound.Sounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits of any signal from outside: what is left, shown and answered, and what is refused. */
@ExtendWith(WarmProgram.Shared.class)
class SignalCommandTests {

    private static final String[] TINY = {
        "--steps", "4", "--set", "width=8", "--set", "depth=2", "--threads", "1", "--json"
    };

    private final WarmProgram program;
    private final Path home;

    SignalCommandTests(WarmProgram program) {
        this.program = program;
        home = program.emptied();
    }

    private Ended run(String... arguments) throws Exception {
        return program.run(arguments);
    }

    private static String[] with(String[] more, String... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    private JsonNode fit(String... arguments) throws Exception {
        Ended ended = run(with(TINY, arguments));
        assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
        return new ObjectMapper().readTree(ended.out());
    }

    @ParameterizedTest
    @CsvSource({
        "audio:chirp, seconds=0.01, snr, .wav .png",
        "video:scene, size=8, psnr, .gif .png",
        "volume:shepp-logan-3d, size=8, psnr, .nii.gz .png",
        "image:shepp-logan, size=8, psnr, .png",
        "shape:sphere, resolution=8, iou, ''"
    })
    void leavesWhatTheSignalIs(String signal, String reading, String score, String endings) throws Exception {
        String points = signal.startsWith("shape") ? "occupancy:points=2048" : "values";
        JsonNode result =
                fit("fit", "siren", "--signal", signal, "--read", reading, "--objective", points, "--out", "fit");
        assertThat(result.at("/version").intValue()).isEqualTo(2);
        assertThat(result.at("/scores/0/name").textValue()).isEqualTo(score);
        assertThat(result.at("/observed/signal").textValue()).isEqualTo(signal.substring(0, signal.indexOf(':')));
        List<String> left = Program.names(home.resolve("fit"));
        assertThat(left).contains("history.csv", "result.json", "run.json", "weights.safetensors");
        for (String ending : endings.split(" ")) {
            assertThat(left).anyMatch(name -> name.equals("reconstruction" + ending) || ending.isEmpty());
        }
    }

    @Test
    void showsAndAnswersInTheSignalsUnits() throws Exception {
        fit("fit", "siren", "--signal", "audio:chirp", "--seconds", "0.01", "--out", "fit");
        Ended shown = run("show", "fit", "--out", "fit.wav");
        assertThat(shown.code()).as(String.join("\n", shown.err())).isZero();
        assertThat(SoundFiles.read(home.resolve("fit.wav")).sound().frames()).isEqualTo(441);
        assertThat(run("show", "fit", "--out", "fit.wav").code())
                .as("overwrites nothing")
                .isEqualTo(2);
        assertThat(run("show", "fit", "--out", "fit.ply").err())
                .singleElement()
                .asString()
                .contains(".wav");
        Ended at = run("at", "fit", "0.005", "--json");
        JsonNode answer = new ObjectMapper().readTree(at.out());
        assertThat(answer.at("/axes/0").textValue()).isEqualTo("time");
        assertThat(answer.at("/values")).hasSize(1);
        assertThat(answer.at("/gradient")).hasSize(1);
        assertThat(run("at", "fit", "1").err()).singleElement().asString().contains("time goes from");
        assertThat(run("at", "fit", "1", "2").err()).singleElement().asString().contains("1 coordinates (time in s)");
    }

    @Test
    void anImagesFolderIsShownAndAskedToo() throws Exception {
        fit("fit", "siren", "--image", "camera", "--size", "8", "--out", "fit");
        assertThat(run("show", "fit", "--size", "16", "--out", "large.png").code())
                .isZero();
        assertThat(run("at", "fit", "3", "4.5").out()).contains("brightness");
    }

    /** The same specification gives the same bits. */
    @Test
    void aRunIsDoneAgainFromItsFile() throws Exception {
        JsonNode first = fit(
                "fit",
                "siren",
                "--signal",
                "image:shepp-logan",
                "--size",
                "8",
                "--objective",
                "ct:views=5",
                "--out",
                "a");
        JsonNode again = fit("fit", "--config", "a/run.json", "--out", "b");
        assertThat(again.at("/weightsSha256")).isEqualTo(first.at("/weightsSha256"));
        assertThat(again.at("/observed/options/views").intValue()).isEqualTo(5);
        assertThat(first.at("/baselines")).hasSize(3);
        JsonNode other = fit("fit", "relu", "--config", "a/run.json", "--objective", "ct:views=6", "--out", "c");
        assertThat(other.at("/observed/options/views").intValue()).isEqualTo(6);
        assertThat(other.at("/model").textValue()).isEqualTo("relu");
    }

    @Test
    void aFileWithAnUnknownKeyIsRefused() throws Exception {
        Files.writeString(home.resolve("run.json"), "{\"model\": \"siren\", \"singal\": \"audio:chirp\"}");
        assertThat(run("fit", "--config", "run.json").err())
                .singleElement()
                .asString()
                .contains("run.json", "singal");
        Files.writeString(home.resolve("none.json"), "{}");
        assertThat(run("fit", "--config", "none.json").err())
                .singleElement()
                .asString()
                .contains("model");
        assertThat(run("fit", "--config", "missing.json").code()).isEqualTo(1);
        assertThat(run("fit").err()).singleElement().asString().contains("model");
    }

    @Test
    void goesOnToTheSameBits() throws Exception {
        String[] asked = {
            "fit",
            "siren",
            "--signal",
            "audio:chirp",
            "--seconds",
            "0.02",
            "--steps",
            "300",
            "--set",
            "width=8",
            "--checkpoint-every",
            "10",
            "--engine",
            "samediff", // which both ways of starting the program have
            "--threads",
            "1",
            "--json"
        };
        Program stopped = Program.start(home, with(new String[] {"--out", "a"}, asked));
        stopped.awaitFile(home.resolve("a"), ".safetensors");
        stopped.terminate();
        Ended ended = stopped.end();
        Ended whole = run(with(new String[] {"--out", "b"}, asked));
        JsonNode expected = new ObjectMapper().readTree(whole.out());
        if (ended.code() == 0) {
            return; // it was done before the signal came
        }
        assertThat(ended.code()).as(String.join("\n", ended.err())).isEqualTo(130);
        Ended resumed = run("resume", "a", "--json");
        assertThat(resumed.code()).as(String.join("\n", resumed.err())).isZero();
        assertThat(new ObjectMapper().readTree(resumed.out()).at("/weightsSha256"))
                .isEqualTo(expected.at("/weightsSha256"));
    }

    @Test
    void readsSoundsAndMeshesFromFiles() throws Exception {
        SoundFiles.write(home.resolve("ein Ton.wav"), Sounds.chirp(100, 200, 0.05, 8000), SampleFormat.PCM_16);
        assertThat(fit("fit", "siren", "--signal", "audio:ein Ton.wav", "--out", "a")
                        .at("/observed/sizes/0")
                        .intValue())
                .isEqualTo(400);
        var cube = Isosurface.of(Solids.box(0.5, 0.5, 0.5), 1, 8);
        MeshFiles.write(home.resolve("part.stl"), cube);
        assertThat(fit(
                                "fit",
                                "siren",
                                "--signal",
                                "shape:part.stl",
                                "--objective",
                                "occupancy:points=2048",
                                "--out",
                                "b")
                        .at("/scores/0/name")
                        .textValue())
                .isEqualTo("iou");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fit siren --signal audi:chirp | audio",
                "fit siren --signal audio | KIND:SOURCE",
                "fit siren --signal audio:missing.wav | missing.wav",
                "fit siren --signal audio:chirp --objective ct | gray picture",
                "fit siren --signal audio:chirp --objective values:los=l1 | loss",
                "fit siren --signal audio:chirp --image camera | --image",
                "fit siren --signal audio:chirp --test-size 4 | --test-size",
                "fit siren --signal audio:chirp --read second=1 | seconds",
                "fit siren --signal shape:sphere --seconds 1 | resolution",
                "fit loe-video --signal image:camera --objective ct | siren",
                "fit loe-video --image camera --size 8 | siren",
                "fit multihead-relu --signal audio:chirp | tiles",
                "fit multihead-relu --signal image:camera --objective mri | tiles",
                "fit siren --seconds 1 | size",
                "compare siren,relu --signal audio:chirp --objective ct | gray picture",
                "compare siren,loe-video --signal audio:chirp | RGB video",
                "compare siren,relu --objective ct:vews=20 | views",
                "compare siren,relu --signal audio:chirp --background black | --background",
                "sweep siren --signal audio --set rate=1e-3,1e-2 | KIND:SOURCE",
                "sweep siren --signal audio:chirp --image camera --set rate=1e-3,1e-2 | --image",
                "sweep siren --seconds 1 --set rate=1e-3,1e-2 | size"
            })
    void refusesInOneLine(String call, String told) throws Exception {
        Ended ended = run(call.trim().split(" "));
        assertThat(ended.code()).as(String.join("\n", ended.err())).isBetween(1, 2);
        assertThat(ended.err()).singleElement().asString().contains(told.trim());
        assertThat(Files.exists(home.resolve("runs"))).as("a folder is left").isFalse();
    }

    @Test
    void comparesModelsOnAScan() throws Exception {
        Ended ended = run(
                "compare",
                "relu-pe,siren:rate=1e-3",
                "--signal",
                "image:shepp-logan",
                "--size",
                "8",
                "--objective",
                "ct:views=5",
                "--steps",
                "4",
                "--set",
                "width=8",
                "--set",
                "depth=2",
                "--threads",
                "1",
                "--seeds",
                "1",
                "--out",
                "compared");
        assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
        assertThat(ended.err().get(0)).matches("inrzoo: 2 fits of shepp-logan, 8x8 samples, ct, about .*");
        assertThat(ended.out())
                .contains("siren:rate=1e-3", "PSNR, dB", "to compare: psnr-fbp-ram-lak ", "2 fits of shepp-logan; see");
        assertThat(Program.names(home.resolve("compared")))
                .containsExactly(
                        "compare.csv",
                        "compare.json",
                        "compare.png",
                        "pictures.png",
                        "relu-pe-seed0",
                        "siren-rate=1e-3-seed0");
        assertThat(Program.names(home.resolve("compared/relu-pe-seed0")))
                .contains("history.csv", "result.json", "run.json", "reconstruction.png");
        JsonNode report = new ObjectMapper().readTree(Files.readString(home.resolve("compared/compare.json")));
        assertThat(report.at("/objective").textValue()).isEqualTo("ct");
        assertThat(report.at("/options/views").intValue()).isEqualTo(5);
        assertThat(report.at("/baselines")).hasSize(3);
        assertThat(report.at("/fits")).hasSize(2);
    }

    @Test
    void sweepsASettingOverASound() throws Exception {
        Ended ended = run(with(
                TINY,
                "sweep",
                "siren",
                "--signal",
                "audio:chirp",
                "--seconds",
                "0.005",
                "--set",
                "rate=1e-4,1e-2",
                "--out",
                "swept"));
        assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
        JsonNode report = new ObjectMapper().readTree(ended.out());
        assertThat(report.at("/measure").textValue()).isEqualTo("snr");
        assertThat(report.at("/reading/seconds").doubleValue()).isEqualTo(0.005);
        assertThat(report.path("summary").findValuesAsText("rate")).containsExactly("1e-4", "1e-2");
        assertThat(report.at("/summary/0/snr").isNumber()).isTrue();
        assertThat(report.at("/summary/0/psnr").isNumber()).isTrue();
        assertThat(Program.names(home.resolve("swept"))).contains("sweep.csv", "sweep.png", "pictures.png");
    }

    @Test
    void listsKindsAndObjectives() throws Exception {
        assertThat(run("list", "--kinds").out()).contains("audio", "occupancy", "--read seconds");
        JsonNode kinds =
                new ObjectMapper().readTree(run("list", "--kinds", "--json").out());
        assertThat(kinds.at("/signals")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(kinds.at("/objectives")).hasSizeGreaterThanOrEqualTo(4);
    }

    /** A kind of signal and an objective that the zoo does not know, in a jar of somebody else. */
    @Test
    void usesKindsAndObjectivesOfAnotherJar() throws Exception {
        Path classes = Files.createDirectories(home.resolve("classes"));
        Path kind = Files.writeString(home.resolve("RampKind.java"), """
                package other;
                import java.nio.file.*;
                import java.util.*;
                import java.util.function.DoubleConsumer;
                import org.inrzoo.field.*;
                import org.inrzoo.signal.*;
                public final class RampKind implements SignalKind {
                    public record Ramps() {}
                    public String name() { return "ramp"; }
                    public String summary() { return "a straight line"; }
                    public List<String> examples() { return List.of("line"); }
                    public Record reading() { return new Ramps(); }
                    public Signal read(String source, Record reading) {
                        return new Samples(Origin.builtIn("ramp", source), List.of(Axis.counted("i", "", 5)), 1,
                                new float[] {0, 1, 2, 3, 4}, "height", "m", 0, 4);
                    }
                    public List<String> endings() { return List.of(".txt"); }
                    public void show(Field field, int size, Path file, DoubleConsumer progress) {
                        try {
                            Files.writeString(file, Arrays.toString(field.samples()));
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                }
                """);
        Path objective = Files.writeString(home.resolve("Quartic.java"), """
                package other;
                import java.util.Optional;
                import org.inrzoo.engine.*;
                import org.inrzoo.family.Variant;
                import org.inrzoo.field.*;
                import org.inrzoo.fit.*;
                import org.inrzoo.option.Option;
                import org.inrzoo.point.Points;
                import org.inrzoo.signal.*;
                import org.inrzoo.task.*;
                public record Quartic(@Option("how dear") double price) implements ObjectiveKind {
                    public Quartic() { this(1); }
                    public String name() { return "quartic"; }
                    public String summary() { return "the fourth power of the first sample's error"; }
                    public Optional<String> refusal(Signal signal) { return Optional.empty(); }
                    public Observation observe(Signal signal, Variant variant) {
                        Domain domain = new Domain(signal.axes(), variant.recipe().grid());
                        return new Observation(new Objective() {
                            public Batch batch(int step) {
                                return new Batch(domain.grid(), block -> {
                                    double loss = 0;
                                    for (int i = 0; i < block.count(); i++) {
                                        double y = block.value(i, 0);
                                        loss += price * y * y * y * y;
                                        block.setGradient(i, 0, (float) (4 * price * y * y * y));
                                    }
                                    return loss;
                                });
                            }
                            public int outputs() { return 1; }
                            public Points evaluated() { return domain.grid(); }
                            public double score(float[] outputs) { return -Math.abs(outputs[0]); }
                        }, domain, 1, Quantity.asIs("height"));
                    }
                }
                """);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        System.err,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        kind.toString(),
                        objective.toString());
        assertThat(compiled).isZero();
        Path jar = home.resolve("other.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entry(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            entry(
                    entries,
                    "META-INF/services/org.inrzoo.signal.SignalKind",
                    "other.RampKind\n".getBytes(StandardCharsets.UTF_8));
            entry(
                    entries,
                    "META-INF/services/org.inrzoo.task.ObjectiveKind",
                    "other.Quartic\n".getBytes(StandardCharsets.UTF_8));
        }
        List<String> call = new ArrayList<>(
                List.of("fit", "siren", "--signal", "ramp:line", "--objective", "quartic:price=2", "--out", "fit"));
        call.addAll(List.of(TINY));
        Ended ended = Program.startWith(jar, home, call.toArray(String[]::new)).end();
        assertThat(ended.code()).as(String.join("\n", ended.err())).isZero();
        assertThat(Program.names(home.resolve("fit"))).contains("reconstruction.txt");
        assertThat(new ObjectMapper()
                        .readTree(ended.out())
                        .at("/observed/options/price")
                        .doubleValue())
                .isEqualTo(2);
        assertThat(Program.startWith(jar, home, "list", "--kinds").end().out()).contains("quartic", "a straight line");
    }

    private static void entry(JarOutputStream jar, String name, byte[] content) throws Exception {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
