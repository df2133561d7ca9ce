package org.inrzoo.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.inrzoo.FittedImage;
import org.inrzoo.Pretrained;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.DType;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.metric.Psnr;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunSpec;
import org.inrzoo.run.SignalRun;
import org.inrzoo.vision.Classifier;
import org.inrzoo.vision.ClassifierRun;
import org.inrzoo.vision.VisionModels;
import org.inrzoo.weights.WeightsEntry;
import org.inrzoo.weights.WeightsShelf;
import org.inrzoo.weights.WeightsShelves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs become weights by name, which anybody finds. */
class WeightsPublisherTests {

    private static final Variant SMALL = Registry.get("siren")
            .with("width", 16)
            .with("depth", 2)
            .with("rate", 1e-3)
            .with("steps", 40)
            .with("evaluations", 1);

    @TempDir
    private static Path runs;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fit() {
        LoadedImage pixels = LoadedImage.load("camera", 16);
        image(pixels, SMALL, runs.resolve("siren"));
    }

    private static void image(LoadedImage pixels, Variant variant, Path run) {
        FitSpec spec = FitRun.spec(variant, pixels, 0, new FitSpec.Compute("auto", 1, 100));
        try (FitRun fit = FitRun.start(spec, pixels, RunFolder.create(run, false))) {
            fit.run();
        }
    }

    @BeforeEach
    void name() {
        System.setProperty(WeightsShelves.PROPERTY, folder.toString());
    }

    @AfterEach
    void unname() {
        System.clearProperty(WeightsShelves.PROPERTY);
    }

    private WeightsEntry publish() {
        return WeightsPublisher.usual().publish(runs.resolve("siren"), folder, false);
    }

    @Nested
    class AnImage {

        @Test
        void isFoundByItsName() {
            WeightsEntry entry = publish();
            assertThat(entry.name()).isEqualTo("siren.camera16");
            Pretrained found = Zoo.pretrained("siren", "camera16");
            assertThat(found.entry()).isEqualTo(entry);
            assertThat(found.deviation("samediff")).isPositive().isLessThan(Pretrained.TOLERANCE);
            FittedImage image = found.image();
            assertThat(image.variant().name()).isEqualTo("siren");
            assertThat(found.field().at(3.5, 3.5)).hasSize(1);
            assertThat(Zoo.get("siren").card().weights()).containsExactly("siren.camera16");
        }

        @Test
        void hasTheScoreOfWhatIsInTheFile() {
            WeightsEntry entry = publish();
            Image camera = Datasets.image("camera", 16);
            float[] shown = Zoo.pretrained(entry.name()).image().render(16, 16).values();
            assertThat(entry.numbers()).isEqualTo(DType.F16);
            assertThat(entry.scores().get(0).value())
                    .isCloseTo(Psnr.standard(shown, camera.values()), within(1e-9))
                    .isCloseTo(entry.single().get(0).value(), within(0.1));
        }

        @Test
        void saysWhoseItIsAndHowItIsSet() {
            WeightsEntry entry = publish();
            assertThat(entry.licences().signal())
                    .isEqualTo(Datasets.provenance("camera").license());
            assertThat(entry.licences().weights()).isEqualTo("Apache-2.0");
            assertThat(entry.settings())
                    .isEqualTo(Map.of("width", 16, "depth", 2, "rate", 1e-3, "steps", 40, "evaluations", 1));
            assertThat(entry.record()).containsEntry("image", "camera").containsKey("machine");
            assertThat(entry.text())
                    .contains("image camera, 16x16", "width=16", "half precision", entry.sha256(), "Apache-2.0");
        }

        @Test
        void isReplacedOnlyWhereThatIsAskedFor() {
            publish();
            assertThatThrownBy(() -> publish())
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("siren.camera16.safetensors' exists; --force replaces it");
            assertThat(WeightsPublisher.usual().publish(runs.resolve("siren"), folder, true))
                    .isEqualTo(Zoo.pretrained("siren.camera16").entry());
        }

        /** Between the pixels of what is cut into tiles each point has the outputs of all tiles. */
        @Test
        void ofManyTilesHasGoldenOutputsOfAllOfThem() {
            Variant tiles = Registry.get("multihead-relu-h4").with("width", 16).with("steps", 5);
            image(LoadedImage.load("camera", 16), tiles, runs.resolve("tiles"));
            WeightsEntry entry = WeightsPublisher.usual().publish(runs.resolve("tiles"), folder, false);
            assertThat(entry.golden().outputs()).hasSize(64).allMatch(values -> values.size() == 16);
            assertThat(Zoo.pretrained(entry.name()).deviation("samediff")).isLessThan(Pretrained.TOLERANCE);
        }
    }

    @Nested
    class WhatIsWrong {

        @Test
        void aDamagedFileNamesBothDigests() throws IOException {
            WeightsEntry entry = publish();
            Path file = folder.resolve(entry.file());
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> Zoo.pretrained("siren.camera16"))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining(entry.sha256())
                    .hasMessageContaining(Hashes.sha256(bytes));
        }

        @Test
        void anUnknownNameIsToldTheNearest() {
            publish();
            assertThatThrownBy(() -> Zoo.pretrained("siren", "camera64"))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("there are no weights 'siren.camera64'; nearest: siren.camera16");
            assertThatThrownBy(() -> Zoo.pretrained("../siren", "camera16"))
                    .hasMessageContaining("is no name of weights");
        }

        @Test
        void anotherKindIsRefusedInALine() {
            publish();
            assertThatThrownBy(() -> Zoo.pretrained("siren.camera16").as(Classifier.class))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("'siren.camera16' is a FittedImage of image camera, 16x16, not a Classifier");
        }

        @Test
        void aRunWhoseWeightsAreNotItsRecordsIsRefused() throws IOException {
            Path run = Files.createDirectory(folder.resolve("run"));
            Files.copy(runs.resolve("siren/result.json"), run.resolve("result.json"));
            Zoo.load(runs.resolve("siren/weights.safetensors")).level(1).save(run.resolve("weights.safetensors"));
            assertThatThrownBy(() -> WeightsPublisher.usual().publish(run, folder, false))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("and the run's record names");
        }

        @Test
        void aSignalOfUnknownTermsIsAskedFor() throws IOException {
            Path run = Files.createDirectory(folder.resolve("run"));
            Files.copy(runs.resolve("siren/weights.safetensors"), run.resolve("weights.safetensors"));
            String record = Files.readString(runs.resolve("siren/result.json"));
            Files.writeString(run.resolve("result.json"), record.replace("\"camera\"", "\"My Photo.jpg\""));
            assertThatThrownBy(() -> WeightsPublisher.usual().publish(run, folder, false))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("'My Photo.jpg'")
                    .hasMessageContaining("--licence");
            WeightsEntry entry =
                    new WeightsPublisher(Optional.empty(), Optional.of("CC0"), "CC-BY-4.0").publish(run, folder, false);
            assertThat(entry.name()).isEqualTo("siren.my-photo16");
            assertThat(entry.licences()).isEqualTo(new WeightsEntry.Licences("CC0", "CC-BY-4.0"));
            assertThat(entry.numbers())
                    .as("nobody can tell what half precision would cost")
                    .isEqualTo(DType.F32);
        }

        @Test
        void aFolderThatIsNotThereIsNamed() {
            System.setProperty(
                    WeightsShelves.PROPERTY, folder.resolve("nowhere").toString());
            assertThatThrownBy(() -> Zoo.weights("*"))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("there is no folder or jar of weights");
        }
    }

    @Nested
    class OtherKinds {

        @Test
        void aSoundIsAFieldInItsOwnUnits() {
            RunSpec spec = new RunSpec(
                    "siren",
                    Map.of("width", 16, "depth", 2, "steps", 20, "evaluations", 1),
                    "audio:chirp",
                    Map.of("seconds", 0.01),
                    null,
                    null,
                    null,
                    null,
                    1,
                    0);
            try (SignalRun run = SignalRun.prepare(spec).start(RunFolder.create(folder.resolve("run"), false))) {
                run.run();
            }
            WeightsEntry entry = WeightsPublisher.usual().publish(folder.resolve("run"), folder, false);
            assertThat(entry.name()).isEqualTo("siren.audio-chirp");
            assertThat(entry.scores()).extracting("name").containsExactly("snr", "psnr");
            assertThat(Zoo.pretrained(entry.name()).field().at(0.005)).hasSize(1);
            assertThat(Zoo.pretrained(entry.name()).deviation("samediff")).isLessThan(Pretrained.TOLERANCE);
        }

        @Test
        void aClassifierSaysWhatItSaid() {
            try (ClassifierRun run = ClassifierRun.start(
                    VisionModels.get("mlp").with("epochs", 4).with("evaluations", 1),
                    "digits",
                    400,
                    Optional.empty(),
                    1,
                    0,
                    RunFolder.create(folder.resolve("run"), false))) {
                run.run();
            }
            WeightsEntry entry = WeightsPublisher.usual().publish(folder.resolve("run"), folder, false);
            assertThat(entry.name()).isEqualTo("mlp.digits400");
            assertThat(entry.licences().signal()).contains("scikit-learn");
            Pretrained found = Zoo.pretrained(entry.name());
            assertThat(found.as(Classifier.class).classes()).hasSize(10);
            assertThat(found.deviation("samediff")).isLessThan(Pretrained.TOLERANCE);
            assertThatThrownBy(found::field).hasMessageContaining("and no function of coordinates");
        }
    }

    /** Of somebody else, on the class path or named. */
    @Nested
    class AJar {

        @Test
        void isFoundAsAFolderIs() throws IOException {
            WeightsEntry entry = publish();
            Path jar = folder.resolve("theirs.jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream zip = new JarOutputStream(out, new java.util.jar.Manifest())) {
                for (String file : List.of(entry.file(), entry.name() + ".json")) {
                    zip.putNextEntry(new ZipEntry(WeightsShelf.FOLDER + "/" + file));
                    zip.write(Files.readAllBytes(folder.resolve(file)));
                    zip.closeEntry();
                }
            }
            System.setProperty(WeightsShelves.PROPERTY, jar.toString());
            assertThat(Zoo.weights("*")).contains(entry);
            assertThat(Zoo.pretrained("siren.camera16").entry()).isEqualTo(entry);
        }

        @Test
        void withoutWeightsIsRefused() throws IOException {
            Path text = Files.write(folder.resolve("text"), "no jar".getBytes(StandardCharsets.UTF_8));
            System.setProperty(WeightsShelves.PROPERTY, text.toString());
            assertThatThrownBy(() -> Zoo.weights("*")).isInstanceOf(OptionException.class);
        }
    }
}
