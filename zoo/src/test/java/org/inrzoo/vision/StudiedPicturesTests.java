package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.Zoo;
import org.inrzoo.io.Json;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import org.inrzoo.study.Entry;
import org.inrzoo.study.StudiedImage;
import org.inrzoo.study.Study;
import org.inrzoo.study.StudyFit;
import org.inrzoo.study.StudyListener;
import org.inrzoo.study.StudyReport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks for pictures side by side. */
class StudiedPicturesTests {

    private static final Map<String, Object> TINY =
            Map.of("width", 0.125, "epochs", 1, "batch", 25, "shift", 0, "evaluations", 2);

    @TempDir
    private Path folder;

    private static StudiedPictures digits() {
        return StudiedPictures.read("digits", 100, 1);
    }

    private static Study study(int seeds, String... names) {
        return new Study(Entry.parse(List.of(names), TINY), seeds, digits());
    }

    private static ClassifierRecord record(StudyFit trial) {
        return (ClassifierRecord) trial.result().orElseThrow();
    }

    @Nested
    class Trainings {

        /** The naive baseline, the fair control and what is held against it, in one table. */
        @Test
        void goOnFromThoseOfTheSameSeedBeforeThem() throws Exception {
            Study study = study(2, "ds", "ds:from=ds", "refconv-ds:from=ds");
            List<StudyListener.StudyStep> told = new ArrayList<>();
            List<StudyFit> trials = study.run(folder, told::add).orElseThrow();
            assertThat(trials)
                    .extracting(StudyFit::folder)
                    .containsExactly(
                            "ds-seed0",
                            "ds-from=ds-seed0",
                            "refconv-ds-from=ds-seed0",
                            "ds-seed1",
                            "ds-from=ds-seed1",
                            "refconv-ds-from=ds-seed1");
            assertThat(record(trials.get(0)).from()).isNull();
            assertThat(record(trials.get(2)).from())
                    .isEqualTo(folder.resolve("ds-seed0").toString());
            assertThat(record(trials.get(4)).from())
                    .isEqualTo(folder.resolve("ds-seed1").toString());
            assertThat(told).hasSize(6 * 4);
            for (StudyFit trial : trials) {
                Path own = folder.resolve(trial.folder());
                String kept = Files.readString(new RunFolder(own).result());
                assertThat(kept).isEqualTo(Json.text(record(trial)));
                assertThat(trial.history().rows()).hasSize(2);
                assertThat(own.resolve("train.json")).exists();
            }
            assertThat(folder.resolve("train.json"))
                    .as("left by the steps that tell how long the trainings take")
                    .doesNotExist();

            StudyReport report = study.report(trials);
            assertThat(report.table().columnNames()).contains("model", "parameters", "accuracy", "accuracyDeviation");
            assertThat(report.text().lines()).hasSizeGreaterThan(4).allMatch(line -> line.length() <= 80);
            assertThat(report.text()).contains("ACCURACY, %");
            assertThat(report.about().text()).isEqualTo("digits, 100 pictures learnt from, 597 tested");
            assertThat(Json.line(report.data())).contains("\"from\":\"ds\"", "\"learnt\":100");
            double mean =
                    (record(trials.get(1)).accuracy() + record(trials.get(4)).accuracy()) / 2;
            assertThat(report.table().doubleColumn("accuracy").get(1)).isEqualTo(mean);
            assertThat(study.pictures(report, folder).orElseThrow().getWidth())
                    .as("three confusions side by side")
                    .isGreaterThan(3 * 250);
        }

        @Test
        void goOnFromARunBefore() {
            List<StudyFit> first =
                    study(1, "ds").run(folder.resolve("a"), step -> {}).orElseThrow();
            Path run = folder.resolve("a").resolve(first.get(0).folder());
            List<Entry> entries = Entry.parse(List.of("ds", "refconv-ds"), TINY).stream()
                    .map(entry -> entry.goingOnFrom(run.toString()))
                    .toList();
            List<StudyFit> trials = new Study(entries, 1, digits())
                    .run(folder.resolve("b"), step -> {})
                    .orElseThrow();
            assertThat(trials)
                    .allSatisfy(trial -> assertThat(record(trial).from()).isEqualTo(run.toString()));
        }

        @Test
        void thatDivergeEndNeitherTheStudyNorThoseBesideThem() {
            List<String> notes = new ArrayList<>();
            StudyListener listener = new StudyListener() {
                @Override
                public void onStep(StudyStep step) {}

                @Override
                public void onNote(String note) {
                    notes.add(note);
                }
            };
            Study study = study(1, "vgg-8:rate=1000:weightDecay=1:epochs=5", "vgg-8:from=vgg-8", "cnn");
            List<StudyFit> trials = study.run(folder, listener).orElseThrow();
            assertThat(trials).extracting(trial -> trial.result().isPresent()).containsExactly(false, false, true);
            String told = "vgg-8-from=vgg-8-seed0: not done, since vgg-8-rate=1000";
            assertThat(notes).anyMatch(note -> note.startsWith(told) && note.endsWith(" diverged"));
        }

        @Test
        void areSweptOverSettings() {
            List<Entry> grid =
                    Entry.grid(Zoo.get("cnn").withAll(TINY), "paper", Map.of("rate", List.of("0.02", "0.05")));
            Study study = new Study(grid, 1, digits());
            StudyReport report = study.report(study.run(folder, step -> {}).orElseThrow());
            assertThat(report.table().stringColumn("rate").asList()).containsExactly("0.02", "0.05");
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "refconv-ds:from=ds,ds | 'refconv-ds:from=ds' goes on from 'ds', which has to be named before it",
                    "ds:from=nowhere    | 'ds:from=nowhere' goes on from 'nowhere', which is no model named before it",
                    "cnn:batch=200      | there are 100 pictures to learn from, less than a batch of 200",
                    "cnn,cnn            | a model is named twice",
                    "cnn:widht=1        | unknown option 'widht' of cnn; did you mean 'width'?",
                })
        void areEntriesThatMeanNothingBeforeTheFirstTraining(String names, String reason) {
            assertThatThrownBy(() -> study(1, names.split(",")).run(folder, step -> {}))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void areFunctionsOfCoordinatesWherePicturesAreToldApart() {
            List<Entry> mixed = Entry.parse(List.of("cnn", "siren"), Map.of());
            assertThatThrownBy(() -> new Study(mixed, 1, digits()))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("'siren' is a function of coordinates, for 'inrzoo fit', and no network for pictures,"
                            + " such as cnn");
        }

        @Test
        void areNetworksForPicturesWhereAnImageIsFitted() {
            StudiedImage studied =
                    new StudiedImage(LoadedImage.load("camera", 6), new FitSpec.Compute("samediff", 1, 1));
            assertThatThrownBy(() -> new Study(Entry.parse(List.of("siren", "cnn"), Map.of()), 1, studied))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("'cnn' is a network for pictures, for 'inrzoo train', and no function of coordinates");
            List<Entry> going = Entry.parse(List.of("siren", "relu:from=siren"), Map.of());
            assertThatThrownBy(() -> new Study(going, 1, studied))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("only networks for pictures go on from others' weights");
        }
    }
}
