package org.inrzoo.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.Zoo;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.History;
import org.inrzoo.io.Json;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.option.OptionException;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.SignalRecord;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import org.inrzoo.task.ObjectiveKinds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;

class StudyTests {

    private static final Map<String, Object> TINY =
            Map.of("width", 4, "depth", 2, "steps", 4, "evaluations", 2, "batch", 0);

    /** A model with a recipe beside its paper's. */
    private static final String CHOOSY = "loe-sine-fine2coarse";

    @TempDir
    private static Path folder;

    @Nested
    class Entries {

        @Test
        void haveTheirOwnSettingsAndThoseSharedOnesThatTheModelHas() {
            List<Entry> entries = Entry.parse(
                    List.of("relu:rate=0.5:width=7", "siren"), Map.of("rate", "0.25", "omega0", "5", "width", "9"));
            assertThat(entries).extracting(Entry::label).containsExactly("relu:rate=0.5:width=7", "siren");
            assertThat(entries.get(0).variant().settings())
                    .containsEntry("rate", 0.5)
                    .containsEntry("width", 7)
                    .doesNotContainKey("omega0");
            assertThat(entries.get(1).variant().settings())
                    .containsEntry("rate", 0.25)
                    .containsEntry("width", 9)
                    .containsEntry("omega0", 5.0);
        }

        @ParameterizedTest(name = "{0}: {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "relu,sirne       | width  | unknown model 'sirne'; nearest: siren",
                    "relu:rate        | width  | 'relu:rate' is no model with settings",
                    "relu:            | width  | 'relu:' is no model with settings",
                    "relu:rate=fast   | width  | option 'rate' cannot be 'fast'",
                    "relu,siren,relu  | width  | a model is named twice in relu,siren,relu",
                    "relu,relu-pe     | omega0 | none of relu, relu-pe has an option 'omega0'"
                })
        void thatMeanNothingAreRefused(String names, String shared, String reason) {
            assertThatThrownBy(() -> Entry.parse(List.of(names.split(",")), Map.of(shared, "3")))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void startFromTheRecipeThatIsAskedForWhereTheModelHasIt() {
            List<Entry> entries = Entry.parse(
                    List.of(CHOOSY, CHOOSY + ":recipe=paper", CHOOSY + ":rate=0.5", "conv-inr"),
                    Map.of("beta1", "0.8"),
                    "chosen");
            assertThat(entries).extracting(Entry::recipe).containsExactly("chosen", "paper", "chosen", "paper");
            assertThat(entries)
                    .extracting(entry -> entry.variant().recipe().optimizer())
                    .containsExactly("muon", "adam", "muon", "adam");
            assertThat(entries.get(2).variant().recipe().rate())
                    .as("its own settings win")
                    .isEqualTo(0.5);
            assertThat(entries)
                    .allSatisfy(entry -> assertThat(entry.variant().settings())
                            .as("what is shared wins over the recipe")
                            .containsEntry("beta1", 0.8));
            assertThat(Entry.grid(Zoo.get(CHOOSY), "chosen", Map.of("rate", List.of("1", "2"))))
                    .allSatisfy(entry ->
                            assertThat(entry.variant().recipe().optimizer()).isEqualTo("muon"));
        }

        @Test
        void areRefusedWhereNoneHasTheRecipe() {
            assertThatThrownBy(() -> Entry.parse(List.of("conv-inr", "bacon"), Map.of(), "chosen"))
                    .hasMessage("unknown recipe 'chosen' of conv-inr; there are: paper");
            assertThatThrownBy(() -> Entry.parse("conv-inr:recipe=chosen"))
                    .hasMessage("unknown recipe 'chosen' of conv-inr; there are: paper");
            assertThatThrownBy(() -> Entry.grid(Zoo.get("conv-inr"), "chosen", Map.of()))
                    .hasMessage("unknown recipe 'chosen' of conv-inr; there are: paper");
        }

        @Test
        void ofAGridAreAllCombinationsNamedByWhatVaries() {
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("rate", List.of("1e-3", "1e-2"));
            values.put("width", List.of("8"));
            values.put("omega0", List.of("1", "30", "60"));
            List<Entry> grid = Entry.grid(Zoo.get("siren"), "paper", values);
            assertThat(grid)
                    .hasSize(6)
                    .extracting(Entry::label)
                    .startsWith("rate=1e-3 omega0=1", "rate=1e-3 omega0=30");
            assertThat(grid.get(5).columns()).containsExactly(Map.entry("rate", "1e-2"), Map.entry("omega0", "60"));
            assertThat(grid)
                    .allSatisfy(entry -> assertThat(entry.variant().settings()).containsEntry("width", 8));
            assertThat(Entry.grid(Zoo.get("siren"), "paper", Map.of("rate", List.of("1e-2"))))
                    .singleElement()
                    .satisfies(alone -> {
                        assertThat(alone.label())
                                .as("one value, nothing that varies")
                                .isEqualTo("siren");
                        assertThat(alone.columns()).containsExactly(Map.entry("model", "siren"));
                        assertThat(alone.variant().settings()).containsEntry("rate", 1e-2);
                    });
            assertThatThrownBy(() -> Entry.grid(Zoo.get("siren"), "paper", Map.of("rate", List.of("1", "2", "1"))))
                    .hasMessage("a value of 'rate' is named twice in 1,2,1");
        }
    }

    @Nested
    class Runs {

        @Test
        void fitEveryEntryWithEverySeedInTurnAndKeepTheirRecords() {
            Path out = folder.resolve("all");
            List<StudyListener.StudyStep> told = new ArrayList<>();
            Study study = study(Entry.parse(List.of("relu", "siren:rate=1e-3"), TINY), 2);
            List<StudyFit> trials = study.run(out, told::add).orElseThrow();
            assertThat(trials)
                    .extracting(StudyFit::folder)
                    .containsExactly("relu-seed0", "siren-rate=1e-3-seed0", "relu-seed1", "siren-rate=1e-3-seed1");
            for (StudyFit trial : trials) {
                RunFolder files = new RunFolder(out.resolve(trial.folder()));
                FitRecord kept = Json.read(read(files.result()), FitRecord.class, "result.json");
                assertThat(Json.line(kept)).isEqualTo(Json.line(trial.result().orElseThrow()));
                assertThat(kept.seed()).isEqualTo(trial.seed());
                assertThat(Table.read().csv(files.history().toFile()).rowCount())
                        .isEqualTo(2);
                assertThat(trial.history().score()).isEqualTo(kept.psnr());
            }
            assertThat(trials.get(0).result().orElseThrow().mainScore())
                    .as("another seed, another fit")
                    .isNotEqualTo(trials.get(2).result().orElseThrow().mainScore());
            assertThat(told).hasSize(4 * 4).allSatisfy(progress -> {
                assertThat(progress.done()).isGreaterThan(0).isLessThanOrEqualTo(1);
                assertThat(progress.fits()).isEqualTo(4);
                assertThat(progress.secondsLeft()).isGreaterThanOrEqualTo(0);
            });
            assertThat(told.get(15).secondsLeft())
                    .as("seconds left at the last step")
                    .isZero();
        }

        @Test
        void goOnWhenAFitDiverges() {
            Map<String, Object> wild = Map.of("width", 4, "depth", 2, "steps", 30, "optimizer", "sgd");
            List<Entry> entries = Entry.parse(List.of("siren:rate=1000", "siren:rate=1e-3"), wild);
            List<StudyFit> trials = study(entries, 1)
                    .run(folder.resolve("wild"), progress -> {})
                    .orElseThrow();
            StudyReport report = new StudyReport("gradient", 6, 6, trials);
            assertThat(report.summaries()).extracting(Summary::diverged).containsExactly(1, 0);
            assertThat(report.summaries().get(0).score()).isNaN();
            assertThat(Json.line(report.data())).contains("\"diverged\":true,\"psnr\":null");
            assertThat(report.text()).contains("diverged");
        }

        @Test
        void stopAfterTheStepTheyAreAt() {
            Study study = study(Entry.parse(List.of("relu", "siren"), TINY), 2);
            List<StudyListener.StudyStep> told = new ArrayList<>();
            Optional<List<StudyFit>> trials = study.run(folder.resolve("stopped"), progress -> {
                told.add(progress);
                if (told.size() == 6) {
                    study.stop();
                }
            });
            assertThat(trials).isEmpty();
            assertThat(told).hasSize(6);
            assertThat(study.done()).as("whole fits of four steps").isEqualTo(1);
            assertThat(study.fits()).isEqualTo(4);
        }

        @Test
        void refuseSettingsThatContradictEachOtherBeforeTheFirstFit() {
            List<Entry> entries =
                    Entry.parse(List.of("siren", "loe-sine-quadtree:arrangement=gray-code:experts=3"), TINY);
            assertThatThrownBy(() -> study(entries, 1))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("needs 2 experts");
            assertThat(folder.resolve("never")).doesNotExist();
        }
    }

    /** Studies that share the machine among fits, or go on. */
    @Nested
    class Jobs {

        private final List<Entry> entries = Entry.parse(List.of("relu", "siren:rate=1e-3"), TINY);

        @Test
        void atTheSameTimeLeaveWhatTheyLeaveOneByOne() {
            Study several = study(entries, 2);
            List<String> notes = new ArrayList<>();
            List<StudyFit> together =
                    run(several, "together", new StudyJobs(3, false), notes).orElseThrow();
            assertThat(several.atOnce()).isEqualTo(3);
            assertThat(several.done()).isEqualTo(4);
            assertThat(notes).isEmpty();
            List<StudyFit> alone =
                    run(study(entries, 2), "alone", StudyJobs.ONE_BY_ONE, notes).orElseThrow();
            assertThat(weights(together)).isEqualTo(weights(alone)).doesNotHaveDuplicates();
            assertThat(together)
                    .extracting(StudyFit::folder)
                    .isEqualTo(alone.stream().map(StudyFit::folder).toList());
        }

        @Test
        void areOneByOneWhereASingleThreadMeasures() {
            Study study = study(entries, 1);
            run(study, "measured", new StudyJobs(StudyJobs.MEASURED, false), new ArrayList<>());
            assertThat(study.atOnce()).isEqualTo(1);
        }

        @Test
        void thatWereStoppedGoOnToTheSameFits() {
            Study first = study(entries, 2);
            List<StudyListener.StudyStep> told = new ArrayList<>();
            first.run(folder.resolve("goOn"), step -> {
                told.add(step);
                if (told.size() == 6) {
                    first.stop();
                }
            });
            assertThat(first.done()).isEqualTo(1);
            told.clear();
            List<StudyFit> all = study(entries, 2)
                    .run(folder.resolve("goOn"), new StudyJobs(1, true), told::add)
                    .orElseThrow();
            assertThat(told).as("steps of the three fits that were left").hasSize(3 * 4);
            assertThat(told.get(11).secondsLeft()).isZero();
            List<StudyFit> whole =
                    study(entries, 2).run(folder.resolve("whole"), step -> {}).orElseThrow();
            assertThat(weights(all)).isEqualTo(weights(whole));
            assertThat(all.get(0).history().rows()).hasSize(2);
            assertThat(all.get(0).history().score())
                    .isEqualTo(all.get(0).result().orElseThrow().mainScore().value());
        }

        @Test
        void takeNoFitOfOtherSettingsNorADamagedOne() throws IOException {
            Path out = folder.resolve("changed");
            List<String> notes = new ArrayList<>();
            run(study(entries, 1), "changed", StudyJobs.ONE_BY_ONE, notes);
            Files.writeString(new RunFolder(out.resolve("siren-rate=1e-3-seed0")).result(), "{");
            List<Entry> other = Entry.parse(List.of("relu:rate=0.5", "siren:rate=1e-3"), TINY);
            List<StudyListener.StudyStep> told = new ArrayList<>();
            Files.move(out.resolve("relu-seed0"), out.resolve("relu-rate=0.5-seed0"));
            StudyListener listener = new StudyListener() {
                @Override
                public void onStep(StudyStep step) {
                    told.add(step);
                }

                @Override
                public void onNote(String note) {
                    notes.add(note);
                    notes.removeIf(other -> other.contains("nothing was learnt"));
                }
            };
            study(other, 1).run(out, new StudyJobs(1, true), listener);
            assertThat(told).as("steps of both").hasSize(2 * 4);
            assertThat(notes)
                    .singleElement()
                    .asString()
                    .startsWith("siren-rate=1e-3-seed0 is fitted again: ")
                    .contains("malformed");
        }

        @Test
        void goOnWhenOneFails() {
            List<String> notes = new ArrayList<>();
            Study study = new Study(entries, 1, failing("relu-seed0"));
            List<StudyFit> fits =
                    run(study, "failing", new StudyJobs(2, false), notes).orElseThrow();
            assertThat(fits).extracting(StudyFit::folder).containsExactly("siren-rate=1e-3-seed0");
            assertThat(study.failures()).containsExactly(Map.entry("relu-seed0", "out of luck"));
            assertThat(notes).containsExactly("relu-seed0 failed: out of luck");
        }

        @Test
        void thatAllFailSayWhy() {
            Study study = new Study(entries.subList(0, 1), 1, failing("relu-seed0"));
            assertThatThrownBy(() -> run(study, "hopeless", StudyJobs.ONE_BY_ONE, new ArrayList<>()))
                    .isInstanceOf(FitException.class)
                    .hasMessage("out of luck");
        }

        /** A fit of this folder cannot begin. */
        private Studied failing(String unlucky) {
            return failing(image(), unlucky);
        }

        private Studied failing(Studied real, String unlucky) {
            return (Studied) Proxy.newProxyInstance(
                    Studied.class.getClassLoader(), new Class<?>[] {Studied.class}, (self, method, arguments) -> {
                        if (method.getName().equals("start")
                                && ((RunFolder) arguments[2]).path().endsWith(unlucky)) {
                            throw new FitException("out of luck");
                        }
                        Object answer = method.invoke(real, arguments);
                        return answer instanceof Studied other ? failing(other, unlucky) : answer;
                    });
        }

        private static Optional<List<StudyFit>> run(Study study, String name, StudyJobs jobs, List<String> notes) {
            return study.run(folder.resolve(name), jobs, new StudyListener() {
                @Override
                public void onStep(StudyStep step) {
                    assertThat(step.done()).isBetween(0.0, 1.0);
                }

                @Override
                public void onNote(String note) {
                    notes.add(note);
                    notes.removeIf(other -> other.contains("nothing was learnt"));
                }
            });
        }

        private static List<String> weights(List<StudyFit> fits) {
            return fits.stream()
                    .map(fit -> ((FitRecord) fit.result().orElseThrow()).weightsSha256())
                    .toList();
        }
    }

    @Nested
    class Reports {

        private final Entry relu = Entry.parse("relu");
        private final Entry siren = Entry.parse("siren");
        private final StudyReport report = new StudyReport(
                "camera",
                8,
                8,
                List.of(trial(relu, 0, 10, 2), trial(siren, 0, 20, 1), trial(relu, 1, 13, 4), trial(siren, 1, 22, 1)));

        @Test
        void giveMeansAndDeviationsOverTheSeeds() {
            Table table = report.table();
            assertThat(table.columnNames())
                    .containsExactly(
                            "model",
                            "recipe",
                            "parameters",
                            "macsPerPoint",
                            "fits",
                            "diverged",
                            "psnr",
                            "psnrDeviation",
                            "psnrBest",
                            "psnrBestDeviation",
                            "psnrBetween",
                            "seconds",
                            "secondsPerStep");
            assertThat(table.stringColumn("model").asList()).containsExactly("relu", "siren");
            assertThat(table.doubleColumn("psnr").asList()).containsExactly(11.5, 21.0);
            // Two values a apart deviate by a/√2.
            assertThat(table.doubleColumn("psnrDeviation").get(0)).isEqualTo(3 / Math.sqrt(2), within(1e-12));
            assertThat(table.doubleColumn("psnrBest").asList()).containsExactly(12.5, 22.0);
            assertThat(table.doubleColumn("psnrBetween").asList()).containsExactly(8.5, 18.0);
            assertThat(table.doubleColumn("seconds").asList()).containsExactly(3.0, 1.0);
        }

        @Test
        void leaveOutOfTheTextWhatSaysNothing() {
            assertThat(report.text()).contains("11.50 ± 2.12").doesNotContain("diverged");
            StudyReport single = new StudyReport("camera", 8, 8, report.trials().subList(0, 2));
            assertThat(single.text()).contains("10.00").doesNotContain("±");
        }

        @Test
        void haveATextThatFitsTheTerminalHoweverLongTheNamesAre() {
            Entry wordy = Entry.parse("loe-leaky-fine2coarse-bilinear:rate=1e-3:width=128:depth=4:steps=1000");
            StudyReport wide = new StudyReport(
                    "camera",
                    8,
                    8,
                    List.of(
                            trial(wordy, 0, 154.6, 12345),
                            trial(siren, 0, 20, 1),
                            trial(wordy, 1, 13, 4),
                            trial(siren, 1, 22, 1),
                            new StudyFit(siren, 2, "folder", Optional.empty(), History.empty())));
            assertThat(wide.text().lines()).allMatch(line -> line.length() <= 80);
            assertThat(wide.text().replaceAll("\\s", "")).contains("1of3").doesNotContain("psnr", "NaN");
            assertThat(wide.text().lines().map(line -> line.split(" ")[0]).reduce("", String::concat))
                    .contains(wordy.label());
        }

        @Test
        void ofASweepAreDrawnAgainstItsValues() {
            List<Entry> grid = Entry.grid(Zoo.get("siren"), "paper", Map.of("rate", List.of("1e-4", "1e-2", "1e-3")));
            StudyReport sweep = new StudyReport(
                    "camera",
                    8,
                    8,
                    List.of(trial(grid.get(0), 0, 10, 2), trial(grid.get(1), 0, 20, 2), trial(grid.get(2), 0, 15, 2)));
            assertThat(colors(SweepChart.draw(sweep))).contains(0xff0072b2).doesNotContain(0xffd55e00);
            List<Entry> words =
                    Entry.grid(Zoo.get("siren"), "paper", Map.of("schedule", List.of("constant", "cosine")));
            StudyReport worded = new StudyReport(
                    "camera", 8, 8, List.of(trial(words.get(0), 0, 10, 2), trial(words.get(1), 0, 20, 2)));
            assertThat(colors(SweepChart.draw(worded)))
                    .as("a line for each word")
                    .contains(0xff0072b2, 0xffd55e00);
        }

        @Test
        void drawALineForEveryEntryWithABandForTheSpread() {
            List<Curves> curves = Curves.of(report);
            assertThat(curves).extracting(Curves::label).containsExactly("relu", "siren");
            assertThat(curves.get(0).steps()).containsExactly(1, 2);
            assertThat(curves.get(0).seconds())
                    .as("mean of 1 and 2, of 2 and 4")
                    .containsExactly(1.5, 3);
            assertThat(curves.get(0).mean()).containsExactly(10.5, 11.5);
            assertThat(curves.get(0).least()).containsExactly(9, 10);
            assertThat(curves.get(0).most()).containsExactly(12, 13);

            BufferedImage chart = StudyChart.draw(report);
            List<Integer> colors = colors(chart);
            assertThat(colors).as("the lines' colours").contains(0xff0072b2, 0xffd55e00);
            StudyReport alone = new StudyReport("camera", 8, 8, List.of(trial(relu, 0, 10, 2)));
            assertThat(colors(StudyChart.draw(alone))).contains(0xff0072b2).doesNotContain(0xffd55e00);
        }

        private static List<Integer> colors(BufferedImage picture) {
            int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
            return Arrays.stream(pixels).distinct().boxed().toList();
        }

        /** A fit of two evaluations, a decibel and half the time apart. */
        private static StudyFit trial(Entry entry, long seed, double psnr, double seconds) {
            FitRecord result = Json.read(
                    "{\"model\":\"" + entry.label() + "\",\"parameters\":5,\"psnr\":" + psnr + ",\"psnrBest\":"
                            + (psnr + 1) + ",\"psnrBetween\":" + (psnr - 3) + ",\"seconds\":" + seconds + "}",
                    FitRecord.class,
                    "result");
            History history = History.empty()
                    .plus(new History.Row(1, 1, 1, psnr - 1, seconds / 2))
                    .plus(new History.Row(2, 1, 1, psnr, seconds));
            return new StudyFit(entry, seed, "folder", Optional.of(result), history);
        }
    }

    /** Studies of what is no image, or is not fitted by its values. */
    @Nested
    class Signals {

        private final List<Entry> entries = Entry.parse(List.of("relu-pe", "siren:rate=1e-3"), TINY);

        @Test
        void areMeasuredByWhatTheirKindIs() {
            Path out = folder.resolve("audio");
            Study study = study("audio:chirp", Map.of("seconds", 0.001), "values", 2);
            List<StudyFit> trials = study.run(out, progress -> {}).orElseThrow();
            for (StudyFit trial : trials) {
                RunFolder files = new RunFolder(out.resolve(trial.folder()));
                SignalRecord kept = Json.read(read(files.result()), SignalRecord.class, "result.json");
                assertThat(Json.line(kept)).isEqualTo(Json.line(trial.result().orElseThrow()));
                assertThat(kept.seed()).isEqualTo(trial.seed());
                assertThat(trial.history().measure()).isEqualTo(Measure.SNR);
                assertThat(files.run()).exists();
            }
            assertThat(new RunFolder(out).run())
                    .as("left by the steps that tell how long the fits take")
                    .doesNotExist();

            StudyReport report = study.report(trials);
            Table table = report.table();
            assertThat(table.columnNames())
                    .containsExactly(
                            "model",
                            "recipe",
                            "parameters",
                            "macsPerPoint",
                            "fits",
                            "diverged",
                            "snr",
                            "snrDeviation",
                            "snrBest",
                            "snrBestDeviation",
                            "psnr",
                            "seconds",
                            "secondsPerStep");
            assertThat(table.doubleColumn("snr").get(0))
                    .isEqualTo((score(trials.get(0), 0) + score(trials.get(2), 0)) / 2, within(1e-12));
            assertThat(table.doubleColumn("psnr").get(1))
                    .isEqualTo((score(trials.get(1), 1) + score(trials.get(3), 1)) / 2, within(1e-12));
            assertThat(report.text()).contains("SNR, dB", "PSNR, dB").doesNotContain("between", "to compare");
            assertThat(report.data())
                    .containsEntry("signal", "audio")
                    .containsEntry("measure", "snr")
                    .containsEntry("objective", "values")
                    .containsEntry("sizes", List.of(44))
                    .doesNotContainKeys("image", "baselines");
            assertThat(report.about().text()).isEqualTo("chirp, 44 samples");
        }

        @Test
        void ofAShapeHaveScoresWithoutAUnit() {
            Study study = study("shape:sphere", Map.of("resolution", 8), "occupancy:points=1024", 1);
            StudyReport report = study.report(
                    study.run(folder.resolve("shape"), progress -> {}).orElseThrow());
            assertThat(report.about().measure()).isEqualTo(Measure.IOU);
            assertThat(report.table().columnNames()).contains("iou", "iouBest", "iouSurface");
            assertThat(report.text()).contains("IOU", "surface").doesNotContain("dB");
            Summary line = report.summaries().get(1);
            assertThat(report.text()).contains(String.format(Locale.ROOT, "%.4f", line.score()));
        }

        @Test
        void ofAScanComputeTheOtherReconstructionsOnce() {
            StudiedSignal scan = studied("image:shepp-logan", Map.of("size", 8), "ct:views=5");
            List<List<Score>> compared = entries.stream()
                    .map(entry -> scan.prepare(entry.variant()).baselines().scores())
                    .toList();
            assertThat(compared).hasSizeGreaterThan(1);
            assertThat(compared).allSatisfy(scores -> assertThat(scores).isSameAs(compared.get(0)));
            assertThat(compared.get(0))
                    .isEqualTo(scan.prepare(entries.get(1).variant())
                            .fit()
                            .observation()
                            .baselines()
                            .scores());
        }

        @Test
        void ofAScanAreComparedWithOtherReconstructionsAndShown() {
            Path out = folder.resolve("scan");
            Study study = study("image:shepp-logan", Map.of("size", 8), "ct:views=5", 1);
            List<StudyFit> trials = study.run(out, progress -> {}).orElseThrow();
            StudyReport report = study.report(trials);
            List<Score> expected = trials.get(0).result().orElseThrow().compared();
            assertThat(expected).hasSize(3);
            assertThat(report.baselines()).isEqualTo(expected);
            assertThat(report.text().lines())
                    .anyMatch(line -> line.equals("to compare: " + expected.get(0)))
                    .anyMatch(line -> line.strip().equals(expected.get(2).toString()))
                    .allMatch(line -> line.length() <= 80);
            assertThat(Json.line(report.data())).contains("\"baselines\":[{\"name\":\"psnr-fbp");
            assertThat(report.about().text()).isEqualTo("shepp-logan, 8x8 samples, ct");

            BufferedImage both = study.pictures(report, out).orElseThrow();
            assertThat(both.getWidth()).as("two pictures side by side").isGreaterThan(2 * 250);
            trials.forEach(trial -> delete(new RunFolder(out.resolve(trial.folder())).reconstruction()));
            assertThat(study.pictures(report, out))
                    .as("pictures of fits that left none")
                    .isEmpty();
        }

        @ParameterizedTest(name = "{0} of {1}: {2}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "siren       | audio:chirp       | ct     | the objective 'ct' is not for chirp",
                    "loe-video   | audio:chirp       | values | loe-video is for an RGB video",
                    "multihead-relu | image:shepp-logan | mri | tiles"
                })
        void areRefusedBeforeTheFirstFit(String model, String source, String objective, String reason) {
            List<Entry> asked = Entry.parse(List.of("relu-pe", model), Map.of("steps", 4));
            StudiedSignal signal = studied(source, Map.of(), objective);
            assertThatThrownBy(() -> new Study(asked, 1, signal))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void scoresThatHaveAColumnsNameAreNoSecondColumn() {
            SignalRecord result = Json.read(
                    "{\"parameters\":5,\"scores\":[{\"name\":\"psnr\",\"unit\":\"dB\",\"value\":3},"
                            + "{\"name\":\"psnr-best\",\"unit\":\"dB\",\"value\":4},{\"name\":\"fits\",\"unit\":\"\",\"value\":5},"
                            + "{\"name\":\"psnr-worst-frame\",\"unit\":\"dB\",\"value\":6}],"
                            + "\"computation\":{\"seconds\":1,\"secondsPerStep\":1},\"best\":7}",
                    SignalRecord.class,
                    "result");
            About about = new About("scene", "8x8x8 samples", List.of(8, 8, 8), 1, Map.of(), Measure.PSNR, List.of());
            StudyReport report = new StudyReport(
                    about,
                    List.of(new StudyFit(Entry.parse("siren"), 0, "folder", Optional.of(result), History.empty())));
            assertThat(report.table().columnNames())
                    .containsOnlyOnce("psnrBest", "fits")
                    .contains("psnrWorstFrame");
            assertThat(report.table().doubleColumn("psnrBest").get(0)).isEqualTo(7);
            assertThat(report.text()).contains("worst-frame, dB");
        }

        private Study study(String source, Map<String, Object> reading, String objective, int seeds) {
            return new Study(entries, seeds, studied(source, reading, objective));
        }

        private static StudiedSignal studied(String source, Map<String, Object> reading, String objective) {
            return StudiedSignal.read(
                    source, reading, Optional.of(ObjectiveKinds.parse(objective)), new FitSpec.Compute("auto", 1, 1));
        }

        private static double score(StudyFit trial, int number) {
            return trial.result().orElseThrow().reached().get(number).value();
        }

        private static void delete(Path file) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Nested
    class RemainingTime {

        private final Entry small = Entry.parse(List.of("siren:width=10"), TINY).get(0);
        private final Entry large =
                Entry.parse(List.of("siren:width=100"), TINY).get(0);
        private final Map<Entry, Double> planned = Map.of(small, 10.0, large, 100.0);

        @Test
        void isThatOfTheSameEntryBefore() {
            Remaining remaining = new Remaining(List.of(small, large, small, large), planned, 1);
            remaining.ended(0, 2);
            remaining.ended(1, 30);
            remaining.underWay(2, 0.5, 1);
            assertThat(remaining.seconds())
                    .as("half of the third fit, then the fourth")
                    .isEqualTo(1 + 30, within(1e-9));
        }

        @Test
        void isPlannedForAnEntryNotSeenYetAndFollowsWhatThePlanWasWorth() {
            Remaining remaining = new Remaining(List.of(small, small, large), planned, 1);
            assertThat(remaining.planned()).isEqualTo(120);
            remaining.underWay(0, 0.5, 10);
            assertThat(remaining.seconds())
                    .as("half of the first fit, twice as slow as planned")
                    .isEqualTo(10 + 20 + 100, within(1e-9));
            remaining.ended(0, 20);
            remaining.underWay(1, 0.5, 10);
            assertThat(remaining.seconds()).as("then the third is slow too").isEqualTo(10 + 200, within(1e-9));
        }

        @Test
        void isThePlanUntilAFitHasShownItsSpeed() {
            Remaining remaining = new Remaining(List.of(small), planned, 1);
            remaining.underWay(0, 1e-6, 2);
            assertThat(remaining.seconds()).as("a slow first step").isEqualTo(8, within(1e-9));
            remaining.underWay(0, 1e-6, 12);
            assertThat(remaining.seconds()).as("longer than planned already").isZero();
        }

        @Test
        void isSharedByFitsAtTheSameTimeButNoLessThanTheLongestOfThem() {
            Remaining remaining = new Remaining(List.of(small, small, small, large), planned, 2);
            assertThat(remaining.planned()).isEqualTo(100);
            remaining.ended(3, 100);
            assertThat(remaining.seconds()).isEqualTo(15, within(1e-9));
        }

        @Test
        void isNoneOfFitsThatNeedNotBeDone() {
            Remaining remaining = new Remaining(List.of(small, small), planned, 1);
            remaining.passedOver(0);
            assertThat(remaining.seconds()).as("and they say nothing of others").isEqualTo(10, within(1e-9));
        }
    }

    private static Study study(List<Entry> entries, int seeds) {
        return new Study(entries, seeds, image());
    }

    private static StudiedImage image() {
        return new StudiedImage(LoadedImage.load("camera", 6), new FitSpec.Compute("samediff", 1, 1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
