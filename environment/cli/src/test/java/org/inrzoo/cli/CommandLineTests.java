package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.cli.Program.Ended;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Safetensors;
import org.inrzoo.metric.Psnr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program from outside: what it prints where, which files it leaves, how it ends. */
@ExtendWith(WarmProgram.Shared.class)
class CommandLineTests {

    private static final String[] TINY = {"--set", "width=4", "--set", "depth=2", "--json", "--threads", "1"};

    private static WarmProgram warm;

    /** Files for all tests; the program's working folder. */
    private static Path home;

    @BeforeAll
    static void writeFiles(WarmProgram program) throws IOException {
        warm = program;
        home = program.emptied();
        image("gray.png", BufferedImage.TYPE_BYTE_GRAY, 7, 5, "png");
        image("colour.png", BufferedImage.TYPE_3BYTE_BGR, 4, 9, "png");
        image("transparent.png", BufferedImage.TYPE_4BYTE_ABGR, 5, 5, "png");
        image("deep.png", BufferedImage.TYPE_USHORT_GRAY, 1, 6, "png");
        image("photo.jpg", BufferedImage.TYPE_3BYTE_BGR, 17, 8, "jpg");
        byte[] png = Files.readAllBytes(home.resolve("colour.png"));
        Files.write(home.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
        Files.write(home.resolve("empty.png"), new byte[0]);
        Files.writeString(home.resolve("text.png"), "this is no picture");
        Files.createDirectory(home.resolve("emptyfolder"));
        Files.writeString(Files.createDirectory(home.resolve("full")).resolve("precious.txt"), "precious");

        Variant siren = Registry.get("siren").with("width", 4).with("depth", 2);
        float[] parameters = siren.family().architecture(2, 3).parameters().initialize(1);
        Path weights = home.resolve("good.safetensors");
        new FittedImage(siren, 6, 4, 3, parameters).save(weights);
        Safetensors good = Safetensors.read(weights);
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(home.resolve("cut.safetensors"), Arrays.copyOf(bytes, bytes.length - 9));
        Files.write(
                home.resolve("header.safetensors"),
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(1L << 60)
                        .array());
        Map<String, String> hostile = new LinkedHashMap<>(good.metadata());
        hostile.put("settings", "{\"width\":4096,\"depth\":64}");
        Safetensors.of(good.tensors().values(), hostile).write(home.resolve("hostile.safetensors"));
        Map<String, String> vast = new LinkedHashMap<>(good.metadata());
        vast.put("width", "1048576");
        vast.put("height", "1048576");
        Safetensors.of(good.tensors().values(), vast).write(home.resolve("vast.safetensors"));
    }

    @Nested
    class Showing {

        @Test
        void listsAndCardsAsTextAndAsJson() throws Exception {
            Ended list = Program.run(home, "list");
            Ended json = warm.run("list", "loe-*", "--json");
            Ended card = warm.run("card", "siren");
            Ended data = warm.run("card", "siren", "--json");
            Ended page = warm.run("card", "--all", "--out", "MODELS.md");
            assertThat(succeeded(list).lines()).hasSize(Zoo.list().size());
            JsonNode array = object(succeeded(json));
            assertThat(array.isArray()).isTrue();
            assertThat(array.findValuesAsText("model"))
                    .containsExactlyElementsOf(Zoo.list("loe-*").stream()
                            .map(model -> model.name())
                            .toList());
            assertThat(succeeded(card))
                    .isEqualTo(Zoo.get("siren").card().text() + "\n--all-settings explains each setting\n");
            assertThat(object(succeeded(data)).path("parameters").asInt()).isEqualTo(198_401);
            assertThat(succeeded(page)).isEmpty();
            assertThat(Files.readString(home.resolve("MODELS.md")))
                    .startsWith("# Models\n")
                    .contains("## SIREN\n");
        }

        @Test
        void showsTheTangentKernelsEigenvaluesAsTextAndAsJson() throws Exception {
            String[] small = {"--probes", "4", "--set", "width=5", "--set", "depth=2"};
            Ended text = warm.run(
                    Stream.concat(Stream.of("ntk", "relu-bn"), Stream.of(small)).toArray(String[]::new));
            Ended json = warm.run(Stream.concat(Stream.of("ntk", "siren", "--json"), Stream.of(small))
                    .toArray(String[]::new));
            assertThat(succeeded(text)).startsWith("relu-bn before any fit").contains("largest eigenvalue", "variance");
            JsonNode data = object(succeeded(json));
            assertThat(data.path("eigenvalues")).hasSize(16);
            assertThat(data.path("max").asDouble())
                    .isEqualTo(data.path("eigenvalues").path(0).asDouble())
                    .isPositive();
        }

        @Test
        void explainsItself() throws Exception {
            Ended help = warm.run("--help");
            Ended fit = warm.run("fit", "--help");
            Ended nothing = Program.run(home);
            assertThat(succeeded(help))
                    .contains("list", "card", "fit", "resume", "render", "compare", "sweep", "quickstart", "ntk");
            assertThat(succeeded(fit)).contains("--image", "--size", "--steps", "--set", "--out");
            assertThat(nothing.code()).isEqualTo(2);
            assertThat(nothing.out()).isEmpty();
            assertThat(nothing.err()).anyMatch(line -> line.startsWith("Usage: inrzoo"));
        }

        private String succeeded(Ended ended) {
            assertThat(ended.err()).as("standard error").isEmpty();
            assertThat(ended.code()).as("exit code").isZero();
            return ended.out();
        }
    }

    @Nested
    class Fitting {

        @Test
        void printsOneObjectAndLeavesEveryFileTheSameForTheSameSeed() throws Exception {
            Program first = Program.start(home, call("gray.png", "first"));
            Program second = Program.start(home, call("gray.png", "second"));
            JsonNode result = assertFitted(first.end(), "first", 1);
            assertThat(result.fieldNames())
                    .toIterable()
                    .contains(
                            "model",
                            "parameters",
                            "engine",
                            "steps",
                            "seed",
                            "threads",
                            "psnr",
                            "psnrBest",
                            "seconds",
                            "secondsPerStep",
                            "dataSha256",
                            "weightsSha256",
                            "out");
            assertThat(result.path("model").asText()).isEqualTo("siren");
            assertThat(result.path("parameters").asInt()).isEqualTo(37);
            assertThat(result.path("steps").asInt()).isEqualTo(3);
            assertThat(result.path("threads").asInt()).isEqualTo(1);
            assertThat(result.path("settings").path("width").asInt()).isEqualTo(4);
            assertThat(result.path("versions").path("nd4j").asText())
                    .as("ND4J's version")
                    .matches("\\d.*");
            assertFitted(second.end(), "second", 1);
            assertThat(home.resolve("second/weights.safetensors"))
                    .hasSameBinaryContentAs(home.resolve("first/weights.safetensors"));

            Ended render = warm.run("render", "first", "--size", "20x10", "--out", "rendered.png");
            assertThat(render.err()).isEmpty();
            assertThat(render.code()).isZero();
            BufferedImage rendered = ImageIO.read(home.resolve("rendered.png").toFile());
            assertThat(new int[] {rendered.getWidth(), rendered.getHeight()}).containsExactly(20, 10);
        }

        @Test
        void ofManyProgramsThatStartTogetherEachLeavesItsOwn() throws Exception {
            List<Program> programs = new ArrayList<>();
            for (int seed = 1; seed <= 4; seed++) {
                List<String> arguments = new ArrayList<>(List.of(
                        "fit", "siren", "--image", "colour.png", "--steps", "2", "--seed", String.valueOf(seed)));
                arguments.addAll(List.of(TINY));
                programs.add(Program.start(home, arguments.toArray(new String[0])));
            }
            Map<String, String> hashes = new TreeMap<>();
            for (Program program : programs) {
                JsonNode result = object(program.end().out());
                hashes.put(
                        result.path("out").asText(),
                        result.path("weightsSha256").asText());
            }
            assertThat(hashes).as("folders").hasSameSizeAs(programs);
            assertThat(hashes.values()).as("hashes").doesNotHaveDuplicates();
            hashes.forEach((folder, hash) -> assertThat(Hashes.sha256(Path.of(folder, "weights.safetensors")))
                    .as(folder)
                    .isEqualTo(hash));
        }

        @Test
        void ofDeepPicturesLeavesAndDrawsDeepPictures() throws Exception {
            assertFitted(fit("deep.png", "depth"), "depth", 1);
            Ended deep = warm.run("render", "depth", "--out", "deep-again.png");
            Ended plain = warm.run("render", "depth", "--out", "plain.jpg");
            assertThat(deep.code()).isZero();
            assertThat(plain.code()).isZero();
            for (String file : List.of("depth/reconstruction.png", "deep-again.png")) {
                assertThat(ImageIO.read(home.resolve(file).toFile())
                                .getColorModel()
                                .getPixelSize())
                        .as(file)
                        .isEqualTo(16);
            }
            assertThat(Files.readAllBytes(home.resolve("plain.jpg"))).startsWith(0xff, 0xd8);
        }

        @Test
        void takesImagesOfManyKinds() throws Exception {
            Ended transparent = fit("transparent.png", "transparent");
            assertFitted(transparent, "transparent", 3);
            assertThat(transparent.err()).contains("inrzoo: transparent parts are shown on white");
            assertFitted(fit("deep.png", "deep", "--batch", "4"), "deep", 1);
            JsonNode shrunk = assertFitted(fit("photo.jpg", "photo", "--size", "9"), "photo", 3);
            assertThat(new int[] {
                        shrunk.path("width").asInt(), shrunk.path("height").asInt()
                    })
                    .containsExactly(9, 4);
            JsonNode computed = assertFitted(fit("perlin:4:7", "noise", "--size", "16"), "noise", 1);
            assertThat(computed.path("image").asText()).isEqualTo("perlin:4:7");
            assertThat(computed.path("dataSha256").asText())
                    .isEqualTo(Datasets.image("perlin:4:7", 16).sha256());
        }

        @Test
        void measuresTheImageAtAnotherSize() throws Exception {
            Ended ended = warm.run(
                    "fit",
                    "multihead-relu-h2",
                    "--image",
                    "camera",
                    "--size",
                    "16",
                    "--test-size",
                    "32",
                    "--steps",
                    "2",
                    "--set",
                    "width=5",
                    "--set",
                    "grid=pixel-centres",
                    "--json",
                    "--out",
                    "tested");
            assertThat(ended.code()).as("exit code").isZero();
            JsonNode test = object(ended.out()).path("test");
            assertThat(new int[] {
                        test.path("width").asInt(), test.path("height").asInt()
                    })
                    .containsExactly(32, 32);
            assertThat(test.path("dataSha256").asText())
                    .isEqualTo(Datasets.image("camera").resize(32, 32).sha256());
            FittedImage fitted = FittedImage.load(home.resolve("tested/weights.safetensors"));
            float[] unseen = Datasets.image("camera").resize(32, 32).values();
            assertThat(test.path("psnr").asDouble())
                    .isCloseTo(Psnr.standard(fitted.render(32, 32).values(), unseen), within(1e-3));
        }

        @Test
        void drawsEveryLevelOfDetail() throws Exception {
            Ended ended = warm.run(
                    "fit",
                    "bacon",
                    "--image",
                    "gray.png",
                    "--steps",
                    "2",
                    "--set",
                    "width=5",
                    "--json",
                    "--out",
                    "levels");
            assertThat(ended.code()).as("exit code").isZero();
            FittedImage fitted = FittedImage.load(home.resolve("levels/weights.safetensors"));
            for (int level = 1; level <= 3; level++) {
                Ended render = warm.run(
                        "render",
                        "levels",
                        "--level",
                        String.valueOf(level),
                        "--size",
                        "9x7",
                        "--out",
                        "level" + level + ".png");
                assertThat(render.err()).isEmpty();
                BufferedImage drawn =
                        ImageIO.read(home.resolve("level" + level + ".png").toFile());
                float expected = fitted.level(level).render(9, 7).values()[0];
                assertThat(drawn.getRaster().getSample(0, 0, 0) / 255f).isCloseTo(expected, within(0.01f));
            }
        }

        private Ended fit(String image, String out, String... more) throws IOException {
            return warm.run(call(image, out, more));
        }

        private String[] call(String image, String out, String... more) {
            List<String> arguments =
                    new ArrayList<>(List.of("fit", "siren", "--image", image, "--out", out, "--steps", "3"));
            arguments.addAll(List.of(TINY));
            arguments.addAll(List.of(more));
            return arguments.toArray(new String[0]);
        }

        private JsonNode assertFitted(Ended ended, String out, int channels) throws IOException {
            assertThat(ended.err()).as("standard error").allMatch(line -> line.matches("(step|inrzoo:) .*"));
            assertThat(ended.code()).as("exit code").isZero();
            assertThat(ended.out().lines()).as("standard output").hasSize(1);
            Path folder = home.resolve(out);
            assertThat(Program.names(folder))
                    .containsExactly(
                            "comparison.png",
                            "history.csv",
                            "reconstruction.png",
                            "result.json",
                            "weights.safetensors");
            JsonNode result = object(ended.out());
            JsonNode record = object(Files.readString(folder.resolve("result.json")));
            record.fields()
                    .forEachRemaining(field -> assertThat(result.get(field.getKey()))
                            .as(field.getKey())
                            .isEqualTo(field.getValue()));
            assertThat(result.path("channels").asInt()).isEqualTo(channels);
            assertThat(result.path("psnr").asDouble()).as("PSNR").isGreaterThan(0);
            assertThat(result.path("out").asText())
                    .isEqualTo(folder.toRealPath().toString());
            assertThat(result.path("weightsSha256").asText())
                    .isEqualTo(Hashes.sha256(folder.resolve("weights.safetensors")));
            assertThat(Files.readAllLines(folder.resolve("history.csv")))
                    .as("history")
                    .hasSize(4)
                    .startsWith("step,rate,loss,psnr,seconds");
            BufferedImage picture =
                    ImageIO.read(folder.resolve("reconstruction.png").toFile());
            assertThat(picture.getWidth()).isEqualTo(result.path("width").asInt());
            assertThat(picture.getHeight()).isEqualTo(result.path("height").asInt());
            assertThat(picture.getRaster().getNumBands()).isEqualTo(channels);
            return result;
        }
    }

    @Nested
    class Comparing {

        @Test
        void leavesATableAChartAndEveryFitsRecord() throws Exception {
            Ended compared = warm.run(
                    "compare",
                    "siren:rate=1e-3,relu",
                    "--image",
                    "gray.png",
                    "--seeds",
                    "2",
                    "--steps",
                    "4",
                    "--set",
                    "width=4",
                    "--set",
                    "depth=2",
                    "--threads",
                    "1",
                    "--out",
                    "compared");
            Ended swept = warm.run(
                    "sweep",
                    "siren",
                    "--image",
                    "perlin:2",
                    "--size",
                    "6",
                    "--steps",
                    "4",
                    "--set",
                    "rate=1e-4,1e-2,1e-3",
                    "--set",
                    "width=4",
                    "--set",
                    "depth=2",
                    "--threads",
                    "1",
                    "--out",
                    "swept",
                    "--jobs",
                    "2",
                    "--json");
            assertThat(compared.err().get(0)).matches("inrzoo: 4 fits of gray.png, 7x5, about \\d+ s");
            assertThat(compared.err().subList(1, compared.err().size()))
                    .filteredOn(line -> !line.contains("no better than one colour")) // four steps are few
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allMatch(line -> line.matches("fit \\d of 4, .*, seed \\d, .* dB, step \\d of 4(, \\d+ s left)?"));
            assertThat(compared.code()).isZero();
            assertThat(compared.out()).contains("siren:rate=1e-3", "relu", "4 fits of gray.png; see compared");
            assertThat(Program.names(home.resolve("compared")))
                    .containsExactly(
                            "compare.csv",
                            "compare.json",
                            "compare.png",
                            "pictures.png",
                            "relu-seed0",
                            "relu-seed1",
                            "siren-rate=1e-3-seed0",
                            "siren-rate=1e-3-seed1");
            assertThat(Program.names(home.resolve("compared/relu-seed1"))).contains("history.csv", "result.json");
            assertThat(object(Files.readString(home.resolve("compared/compare.json")))
                            .path("fits"))
                    .hasSize(4);
            assertThat(Files.readAllLines(home.resolve("compared/compare.csv"))).hasSize(3);
            assertThat(ImageIO.read(home.resolve("compared/compare.png").toFile())
                            .getWidth())
                    .isGreaterThan(1000);

            assertThat(swept.code()).isZero();
            assertThat(Program.names(home.resolve("swept"))).contains("sweep.png", "pictures.png");
            JsonNode report = object(swept.out());
            assertThat(report.path("summary").findValuesAsText("rate")).containsExactly("1e-4", "1e-2", "1e-3");
            assertThat(report.path("fits").get(1).path("settings").path("rate").asDouble())
                    .isEqualTo(0.01);
            assertThat(object(Files.readString(home.resolve("swept/sweep.json"))))
                    .isEqualTo(report);
            assertThat(report.path("jobs").asInt()).as("one thread each").isEqualTo(2);
            assertThat(report.path("failed")).isEmpty();

            Ended more = warm.run(
                    "sweep",
                    "siren",
                    "--image",
                    "perlin:2",
                    "--size",
                    "6",
                    "--steps",
                    "4",
                    "--set",
                    "rate=1e-4,1e-2,1e-3,2e-3",
                    "--set",
                    "width=4",
                    "--set",
                    "depth=2",
                    "--go-on",
                    "swept",
                    "--json");
            assertThat(more.code()).isZero();
            assertThat(more.err().get(0)).startsWith("inrzoo: 1 fit of perlin");
            assertThat(object(more.out()).path("fits").get(2))
                    .isEqualTo(report.path("fits").get(2));
        }

        @Test
        void fitsByTheRecipeThatIsAskedForAndSaysWhichItWas() throws Exception {
            Ended compared = warm.run(
                    "compare",
                    "loe-sine-fine2coarse,conv-inr",
                    "--recipe",
                    "chosen",
                    "--image",
                    "gray.png",
                    "--seeds",
                    "1",
                    "--steps",
                    "2",
                    "--set",
                    "width=16",
                    "--threads",
                    "1",
                    "--out",
                    "by-recipe");
            assertThat(compared.code()).isZero();
            assertThat(compared.err()).contains("inrzoo: conv-inr has no recipe 'chosen': it is fitted by its paper's");
            assertThat(compared.out()).contains("recipe", "chosen", "paper");
            JsonNode fits = object(Files.readString(home.resolve("by-recipe/compare.json")))
                    .path("fits");
            assertThat(fits.findValuesAsText("recipe")).containsExactly("chosen", "paper");
            assertThat(fits.findValuesAsText("optimizer")).containsExactly("muon", "adam");
        }
    }

    @Nested
    class Interrupting {

        private static final int STEPS = 500;

        @Test
        void leavesACheckpointFromWhichTheFitComesToTheSameEnd() throws Exception {
            Ended whole = warm.run(call("gray.png", "whole"));
            Program stopped = fit("stopped");
            Path folder = home.resolve("stopped");
            stopped.awaitFile(folder, ".safetensors");
            stopped.terminate();
            Ended interrupted = stopped.end();
            assertThat(interrupted.err())
                    .as("standard error")
                    .last()
                    .asString()
                    .isEqualTo("inrzoo: stopped; go on with: inrzoo resume stopped");
            assertThat(interrupted.code()).as("exit code").isEqualTo(130);
            assertThat(interrupted.out()).as("standard output").isEmpty();
            assertThat(Program.names(folder))
                    .isNotEmpty()
                    .allMatch(name -> name.matches("checkpoint-\\d{9}\\.safetensors"));

            List<String> before = Program.names(folder);
            Program killed = Program.start(home, "resume", "stopped", "--json");
            awaitAnother(killed, folder, before);
            killed.kill();
            assertThat(killed.end().code())
                    .as("exit code of the killed program")
                    .isNotZero();

            Ended resumed = warm.run("resume", "stopped", "--json");
            assertThat(resumed.err())
                    .as("standard error")
                    .first()
                    .asString()
                    .matches("inrzoo: going on from step [1-9]\\d*");
            assertThat(resumed.code()).as("exit code").isZero();
            assertThat(object(resumed.out()).path("steps").asInt()).isEqualTo(STEPS);
            assertThat(whole.code()).isZero();
            assertThat(home.resolve("stopped/weights.safetensors"))
                    .hasSameBinaryContentAs(home.resolve("whole/weights.safetensors"));
            assertThat(Program.names(folder))
                    .filteredOn(name -> name.startsWith("checkpoint"))
                    .isEmpty();
        }

        /** Whether these tests run under nohup: what ignores a hang-up has children that do. */
        private static boolean hangUpIsIgnored() throws IOException {
            Path status = Path.of("/proc/self/status");
            return Files.exists(status)
                    && Files.readAllLines(status).stream()
                            .anyMatch(line -> line.matches("SigIgn:\\s+[0-9a-f]*[13579bdf]"));
        }

        /** A terminal that is closed says so more than once; meanwhile the picture has moved. */
        @Test
        void byAClosedTerminalLeavesACheckpointThatGoesOnWhereverThePictureIs() throws Exception {
            Path picture = Files.copy(home.resolve("gray.png"), home.resolve("moving.png"));
            Program closed = fit("moving.png", "closed");
            closed.awaitFile(home.resolve("closed"), ".safetensors");
            String signal = hangUpIsIgnored() ? "TERM" : "HUP";
            closed.signal(signal);
            closed.signal(signal);
            assertThat(closed.end().code()).as("exit code").isEqualTo(130);

            Files.move(picture, home.resolve("moved.png"));
            assertRefused(warm.run("resume", "closed"), "no such file", "add --image FILE");
            assertRefused(warm.run("resume", "closed", "--image", "colour.png"), "'colour.png' is not the image");
            Ended resumed = warm.run("resume", "closed", "--image", "moved.png", "--json");
            assertThat(resumed.code()).as("exit code").isZero();
            assertThat(object(resumed.out()).path("image").asText()).isEqualTo("moved.png");
        }

        private static void assertRefused(Ended ended, String... reasons) {
            assertThat(ended.err())
                    .singleElement()
                    .asString()
                    .startsWith("inrzoo: ")
                    .contains(reasons);
            assertThat(ended.code()).as("exit code").isEqualTo(1);
        }

        @Test
        void isForOneProgramAtATime() throws Exception {
            Program first = fit("gray.png", "shared");
            first.awaitFile(home.resolve("shared"), ".safetensors");
            assertRefused(warm.run("resume", "shared"), "the folder 'shared' is in use by another run");
            first.kill();
            first.end();
            assertThat(warm.run("resume", "shared").code()).as("after a kill").isZero();
        }

        private Program fit(String out) throws IOException {
            return fit("gray.png", out);
        }

        private Program fit(String image, String out) throws IOException {
            return Program.start(home, call(image, out));
        }

        private String[] call(String image, String out) {
            List<String> arguments = new ArrayList<>(List.of(
                    "fit",
                    "siren",
                    "--image",
                    image,
                    "--out",
                    out,
                    "--steps",
                    String.valueOf(STEPS),
                    "--batch",
                    "10",
                    "--set",
                    "schedule=cosine",
                    "--set",
                    "evaluations=5",
                    "--engine",
                    "samediff", // which both ways of starting the program have: one lacks the compiler of the fast
                    // engine
                    "--checkpoint-every",
                    "10"));
            arguments.addAll(List.of(TINY));
            return arguments.toArray(new String[0]);
        }

        private static void awaitAnother(Program program, Path folder, List<String> before) throws Exception {
            List<String> now = before;
            while (before.containsAll(now)) {
                program.awaitFile(folder, ".safetensors");
                Thread.sleep(5);
                now = Program.names(folder).stream()
                        .filter(name -> name.endsWith(".safetensors"))
                        .toList();
            }
        }
    }

    @Nested
    class Refusing {

        @ParameterizedTest(name = "{2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "2 | unknown model 'sirne'; nearest: siren,                   | fit sirne",
                    "2 | unknown option 'widht' of siren; did you mean 'width'?   | fit siren --set widht=3",
                    "2 | option 'width' cannot be '0'; it is a whole number from  | fit siren --set width=0",
                    "2 | option 'rate' cannot be 'fast'                           | fit siren --set rate=fast",
                    "2 | --set cannot be 'width'; it is written key=value         | fit siren --set width",
                    "2 | the gray-code arrangement needs 2 experts                | fit loe-sine-quadtree --set arrangement=gray-code --set experts=3 --out new",
                    "2 | more than 2^31 parameters                                | fit loe-sine-quadtree --set width=4096 --set experts=16 --out new",
                    "2 | --size cannot be 0                                       | fit siren --size 0",
                    "2 | --size cannot be 'big'; it is a whole number             | fit siren --size big",
                    "2 | the size cannot be 2000000000                            | fit siren --size 2000000000 --out new",
                    "2 | there is no data set named 'perlin:banana': noise is     | fit siren --image perlin:banana --out new",
                    "2 | there is no data set named 'perlin:0': noise is          | fit siren --image perlin:0 --size 64 --out new",
                    "2 | noise of 64 cells per axis needs at least 128 pixels     | fit siren --image perlin:64 --size 100 --out new",
                    "2 | there is no data set named 'camera:cubic:9': a resized   | fit siren --image camera:cubic:9 --out new",
                    "2 | --test-size cannot be 0                                  | fit siren --test-size 0",
                    "2 | an image of height 5 cannot be cut into 64 equal tiles   | fit multihead-relu --image gray.png --out new",
                    "2 | an image of height 9 cannot be cut into 2 equal tiles    | fit multihead-relu-h2 --image colour.png --size 8 --test-size 9 --out new",
                    "2 | option 'steps' cannot be '0'                             | fit siren --steps 0",
                    "2 | option 'batch' cannot be '-1'                            | fit siren --batch -1",
                    "2 | --threads cannot be 0                                    | fit siren --threads 0",
                    "2 | --threads cannot be 50000; it is at most 1024            | fit siren --threads 50000",
                    "2 | --threads cannot be 50000; it is at most 1024            | compare siren,relu --threads 50000",
                    "2 | 46341x46341 with 1 channel(s) is too large               | fit siren --image perlin:16 --size 46341 --out new",
                    "2 | put INRZOO_HEAP=6g in front of the command               | fit siren --image perlin:16 --size 15000 --out new",
                    "2 | most is for the image of 10000x10000 pixels: make it     | fit siren --size 10000 --out new",
                    "2 | most is for the network of 1,0                           | fit siren --set width=4096 --set depth=64 --size 32 --out new",
                    "2 | --size cannot be 100000: an image of 100000x100000       | bench --size 100000",
                    "2 | --threads cannot be 50000; it is at most 1024            | bench --threads 50000",
                    "2 | --jobs takes a number or auto, not 'many'                | compare siren,relu --jobs many",
                    "2 | --go-on names the folder: leave --out and --force out    | compare siren,relu --go-on full --out new",
                    "2 | --checkpoint-every cannot be -5                          | fit siren --checkpoint-every -5",
                    "2 | --seed cannot be '1.5'; it is a whole number             | fit siren --seed 1.5",
                    "2 | --engine cannot be 'warp'; it is one of auto,            | fit siren --engine warp",
                    "2 | 'fit' wants a NAME, the model; 'inrzoo list' shows all  | fit",
                    "2 | there is no command 'melt'                              | melt",
                    "2 | 'fit' has no option '--sise'; did you mean '--size'?    | fit siren --sise 5",
                    "1 | no such file                                             | fit siren --image none.png --out new",
                    "1 | cut.png': the file is cut off                            | fit siren --image cut.png --out new",
                    "1 | empty.png': the file is empty                            | fit siren --image empty.png --out new",
                    "1 | text.png': it is no PNG, JPEG, TIFF, WebP, GIF or BMP     | fit siren --image text.png --out new",
                    "1 | full': it is a directory                                 | fit siren --image full --out new",
                    "1 | the output folder 'full' is not empty                    | fit siren --image gray.png --out full",
                    "1 | cannot write to the output folder 'gray.png/below'       | fit siren --image gray.png --out gray.png/below",
                    "1 | there is no checkpoint to resume in 'emptyfolder'        | resume emptyfolder",
                    "1 | cannot read the folder 'nowhere'                         | resume nowhere",
                    "1 | cannot read 'nowhere': no such file                      | render nowhere --out new.png",
                    "1 | cannot read 'emptyfolder/weights.safetensors'            | render emptyfolder --out new.png",
                    "1 | file 'cut.safetensors' is malformed                      | render cut.safetensors --out new.png",
                    "1 | file 'header.safetensors' is malformed                   | render header.safetensors --out new.png",
                    "1 | 'layer1/weight' should be F32 [2, 4096]                  | render hostile.safetensors --out new.png",
                    "1 | file 'gray.png' is malformed                             | render gray.png --out new.png",
                    "2 | a picture of 1048576x1048576 is too large                | render vast.safetensors --out new.png",
                    "2 | --tiles cannot be '4'; it is ROWSxCOLUMNS               | fit siren --image gray.png --tiles 4 --out new",
                    "2 | tiles cannot overlap by 99 pixels                       | fit siren --image gray.png --tiles 2x2 --overlap 99 --out new",
                    "2 | are of a fit in tiles: add --tiles                      | fit siren --image gray.png --jobs 2 --out new",
                    "2 | a picture of 40000x30000 is too large                    | render good.safetensors --size 40000x30000 --out new.png",
                    "2 | --size cannot be '5x'; it is the pixels of the longer   | render good.safetensors --size 5x --out new.png",
                    "2 | a picture's name ends in .png, .jpg                      | render good.safetensors --out new.gif",
                    "2 | cannot have samples of 16 bits                           | render good.safetensors --bits 16 --out new.jpg",
                    "2 | --background cannot be 'whit'; it is white, black, gray  | fit siren --background whit",
                    "2 | there is no level 2 of detail: this                      | render good.safetensors --level 2 --out new.png",
                    "2 | 'gray.png' exists                                        | render good.safetensors --out gray.png",
                    "1 | cannot write 'nowhere/new.png'                           | render good.safetensors --out nowhere/new.png",
                    "2 | unknown model 'sirne'; nearest: siren,                   | compare relu,sirne",
                    "2 | none of relu, siren has an option 'heads'                | compare relu,siren --set heads=3",
                    "2 | unknown recipe 'chosen' of conv-inr; there are: paper    | compare conv-inr,bacon --recipe chosen",
                    "2 | unknown recipe 'chosen' of bacon; there are: paper       | sweep bacon --recipe chosen --set rate=1",
                    "2 | unknown optimiser 'muno'; did you mean 'muon'?                 | bench --optimizer muno",
                    "2 | --to cannot be -3.0; it is a number above 0              | race siren --to -3",
                    "2 | unknown recipe 'chosen' of bacon; there are: paper       | race bacon --to 30 --recipe chosen",
                    "1 | there is no baseline 'nobody' on the class path          | race siren --to 30 --baseline nobody",
                    "2 | --seeds cannot be 0                                      | compare relu --seeds 0 --out new",
                    "1 | the output folder 'full' is not empty                    | compare relu --image gray.png --out full",
                    "2 | 'sweep' wants --set key=value,value, an option and the   | sweep relu",
                    "2 | option 'rate' cannot be ''                               | sweep relu --set rate=1e-3,",
                    "2 | no model is called 'zzz*'                                | list zzz*",
                    "2 | unknown model 'zzz'                                      | card zzz",
                    "2 | card wants a model's NAME, or --all                      | card",
                    "2 | card wants a model's NAME, or --all                      | card siren --all",
                    "1 | cannot write 'nowhere/MODELS.md'                         | card --all --out nowhere/MODELS.md"
                })
        void saysWhyInOneLineAndLeavesNothingBehind(int code, String reason, String arguments) throws Exception {
            Map<String, Long> before = files();
            Ended ended = warm.run(arguments.split(" "));
            assertThat(ended.err())
                    .as("standard error")
                    .singleElement()
                    .asString()
                    .startsWith("inrzoo: ")
                    .contains(reason)
                    .doesNotContain("internal error", "Exception");
            assertThat(ended.out()).as("standard output").isEmpty();
            assertThat(ended.code()).as("exit code").isEqualTo(code);
            assertThat(files()).as("files and their sizes").isEqualTo(before);
        }

        /** Java cannot name the file; the launcher sees to the locale. */
        @Test
        void namesThatTheLocaleDoesNotKnow() throws Exception {
            assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
            assumeThat(Path.of("").toAbsolutePath().toString())
                    .as("a folder in which Java itself finds the program by that locale")
                    .matches("\\p{ASCII}*");
            Files.copy(home.resolve("gray.png"), home.resolve("Grüße.png"));
            Ended ended = Program.start(
                            home, Map.of("LC_ALL", "C"), "fit", "siren", "--image", "Grüße.png", "--out", "new")
                    .end();
            assertThat(ended.err())
                    .singleElement()
                    .asString()
                    .startsWith("inrzoo: ")
                    .contains("LC_ALL=C.UTF-8");
            assertThat(ended.code()).isNotZero();
        }

        private static Map<String, Long> files() throws IOException {
            Map<String, Long> files = new TreeMap<>();
            try (Stream<Path> walk = Files.walk(home)) {
                for (Path path : walk.toList()) {
                    files.put(home.relativize(path).toString(), Files.isDirectory(path) ? 0 : Files.size(path));
                }
            }
            return files;
        }
    }

    private static JsonNode object(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    /** A colourful gradient. */
    private static void image(String name, int type, int width, int height, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xc0000000 | (255 * x / width) << 16 | (255 * y / height) << 8 | 100);
            }
        }
        assertThat(ImageIO.write(image, format, home.resolve(name).toFile()))
                .as("%s can be written", format)
                .isTrue();
    }
}
