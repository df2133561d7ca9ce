package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.datasets.label.PictureSet;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.graph.Form;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.RunFolder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierRunTests {

    /** A tenth is right by chance. */
    private static final double CLEARLY_LEARNT = 40;

    @TempDir
    Path folder;

    private static VisionModel small(String name) {
        return VisionModels.get(name)
                .withAll(Map.of("width", 0.25, "epochs", 2, "shift", 0, "batch", 50, "evaluations", 2));
    }

    private ClassifierRun start(VisionModel model, String name, Optional<Path> from) {
        return ClassifierRun.start(model, "digits", 300, from, 1, 7, RunFolder.create(folder.resolve(name), false));
    }

    private ClassifierRecord train(VisionModel model, String name) {
        try (ClassifierRun run = start(model, name, Optional.empty())) {
            return run.run().orElseThrow();
        }
    }

    @Nested
    class ATraining {

        @Test
        void learnsAndLeavesWhatItLearnt() throws IOException {
            VisionModel model = small("cnn").with("epochs", 8);
            ClassifierRecord record = train(model, "a");
            assertThat(record.accuracy()).isGreaterThan(CLEARLY_LEARNT).isLessThanOrEqualTo(100);
            assertThat(record.learnt()).isEqualTo(300);
            assertThat(record.tested()).isEqualTo(597);
            assertThat(record.steps()).isEqualTo(48);
            try (var files = Files.list(folder.resolve("a"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                "train.json",
                                "weights.safetensors",
                                "deployed.safetensors",
                                "result.json",
                                "history.csv",
                                "confusion.png");
            }
            String json = Files.readString(folder.resolve("a/result.json"));
            assertThat(json).isEqualTo(Json.text(record));
            assertThat(Json.text(Json.read(json, ClassifierRecord.class, "result.json")))
                    .isEqualTo(json);
            Classifier trained = Classifier.load(folder.resolve("a"));
            LabelledPictures unseen = PictureSources.read("digits").test();
            Confusion confusion = trained.test(unseen);
            assertThat(100 * confusion.accuracy()).isCloseTo(record.accuracy(), within(0.5));
            assertThat(confusion.loss()).isCloseTo(record.loss(), within(1e-3));
            Classifier deployed = Classifier.load(folder.resolve("a/deployed.safetensors"));
            assertThat(deployed.form()).isEqualTo(Form.DEPLOYED);
            assertThat(deployed.test(unseen).counts()).isEqualTo(record.confusion());
        }

        @Test
        void hasTheSameBitsForTheSameSeedAndOthersForAnother() {
            String once = train(small("ds"), "a").weightsSha256();
            assertThat(train(small("ds"), "b").weightsSha256()).isEqualTo(once);
            assertThat(train(small("ds").with("seed", 1).with("epochs", 1), "c").weightsSha256())
                    .isNotEqualTo(once);
        }

        @Test
        void goesOnToTheSameBitsWhereverItWasStopped() {
            String whole = train(small("leni-pair"), "whole").weightsSha256();
            try (ClassifierRun run = start(small("leni-pair"), "parts", Optional.empty())) {
                run.listener(FitListener.stopWhen(progress -> progress.step() == 9));
                assertThat(run.run()).isEmpty();
            }
            RunFolder parts = new RunFolder(folder.resolve("parts"));
            assertThat(ClassifierRun.isIn(parts)).isTrue();
            List<String> told = new ArrayList<>();
            try (ClassifierRun run = ClassifierRun.resume(parts, told::add)) {
                assertThat(run.stepsDone()).isEqualTo(9);
                ClassifierRecord record = run.run().orElseThrow();
                assertThat(record.weightsSha256()).isEqualTo(whole);
                assertThat(run.history().rows()).hasSize(2);
            }
            assertThat(told).isEmpty();
        }

        /** As when the interpreter of a notebook or a pool of threads ends its work. */
        @Test
        void losesNothingWhenItsThreadIsInterrupted() {
            String whole = train(small("leni-pair"), "whole").weightsSha256();
            try (ClassifierRun run = start(small("leni-pair"), "parts", Optional.empty())) {
                run.listener(progress -> {
                    if (progress.step() == 9) {
                        Thread.currentThread().interrupt();
                    }
                });
                assertThat(run.run()).isEmpty();
            } finally {
                assertThat(Thread.interrupted())
                        .as("the thread stays interrupted")
                        .isTrue();
            }
            try (ClassifierRun run = ClassifierRun.resume(new RunFolder(folder.resolve("parts")), note -> {})) {
                assertThat(run.stepsDone()).isEqualTo(9);
                assertThat(run.run().orElseThrow().weightsSha256()).isEqualTo(whole);
            }
        }

        @Test
        void whoseThreadIsInterruptedAtItsLastStepLeavesWhatItLearnt() {
            try (ClassifierRun run = start(small("ds"), "a", Optional.empty())) {
                run.listener(progress -> {
                    if (progress.step() == progress.steps()) {
                        Thread.currentThread().interrupt();
                    }
                });
                ClassifierRecord record = run.run().orElseThrow();
                assertThat(Thread.interrupted())
                        .as("the thread stays interrupted")
                        .isTrue();
                assertThat(Classifier.load(folder.resolve("a"))
                                .test(PictureSources.read("digits").test())
                                .counts())
                        .isEqualTo(record.confusion());
            } finally {
                Thread.interrupted(); // nothing of it for the tests behind
            }
        }

        /** By the engine that has its own loops; near what SameDiff learns, but for how roundings grow. */
        @Test
        void inTheFusedEngineLearnsAlikeAndGoesOnToTheSameBitsOnAnyNumberOfThreads() {
            VisionModel model = small("ds").with("engine", "fused");
            ClassifierRecord whole = train(model, "whole");
            try (ClassifierRun run = ClassifierRun.start(
                    model, "digits", 300, Optional.empty(), 3, 7, RunFolder.create(folder.resolve("parts"), false))) {
                run.listener(FitListener.stopWhen(progress -> progress.step() == 9));
                assertThat(run.run()).isEmpty();
            }
            try (ClassifierRun run = ClassifierRun.resume(new RunFolder(folder.resolve("parts")), note -> {})) {
                assertThat(run.run().orElseThrow().weightsSha256()).isEqualTo(whole.weightsSha256());
            }
            train(small("ds").with("engine", "samediff"), "samediff");
            float[] fused = Classifier.load(folder.resolve("whole")).parameters();
            float[] samediff = Classifier.load(folder.resolve("samediff")).parameters();
            assertThat(fused).isNotEqualTo(samediff);
            for (int i = 0; i < fused.length; i++) {
                assertThat(fused[i]).as("value %d", i).isCloseTo(samediff[i], within(0.01f));
            }
        }

        /** The record says which engine it was, so that resuming takes the same wherever that is. */
        @Test
        void takesTheFusedEngineWhereThatCanAndSaysWhyWhereItCannot() {
            try (ClassifierRun run = start(small("ds"), "a", Optional.empty())) {
                assertThat(run.whyNotFused()).isEmpty();
                assertThat(run.run().orElseThrow().settings()).containsEntry("engine", "fused");
            }
            assertThat(ClassifierRun.spec(folder.resolve("a")).settings()).containsEntry("engine", "fused");
            try (ClassifierRun run = start(small("refconv-ds"), "b", Optional.empty())) {
                assertThat(run.whyNotFused())
                        .contains("the fused engine cannot train this network: a layer stands behind an operation of"
                                + " its own");
                assertThat(run.run().orElseThrow().settings()).containsEntry("engine", "samediff");
            }
            try (ClassifierRun run = start(small("ds").with("engine", "samediff"), "c", Optional.empty())) {
                assertThat(run.whyNotFused()).isEmpty();
                assertThat(run.run().orElseThrow().settings()).containsEntry("engine", "samediff");
            }
        }

        @Test
        void inTheFusedEngineIsRefusedForAnOperationThatNoLayerHas() {
            VisionModel model = small("refconv-ds").with("engine", "fused");
            assertThatThrownBy(() -> start(model, "a", Optional.empty()))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("the fused engine cannot train this network: a layer stands behind an operation of its"
                            + " own; the engine samediff can");
        }

        /** Steps uphill, the loss before and the chance of each step go on as if nothing had been. */
        @Test
        void byAnnealingGoesOnToTheSameBitsToo() {
            VisionModel model = small("ds").withAll(Map.of("optimizer", "sa-gd", "temperature", 100, "epochs", 3));
            String whole = train(model, "whole").weightsSha256();
            try (ClassifierRun run = start(model, "parts", Optional.empty())) {
                run.listener(FitListener.stopWhen(progress -> progress.step() == 9));
                assertThat(run.run()).isEmpty();
            }
            try (ClassifierRun run = ClassifierRun.resume(new RunFolder(folder.resolve("parts")), note -> {})) {
                assertThat(run.run().orElseThrow().weightsSha256()).isEqualTo(whole);
            }
            assertThat(train(model.with("optimizer", "sgd"), "plain").weightsSha256())
                    .isNotEqualTo(whole);
            train(model.with("ceiling", 0), "never");
            assertThat(Classifier.load(folder.resolve("never")).parameters())
                    .as("where the chance is nil, it is plain descent")
                    .isEqualTo(Classifier.load(folder.resolve("plain")).parameters());
        }

        /** The mean of three networks' probabilities, computed again here; and the bits do not depend on where it was stopped. */
        @Test
        void keepsSnapshotsWhichAreAskedTogether() {
            VisionModel model = small("ds").withAll(Map.of("snapshots", 3, "cosine", false));
            ClassifierRecord record = train(model, "whole");
            try (ClassifierRun run = start(model, "parts", Optional.empty())) {
                run.listener(FitListener.stopWhen(progress -> progress.step() == 9));
                assertThat(run.run()).isEmpty();
            }
            try (ClassifierRun run = ClassifierRun.resume(new RunFolder(folder.resolve("parts")), note -> {})) {
                ClassifierRecord again = run.run().orElseThrow();
                assertThat(again.weightsSha256()).isEqualTo(record.weightsSha256());
                assertThat(again.ensemble()).isEqualTo(record.ensemble());
            }
            Ensemble whole = Ensemble.load(folder.resolve("whole"));
            Ensemble parts = Ensemble.load(folder.resolve("parts"));
            assertThat(whole.members()).hasSize(3);
            for (int k = 0; k < 3; k++) {
                assertThat(parts.members().get(k).parameters())
                        .isEqualTo(whole.members().get(k).parameters());
            }
            assertThat(whole.members().get(2).parameters())
                    .as("the last is what the training ends with")
                    .isEqualTo(Classifier.load(folder.resolve("whole")).parameters())
                    .isNotEqualTo(whole.members().get(1).parameters());
            LabelledPictures unseen = PictureSources.read("digits").test();
            Confusion together = whole.test(unseen);
            assertThat(100 * together.accuracy()).isEqualTo(record.ensemble());
            List<float[]> logits =
                    whole.members().stream().map(one -> one.logits(unseen)).toList();
            int right = 0;
            for (int i = 0; i < unseen.size(); i++) {
                double[] sums = new double[10];
                for (float[] one : logits) {
                    float[] row = Arrays.copyOfRange(one, 10 * i, 10 * i + 10);
                    double all = IntStream.range(0, 10)
                            .mapToDouble(k -> Math.exp(row[k]))
                            .sum();
                    Arrays.setAll(sums, k -> sums[k] + Math.exp(row[k]) / all);
                }
                double most = Arrays.stream(sums).max().orElseThrow();
                right += sums[unseen.labels()[i]] == most ? 1 : 0;
            }
            assertThat(together.accuracy()).isCloseTo((double) right / unseen.size(), within(2.0 / unseen.size()));
            assertThat(record.summary()).contains("by the ensemble");
            assertThat(record.reached()).hasSize(2);
        }

        @Test
        void keepsSnapshotsEvenlyOverTheLastHalf() {
            assertThat(small("ds").with("snapshots", 4).recipe().snapshotsAfter(80))
                    .containsExactly(50, 60, 70, 80);
            assertThat(small("ds").with("snapshots", 1).recipe().snapshotsAfter(7))
                    .containsExactly(7);
            assertThat(small("ds").recipe().snapshotsAfter(80)).isEmpty();
        }

        @Test
        void passesOverADamagedCheckpoint() throws IOException {
            try (ClassifierRun run = start(small("ds"), "a", Optional.empty())) {
                run.listener(FitListener.stopWhen(progress -> progress.step() == 9));
                assertThat(run.run()).isEmpty();
            }
            Path newest = folder.resolve("a/checkpoint-000000009.safetensors");
            Files.write(newest, new byte[] {1, 2, 3});
            List<String> told = new ArrayList<>();
            try (ClassifierRun run = ClassifierRun.resume(new RunFolder(folder.resolve("a")), told::add)) {
                assertThat(run.stepsDone()).isEqualTo(7);
            }
            assertThat(told).hasSize(1);
        }

        @Test
        void isMeasuredWithoutATrace() {
            String whole = train(small("ds"), "whole").weightsSha256();
            try (ClassifierRun run = start(small("ds"), "a", Optional.empty())) {
                assertThat(run.pace(0).step()).isPositive();
                assertThat(run.run().orElseThrow().weightsSha256()).isEqualTo(whole);
            }
        }

        @Test
        void refocusesTheKernelsOfOneBefore() {
            train(small("ds"), "plain");
            Path plain = folder.resolve("plain");
            VisionModel model = small("refconv-ds");
            try (ClassifierRun run = start(model, "refocused", Optional.of(plain))) {
                ClassifierRecord record = run.run().orElseThrow();
                assertThat(record.from()).isEqualTo(plain.toString());
                assertThat(run.notes()).noneMatch(note -> note.contains("random"));
            }
            Classifier before = Classifier.load(plain);
            Classifier after = Classifier.load(folder.resolve("refocused"));
            int weight = before.network()
                    .slot(Form.TRAINING, "stem/weight")
                    .orElseThrow()
                    .offset();
            int basis = after.network()
                    .slot(Form.TRAINING, "stem/basis")
                    .orElseThrow()
                    .offset();
            assertThat(after.parameters()[basis]).isEqualTo(before.parameters()[weight]);
            try (ClassifierRun run = start(model, "without", Optional.empty())) {
                assertThat(run.notes()).anyMatch(note -> note.contains("the basis of the refocused kernels is random"));
            }
        }
    }

    @Nested
    class Refused {

        @Test
        void areMoreSnapshotsThanStepsAndEnsemblesOfNone() {
            assertThatThrownBy(() -> start(small("ds").with("snapshots", 20), "a", Optional.empty()))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("20 snapshots are too many for the last half of 12 steps");
            train(small("ds").with("epochs", 1), "none");
            assertThatThrownBy(() -> Ensemble.load(folder.resolve("none")))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("kept no snapshots");
        }

        @Test
        void areBatchesLargerThanAllPictures() {
            assertThatThrownBy(() -> start(small("cnn").with("batch", 400), "a", Optional.empty()))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("there are 300 pictures to learn from, less than a batch of 400; try --set batch=150");
        }

        @Test
        void areWeightsOfAnotherNetwork() {
            train(small("vgg-8").with("epochs", 1), "vgg");
            VisionModel other = small("ds").with("width", 0.5);
            assertThatThrownBy(() -> start(other, "a", Optional.of(folder.resolve("vgg"))))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("nothing of vgg-8 fits");
        }

        @Test
        void areUnknownPicturesAndOthersThanThoseLearntFrom() {
            train(small("cnn").with("epochs", 1), "a");
            Classifier trained = Classifier.load(folder.resolve("a"));
            assertThatThrownBy(() -> PictureSources.read("digts")).isInstanceOf(SignalFileException.class);
            PictureSet fashion = PictureSources.read("fashion");
            assertThatThrownBy(() -> trained.test(fashion.test()))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("tells apart 0, 1");
            assertThatThrownBy(() -> trained.logits(fashion.test()))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("takes pictures of 8x8, gray");
        }

        @Test
        void isARateUnderWhichItDiverges() {
            try (ClassifierRun run = start(small("vgg-8").with("rate", 1000), "a", Optional.empty())) {
                assertThatThrownBy(run::run)
                        .isInstanceOf(DivergedException.class)
                        .hasMessageContaining("the fit diverged at step")
                        .hasMessageContaining("a smaller rate may help, such as");
            }
        }

        @Test
        void areFilesThatHoldNoClassifier() throws IOException {
            Path file = folder.resolve("x.safetensors");
            Files.write(file, new byte[] {1, 2, 3});
            assertThatThrownBy(() -> Classifier.load(file)).isInstanceOf(MalformedFileException.class);
            assertThatThrownBy(() -> ClassifierRun.resume(new RunFolder(folder), note -> {}))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Nested
    class Batches {

        private final LabelledPictures pictures =
                PictureSources.read("digits").train().drawn(110, 0);
        private final ClassifierRecipe recipe = new ClassifierRecipe(2, 25, 0.1, 0.9, 0, 0.3, 1, true, 1, 5);

        private float[][] fill(PictureBatches batches, int step) {
            float[][] filled = {new float[25 * 64], new float[25 * 10]};
            batches.fill(step, filled[0], filled[1]);
            return filled;
        }

        private PictureBatches fresh() {
            return new PictureBatches(pictures, recipe, new Pixels(0, 1));
        }

        @Test
        void followFromTheSeedAndTheStepAlone() {
            PictureBatches inOrder = fresh();
            IntStream.range(0, 6).forEach(step -> fill(inOrder, step));
            assertThat(fill(inOrder, 6)).isDeepEqualTo(fill(fresh(), 6));
            assertThat(fill(fresh(), 2)[0]).isNotEqualTo(fill(fresh(), 6)[0]);
        }

        @Test
        void shareOutWhatIsTakenFromTheTarget() {
            float[] targets = fill(fresh(), 0)[1];
            for (int i = 0; i < 25; i++) {
                double sum = 0;
                int large = 0;
                for (int k = 0; k < 10; k++) {
                    sum += targets[i * 10 + k];
                    large += targets[i * 10 + k] > 0.7 ? 1 : 0;
                    assertThat(targets[i * 10 + k]).isGreaterThan(0.029f).isLessThan(0.731f);
                }
                assertThat(sum).isCloseTo(1, within(1e-6));
                assertThat(large).isEqualTo(1);
            }
        }

        @Test
        void ofAnEpochHaveNoPictureTwice() {
            ClassifierRecipe still = new ClassifierRecipe(2, 25, 0.1, 0.9, 0, 0, 0, false, 1, 5);
            PictureBatches batches = new PictureBatches(pictures, still, new Pixels(0, 1));
            List<String> seen = new ArrayList<>();
            for (int step = 0; step < 4; step++) {
                float[] values = fill(batches, step)[0];
                for (int i = 0; i < 25; i++) {
                    seen.add(Arrays.toString(Arrays.copyOfRange(values, i * 64, i * 64 + 64)));
                }
            }
            assertThat(seen).hasSize(100).doesNotHaveDuplicates();
        }
    }

    @Nested
    class ANetworkAtHand {

        private final LabelledPictures few =
                PictureSources.read("digits").train().drawn(30, 0);

        private final Classifier network = Classifier.untrained(small("interflow-8"), few);

        @Test
        void beginsWithTheWeightsThatItsTrainingBeginsWith() {
            try (ClassifierRun run = start(small("interflow-8"), "first", Optional.empty())) {
                assertThat(network.parameters()).containsExactly(run.parameters());
            }
        }

        @Test
        void hasWeightsByName() {
            assertThat(network.weight("fusion/weight")).isDeepEqualTo(new double[][] {{0.25, 0.25, 0.25, 0.25}});
            assertThat(network.weight("layer2/weight").length)
                    .as("3x3 pixels and the channels that come in, a row each")
                    .isEqualTo(9 * 4);
            assertThatThrownBy(() -> network.weight("fusion/wait"))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("nearest: fusion/weight");
        }

        @Test
        void takesOtherWeightsAndStaysAsItIs() {
            double[][] none = {{0, 0, 0, 0}};
            assertThat(network.with("fusion/weight", none).logits(few)).containsOnly(0);
            assertThat(network.logits(few)).doesNotContain(0);
            assertThatThrownBy(() -> network.with("fusion/weight", new double[][] {{1, 2}}))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("the weight 'fusion/weight' has 1 rows of 4 values");
        }

        /** Of the scores' bias the gradient is known: what is said less what is so, the mean over the pictures. */
        @Test
        void saysHowLargeItsGradientsAre() {
            Map<String, Double> sizes = network.gradients(few);
            float[] logits = network.logits(few);
            int classes = few.classes().size();
            double[] gradient = new double[classes];
            for (int i = 0; i < few.size(); i++) {
                double sum = 0;
                for (int k = 0; k < classes; k++) {
                    sum += Math.exp(logits[i * classes + k]);
                }
                for (int k = 0; k < classes; k++) {
                    double wanted = few.labels()[i] == k ? 1 : 0;
                    gradient[k] += 0.25 * (Math.exp(logits[i * classes + k]) / sum - wanted) / few.size();
                }
            }
            double squares = Arrays.stream(gradient).map(g -> g * g).sum();
            assertThat(sizes.get("classes4/bias")).isCloseTo(Math.sqrt(squares / classes), within(1e-6));
            assertThat(sizes).containsKeys("layer1/weight", "layer8/weight").doesNotContainValue(0.0);
            assertThatThrownBy(() -> network.deployed().gradients(few)).isInstanceOf(OptionException.class);
        }
    }

    @Nested
    class Confusions {

        private final Confusion confusion = Confusion.of(List.of("a", "b"), new int[][] {{3, 1}, {0, 0}}, 0.5);

        @Test
        void areCountedClassByClass() {
            assertThat(confusion.accuracy()).isEqualTo(0.75);
            assertThat(confusion.lines())
                    .containsExactly(
                            new Confusion.ClassScores("a", 4, 3, 0.75, 1), new Confusion.ClassScores("b", 0, 0, 0, 0));
            assertThat(confusion.table()).contains("a                            4    75.00%   100.00%");
        }

        @Test
        void areDrawnLighterWhereMoreWereSaid() {
            var picture = confusion.picture();
            int most = picture.getRGB(96 + 28, 96 + 4) & 0xFF00;
            int none = picture.getRGB(96 + 28, 96 + 34 + 4) & 0xFF00;
            assertThat(most).isGreaterThan(none);
        }
    }
}
