package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.inrzoo.bench.BenchReports;
import org.inrzoo.family.Citation;
import org.inrzoo.io.Json;
import org.inrzoo.option.Options;
import org.inrzoo.page.Gallery;
import org.inrzoo.page.ModelPage;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.SignalRecords;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelCardTests {

    static Stream<ZooModel> models() {
        return Zoo.ofCoordinates().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theWholeTextNamesModelSourceAndEverySettingWithItsMeaning(ZooModel model) {
        String text = model.card().text(true);
        assertThat(text)
                .startsWith(model.name() + System.lineSeparator())
                .contains(
                        model.variant().source().paper(),
                        model.variant().source().place(),
                        model.variant().source().note());
        assertThat(text).contains(model.card().license());
        assertThat(model.card().references())
                .as("papers cited by '%s'", model.variant().source().paper())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(text.lines())
                        .containsSequence(reference.bibtex().lines().toList()));
        model.settings()
                .forEach((key, value) -> assertThat(text.lines())
                        .as("line of %s", key)
                        .filteredOn(line ->
                                line.matches("  " + key + " +\\Q" + value + "\\E +(paper|chosen) +\\S.*; \\S.*"))
                        .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aSettingIsMarkedByWhoChoseIt(ZooModel model) {
        String settings = model.card().text(true).split("(?m)^Results")[0];
        assertThat(settings.lines().filter(line -> line.matches(" {2}\\S.*"))).allSatisfy(line -> {
            String key = line.trim().split(" ")[0];
            String mark = model.variant().source().stated().contains(key) ? " paper " : " chosen ";
            assertThat(line).contains(mark);
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void theTextFitsAScreenAndMarksWhatWasChosenHere(ZooModel model) {
        String text = model.card().text();
        assertThat(text)
                .startsWith(model.name() + System.lineSeparator())
                .contains(
                        model.variant().source().paper(),
                        model.variant().source().note());
        assertThat(text.split("(?m)^Results")[0].lines())
                .as("lines before the results")
                .hasSizeLessThan(20);
        String rate = "rate=" + model.recipe().rate();
        assertThat(text).contains(model.variant().source().stated().contains("rate") ? rate + " " : rate + "* ");
    }

    @ParameterizedTest
    @MethodSource("models")
    void theDataSayTheSameAndAreJson(ZooModel model) {
        Map<String, Object> data = model.card().data();
        assertThat(data)
                .containsKeys("summary", "paper", "place", "note", "stated")
                .containsEntry("model", model.name())
                .containsEntry("settings", model.settings())
                .containsEntry("parameters", model.variant().statedParameters());
        Map<?, ?> read = Json.read(Json.line(data), Map.class, "card");
        assertThat(read.get("macsPerPoint"))
                .hasToString(String.valueOf(model.card().macsPerPoint()));
    }

    @Nested
    class Results {

        private final ModelCard card = Zoo.get("loe-sine-fine2coarse").card();

        @Test
        void areThoseOfTheCommittedRecordsBesideThePapers() throws IOException {
            FitRecord record = Json.read(
                    Files.readString(Path.of("results/loe-sine-fine2coarse.camera512/result.json")),
                    FitRecord.class,
                    "result.json");
            assertThat(card.results()).extracting(FitRecord::weightsSha256).contains(record.weightsSha256());
            assertThat(card.text())
                    .contains(
                            String.format(
                                    Locale.ROOT,
                                    "- here: %.2f dB (best %.2f) on camera, 512x512, %d steps in ",
                                    record.psnr(),
                                    record.psnrBest(),
                                    record.steps()),
                            "- paper: 39.05 dB, best of the run, on camera, 512x512; Atikuzzaman and Bae, Table I");
            assertThat(card.license()).contains("camera, CC0");
        }

        @Test
        void sayWhatTheFitHadOtherwiseThanTheCard() {
            FitRecord record = card.results().stream()
                    .filter(result -> result.settings().get("optimizer").equals("adam"))
                    .findFirst()
                    .orElseThrow();
            assertThat(card.changes(record)).as("a fit by the card's recipe").isEmpty();
            assertThat(Zoo.get("loe-sine-fine2coarse")
                            .with("rate", 0.5)
                            .with("steps", 7)
                            .card()
                            .changes(record))
                    .isEqualTo(", rate=" + record.settings().get("rate"));
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ModelCardTests#models")
        void areOfTheModelAndOnDataOfTheseTerms(ZooModel model) {
            assertThat(model.card().results()).allSatisfy(result -> {
                assertThat(result.model()).isEqualTo(model.name());
                assertThat(result.psnrBest()).isGreaterThanOrEqualTo(result.psnr());
                assertThat(result.parameters()).isPositive();
            });
            boolean ofSignals = SignalRecords.all().stream()
                    .anyMatch(record -> record.model().equals(model.name()));
            if (model.card().results().isEmpty() && model.card().published().isEmpty() && !ofSignals) {
                assertThat(model.card().text()).contains("Results      none recorded");
            }
        }
    }

    @Nested
    class Page {

        private final String page = new ModelPage(Zoo.ofCoordinates().stream()
                        .map(model -> new CoordinateCard(model.variant()))
                        .toList())
                .markdown();

        @ParameterizedTest
        @MethodSource("org.inrzoo.ModelCardTests#models")
        void hasARowAndTheSettingsOfEveryModel(ZooModel model) {
            assertThat(page.lines()
                            .filter(line -> line.startsWith("| `" + model.name() + "` | "
                                    + model.variant().summary())))
                    .singleElement()
                    .asString()
                    .endsWith(String.format(
                            Locale.ROOT,
                            "| %,d | %,d |",
                            model.card().parameters(),
                            model.card().macsPerPoint()));
            String settings = page.lines()
                    .filter(line -> line.matches("- `" + model.name() + "`(, for [^:]*)?: .*"))
                    .collect(Collectors.joining());
            Options.values(model.variant().hyperparameters())
                    .forEach((key, value) -> assertThat(settings).contains(key + " " + value));
            assertThat(page).contains(model.variant().source().note());
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ModelCardTests#models")
        void showsEveryModelInOneFamily(ZooModel model) {
            assertThat(Exhibit.ALL.stream().filter(exhibit -> exhibit.shows(model.name())))
                    .hasSize(1);
        }

        /** The fits are those of today's models, or the pictures are to be made anew. */
        @Test
        void hasAPictureOfAFitForEveryFamily() throws IOException {
            for (Exhibit exhibit : Exhibit.ALL) {
                FitRecord result = Gallery.result(exhibit)
                        .orElseThrow(() -> new AssertionError("no picture of " + exhibit.model()));
                assertThat(exhibit.variant()
                                .restored(result.settings())
                                .settings()
                                .toString())
                        .as("%s, made anew by 'inrzoo gallery %s'", exhibit.fit(), exhibit.model())
                        .isEqualTo(exhibit.variant()
                                .with("steps", Gallery.STEPS)
                                .settings()
                                .toString());
                assertThat(result.width()).isEqualTo(Gallery.SIZE);
                assertThat(page)
                        .contains("(models/" + exhibit.model() + ".png)")
                        .contains(String.format(
                                Locale.ROOT,
                                "`%s`, %.2f dB at the pixels, %.2f dB between them.",
                                exhibit.fit(),
                                result.psnr(),
                                result.psnrBetween()));
                BufferedImage picture =
                        ImageIO.read(Path.of("models", exhibit.model() + ".png").toFile());
                assertThat(picture.getHeight()).as(exhibit.model()).isEqualTo(Gallery.SIZE);
                assertThat(Files.size(Path.of("models", exhibit.model() + ".png")))
                        .as("bytes")
                        .isLessThan(50_000);
            }
        }

        @Test
        void linksEveryFamilysCode() {
            assertThat(Exhibit.ALL).allSatisfy(exhibit -> {
                assertThat(page).contains("[code](src/main/java/org/inrzoo/" + exhibit.code() + ")");
                assertThat(Path.of("src/main/java/org/inrzoo", exhibit.code())).isRegularFile();
                assertThat(exhibit.shows(exhibit.model())).as(exhibit.model()).isTrue();
                assertThat(exhibit.variant().name()).isEqualTo(exhibit.model());
            });
        }

        @Test
        void putsOnlyEqualFitsIntoOneTable() {
            List<FitRecord> all = Zoo.list().stream()
                    .flatMap(model -> model.card().results().stream())
                    .toList();
            assertThat(all).isNotEmpty().allSatisfy(result -> {
                String kind = String.format(
                        Locale.ROOT,
                        "%s, %d×%d, %,d steps",
                        result.image(),
                        result.width(),
                        result.height(),
                        result.steps());
                assertThat(page).contains(kind);
                String part = page.substring(page.indexOf(kind)).split("(?m)^#")[0];
                assertThat(page.indexOf("### " + kind) < 0
                                || part.contains(
                                        String.format(Locale.ROOT, "| `%s` | %.2f |", result.model(), result.psnr())))
                        .as("%s under its own heading", result.model())
                        .isTrue();
            });
        }

        @Test
        void isShort() {
            assertThat(page.lines()).hasSizeLessThan(680);
        }

        @Test
        void linksEveryPaper() {
            List<Citation> cited = Zoo.ofCoordinates().stream()
                    .flatMap(model -> model.card().references().stream())
                    .distinct()
                    .toList();
            String papers = page.substring(page.indexOf("## Papers"));
            assertThat(cited)
                    .isNotEmpty()
                    .allSatisfy(reference -> assertThat(papers.lines())
                            .filteredOn(line -> line.equals("- " + reference.title() + ". " + reference.link()))
                            .hasSize(1));
        }

        @Test
        void hasALineForEveryBenchmarkAndPhase() {
            assertThat(BenchReports.all()).isNotEmpty().allSatisfy(report -> {
                double step = report.result("fused", "train-full").orElseThrow().secondsMedian();
                double ratio = report.ratio("samediff", "render").orElseThrow().median();
                List<String> lines = page.lines()
                        .filter(line -> line.startsWith("| `" + report.model() + "`, "))
                        .toList();
                assertThat(lines).hasSize(3);
                assertThat(lines.get(0))
                        .startsWith(String.format(
                                Locale.ROOT, "| `%s`, %d² | %.1f | ", report.model(), report.size(), 1000 * step));
                assertThat(lines.get(2)).contains(String.format(Locale.ROOT, " | %.1f |", ratio));
            });
        }

        @Test
        void isTheOneThatIsKept() throws IOException {
            assertThat(Files.readString(Path.of("MODELS.md")))
                    .as("zoo/MODELS.md; make it anew by 'environment/inrzoo card --all --out zoo/MODELS.md'")
                    .isEqualTo(page);
        }

        @Test
        void isATableWithoutLooseEnds() {
            int columns = 0;
            for (String line : page.lines().toList()) {
                int bars = line.startsWith("|") ? line.replace("\\|", "").split("\\|", -1).length : 0;
                assertThat(bars).as(line).isIn(0, columns == 0 ? bars : columns);
                columns = bars;
            }
            assertThat(page).doesNotContain("null", "NaN");
        }
    }

    @Nested
    class Numbers {

        @Test
        void followAChangeOfTheModel() {
            ZooModel small = Zoo.get("siren").with("width", 3).with("depth", 2);
            assertThat(small.card().parameters()).as("2-3-3-1").isEqualTo(9 + 12 + 4);
            assertThat(small.card().macsPerPoint()).isEqualTo(6 + 9 + 3);
        }

        @Test
        void countOneExpertPerPointUnlessTheyAreBlended() {
            ZooModel nearest = Zoo.get("loe-sine-quadtree").with("width", 8).with("depth", 2);
            assertThat(nearest.card().macsPerPoint()).isEqualTo(16 + 64 + 8);
            assertThat(nearest.with("blending", "linear").card().macsPerPoint()).isEqualTo(4 * (16 + 64) + 8);
        }
    }
}
