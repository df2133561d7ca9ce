package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.fit.FitException;
import org.inrzoo.io.Json;
import org.inrzoo.metric.Psnr;
import org.inrzoo.point.GridConvention;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKinds;
import org.inrzoo.vision.ClassifierRecord;
import org.inrzoo.vision.Confusion;
import org.inrzoo.vision.VisionModel;
import org.inrzoo.vision.VisionModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTests {

    private static final ZooModel SIREN =
            Zoo.get("siren").with("width", 8).with("steps", 6).with("evaluations", 3);

    @TempDir
    private Path folder;

    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
    }

    private Runs runs() {
        return Runs.of("09-test", folder.resolve("results"), Scale.FULL);
    }

    private JsonNode written() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("results/09-test.records.json").toFile());
    }

    @Test
    void giveTheFitThatTheModelGives() {
        Run run = runs().fit("small", SIREN, "camera", 16);
        FittedImage same = SIREN.fit(Datasets.image("camera", 16));
        assertThat(run.fit().parameters()).containsExactly(same.parameters());
        assertThat(run.steps()).containsExactly(2, 4, 6);
        assertThat(run.psnr()).hasSize(3).endsWith(run.result().psnr());
        assertThat(run.leastLoss()).isPositive();
        assertThat(run.result().psnr())
                .isEqualTo(Psnr.standard(
                        same.render(16, 16).values(),
                        Datasets.image("camera", 16).values()));
    }

    /** With pixel centres; by end points, as papers test, other points are asked than a picture of that size shows. */
    @Test
    void testAtAnotherSize() {
        Run run = runs().fit("small", SIREN.with("grid", GridConvention.PIXEL_CENTERS), "camera", 16, 32);
        double expected = Psnr.standard(
                run.fit().render(32, 32).values(), Datasets.image("camera", 32).values());
        assertThat(run.result().test().psnr()).isEqualTo(expected);
    }

    @Test
    void fitSignalsOfAnyKindByAnyObjective() throws IOException {
        Signal picture = SignalKinds.read("image:camera", Map.of("size", 16));
        FieldRun run = runs().fit("scanned", SIREN, picture, ObjectiveKinds.parse("mri:acceleration=2"));
        assertThat(run.steps()).containsExactly(2, 4, 6);
        assertThat(run.history()).hasSize(3).endsWith(run.score());
        assertThat(run.score())
                .isEqualTo(run.score("psnr"))
                .isCloseTo(
                        Psnr.standard(
                                run.field().samples(),
                                Datasets.image("camera", 16).values()),
                        within(1e-3));
        JsonNode kept = written().at("/fits/0");
        assertThat(kept.path("label").asText()).isEqualTo("scanned");
        assertThat(kept.path("signal").asText()).isEqualTo("image:camera");
        assertThat(kept.at("/objective/acceleration").asDouble()).isEqualTo(2);
        assertThat(kept.at("/scores/0/value").asDouble()).isEqualTo(run.score());
        assertThat(kept.path("dataSha256").asText()).isEqualTo(picture.sha256());
        assertThat(kept.has("fit")).as("weights").isFalse();
    }

    @Test
    void fitSignalsByTheirKindsUsualObjective() {
        Signal sound = SignalKinds.read("audio:chirp", Map.of("seconds", 0.01));
        assertThat(runs().fit("sound", SIREN, sound).objective().name()).isEqualTo("values");
    }

    @Test
    void trainNetworksForPicturesAndGoOnFromThem() throws IOException {
        VisionModel model =
                VisionModels.get("ds").withAll(Map.of("width", 0.1, "epochs", 1, "batch", 10, "evaluations", 2));
        Training first = runs().train("first", model, "digits", 40);
        assertThat(first.steps()).containsExactly(2, 4);
        assertThat(first.losses()).hasSize(2).doesNotContain(Double.NaN);
        LabelledPictures unseen = PictureSources.read("digits").test();
        Confusion said = first.classifier().deployed().test(unseen);
        assertThat(first.accuracy()).isEqualTo(100 * said.accuracy());
        assertThat(first.accuracies())
                .hasSize(2)
                .endsWith(100 * first.classifier().test(unseen).accuracy());

        VisionModel still = VisionModels.get("refconv-ds-zero")
                .withAll(Map.of("width", 0.1, "epochs", 1, "batch", 10, "evaluations", 1, "rate", 0));
        Runs runs = runs();
        Training second = runs.train("second", still, "digits", 40, first);
        assertThat(second.classifier().weight("stem/basis"))
                .isDeepEqualTo(first.classifier().weight("stem/weight"));
        JsonNode kept = written().at("/fits/0");
        assertThat(kept.path("label").asText()).isEqualTo("second");
        assertThat(kept.at("/result/from").asText()).isEqualTo("first");
        assertThat(kept.at("/accuracies/0").asDouble()).isEqualTo(second.accuracies()[0]);
        assertThat(kept.has("classifier")).as("weights").isFalse();
    }

    @Test
    void readTheTrainingsThatAreKeptWithTheZoo() {
        assertThat(Training.published("interflow.fashion1000.json"))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(record -> assertThat(record.data()).isEqualTo("fashion"))
                .extracting(ClassifierRecord::model)
                .contains("vgg-8", "interflow-8");
    }

    @Test
    void endNoTrainingWhenInterrupted() {
        VisionModel model = VisionModels.get("ds").withAll(Map.of("width", 0.1, "epochs", 1, "batch", 10));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> runs().train("short", model, "digits", 40))
                .isInstanceOf(FitException.class)
                .hasMessage("the training 'short' was interrupted after step 0");
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void keepNothingOfATrainingThatIsInterrupted() {
        VisionModel endless = VisionModels.get("ds").withAll(Map.of("width", 0.1, "epochs", 1_000_000, "batch", 10));
        Thread trainer = Thread.currentThread();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        new Thread(() -> {
                    waitFor("endless"); // the first line of progress
                    trainer.interrupt();
                })
                .start();
        assertThatThrownBy(() -> runs().train("endless", endless, "digits", 40))
                .isInstanceOf(FitException.class)
                .hasMessageMatching("the training 'endless' was interrupted after step [1-9]\\d*");
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void beginNoFitOfASignalWhenInterrupted() {
        Signal picture = SignalKinds.read("image:camera", Map.of("size", 16));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> runs().fit("short", SIREN, picture))
                .isInstanceOf(FitException.class)
                .hasMessage("the fit 'short' was interrupted before its first step");
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
    }

    @Test
    void endInOneFileThatSaysTheScale() throws IOException {
        Runs runs = runs();
        Run first = runs.fit("first", SIREN, "camera", 16);
        runs.quiet().fit("second", SIREN.with("seed", 1), "perlin:2", 16);
        runs.keep("spectrum", Map.of("cycles", List.of(5, 10)));
        JsonNode file = written();
        assertThat(file.path("notebook").asText()).isEqualTo("09-test");
        assertThat(file.path("scale").asText()).isEqualTo("full");
        assertThat(file.path("machine")).isEqualTo(file.at("/fits/0/result/machine"));
        assertThat(file.path("versions")).isEqualTo(file.at("/fits/0/result/versions"));
        assertThat(file.path("fits").findValuesAsText("label")).containsExactly("first", "second");
        assertThat(file.at("/fits/0/result")).isEqualTo(new ObjectMapper().readTree(Json.line(first.result())));
        assertThat(file.at("/fits/0/psnr/2").asDouble()).isEqualTo(first.psnr()[2]);
        assertThat(file.at("/fits/0").has("fit")).as("weights").isFalse();
        assertThat(file.at("/numbers/spectrum/cycles/1").asInt()).isEqualTo(10);
    }

    @Test
    void replaceWhatIsDoneAgain() throws IOException {
        Runs runs = runs();
        runs.fit("again", SIREN, "camera", 16);
        runs.fit("again", SIREN.with("seed", 1), "camera", 16);
        assertThat(written().path("fits"))
                .singleElement()
                .satisfies(fit -> assertThat(fit.at("/result/seed").asInt()).isEqualTo(1));
    }

    @Test
    void showHowTheyGoUnlessQuiet() {
        runs().quiet().fit("unseen", SIREN, "camera", 16);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        runs().fit("seen", SIREN, "camera", 16);
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("seen ").contains("step 6 of 6");
    }

    @Test
    void showInOneLineHowSeveralGo() {
        Runs together = runs().together(2);
        together.fit("first", SIREN, "camera", 16);
        together.fit("second", SIREN, "camera", 16);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .containsPattern("2 fits, \\d+ s");
    }

    @Test
    void beginNoFitWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> runs().fit("short", SIREN, "camera", 16))
                .isInstanceOf(FitException.class)
                .hasMessage("the fit 'short' was interrupted before its first step");
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void leaveTheNetworkSoFarWhenInterrupted() throws Exception {
        ZooModel endless = SIREN.with("steps", 100_000_000);
        Thread fitter = Thread.currentThread();
        Thread impatient = new Thread(() -> {
            waitFor("after it"); // the first line of progress
            fitter.interrupt();
        });
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        impatient.start();
        Run run = runs().fit("after it", endless, "camera", 16);
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(run.result().steps()).isBetween(1, 99_999_999);
        assertThat(run.result().psnr())
                .isEqualTo(Psnr.standard(
                        run.fit().render(16, 16).values(),
                        Datasets.image("camera", 16).values()));
        assertThat(run.steps()).endsWith(run.result().steps());
        assertThat(written().at("/fits/0/result/steps").asInt())
                .isEqualTo(run.result().steps());
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("which leaves the network so far");
    }

    private void waitFor(String text) {
        while (!printed.toString(StandardCharsets.UTF_8).contains(text)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void sayHowLongTheyTook() {
        assertThat(runs().took()).matches("this notebook took 0\\.0 minutes at scale full on (1 thread|\\d+ threads)");
    }

    @Test
    void nameNoFolderOfTheMachine() throws IOException {
        runs().fit("small", SIREN, "camera", 16);
        assertThat(Files.readString(folder.resolve("results/09-test.records.json")))
                .doesNotContain(System.getProperty("user.home"), System.getProperty("java.io.tmpdir") + "/");
    }
}
