package org.inrzoo.datasets.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.Damage;
import org.inrzoo.datasets.file.SignalReading;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureSourcesTests {

    /** What the computed sets were when they were first drawn. */
    private static final String TEXTURES = "7f9bd8c61123c3cb373ed45e9166279438a2a56f05ac5b3760a4116361c2fc2b";

    private static final String SHAPES = "a9387fbc106a1b87a4ff6d0c187c640775d2a5d825528f7e979a1a7dbc840773";

    /** Every set that is read more than once. */
    private static final Map<String, PictureSet> READ = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    private static PictureSet set(String text) {
        return READ.computeIfAbsent(text, PictureSources::read);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> PictureSources.read(text))
                .isInstanceOf(SignalFileException.class)
                .hasMessage(message);
    }

    private static byte[] idx(int magic, int... numbersAndBytes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * numbersAndBytes.length).putInt(magic);
        for (int number : numbersAndBytes) {
            file.putInt(number);
        }
        return file.array();
    }

    private static byte[] pictures(int count, int side, byte[] levels) {
        return join(idx(0x803, count, side, side), levels);
    }

    private static byte[] labels(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return join(idx(0x801, labels.length), bytes);
    }

    private static byte[] join(byte[] a, byte[] b) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(a);
        out.writeBytes(b);
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Nested
    class Named {

        @Test
        void areThoseThatTheServicesOffer() {
            assertThat(PictureSources.all())
                    .extracting(PictureSource::name)
                    .containsExactly(
                            "cifar10", "cifar100", "digits", "fashion", "folder", "mnist", "shapes", "textures");
            assertThat(PictureSources.all()).allSatisfy(source -> {
                assertThat(source.usage()).startsWith(source.name());
                assertThat(source.summary()).isNotBlank().doesNotEndWith(".");
            });
        }

        @Test
        void areSaidWhereThereIsNone() {
            assertRefused(
                    "fashoin",
                    "there are no pictures 'fashoin'; there are: cifar10:DIR, cifar100:DIR, digits, fashion[:DIR],"
                            + " folder:SIDE:DIR, mnist:DIR, shapes[:SEED], textures[:SEED], or a folder with a folder of pictures"
                            + " for every class");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "digits:1",
                    "shapes:x",
                    "textures:",
                    "mnist",
                    "mnist:",
                    "cifar10",
                    "cifar100",
                    "folder",
                    "folder:x",
                    "folder:0:x"
                })
        void areAnsweredWithHowTheyAreWritten(String text) {
            assertThatThrownBy(() -> PictureSources.read(text))
                    .isInstanceOf(SignalFileException.class)
                    .hasMessageContaining("is written ");
        }
    }

    @Nested
    class Shipped {

        @Test
        void fashionHas600And200OfEveryClass() {
            PictureSet set = PictureSources.read("fashion");
            assertThat(set.train().counts()).hasSize(10).containsOnly(600);
            assertThat(set.test().counts()).hasSize(10).containsOnly(200);
            assertThat(set.train().toString()).isEqualTo("6000 pictures of 28x28, gray, 10 classes");
            assertThat(set.train().classes().get(9)).isEqualTo("ankle boot");
        }

        @Test
        void digitsAreThoseOfTheRepository() {
            PictureSet set = PictureSources.read("digits");
            assertThat(set.train().size()).isEqualTo(1200);
            assertThat(set.test().size()).isEqualTo(597);
            assertThat(set.train().labels()).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0);
            // The first line: 0, 0, 5, 13, 9, 1, 0, 0 of 16.
            assertThat(set.train().pixels()).startsWith(0, 0, 80, (byte) 207, (byte) 143, 16, 0, 0);
        }

        @Test
        void haveTheirLicencesBesideThem() {
            assertThat(new String(ShippedFile.bytes("fashion-LICENSE.txt"), StandardCharsets.UTF_8))
                    .contains("MIT", "2017 Zalando SE", "WITHOUT WARRANTY OF ANY KIND");
            assertThat(new String(ShippedFile.bytes("digits-LICENSE.txt"), StandardCharsets.UTF_8))
                    .contains("Scikit-Learn Developers", "Alpaydin", "Redistribution and use");
        }

        @Test
        void areRefusedWhenTheirBytesAreOthers() {
            assertThatThrownBy(() -> ShippedFile.requireUnchanged("digits.csv.gz", new byte[3]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(ShippedFile.sha256("digits.csv.gz"));
        }
    }

    @Nested
    class Computed {

        @Test
        void areTheSameOnEveryMachine() {
            assertThat(set("textures").train().sha256()).isEqualTo(TEXTURES);
            assertThat(set("shapes").train().sha256()).isEqualTo(SHAPES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"textures", "shapes"})
        void haveAsManyOfEveryClassAndOthersForAnotherSeed(String name) {
            PictureSet set = set(name);
            assertThat(set.train().counts()).hasSize(8).containsOnly(250);
            assertThat(set.test().counts()).hasSize(8).containsOnly(100);
            assertThat(PictureSources.read(name + ":7").train()).isNotEqualTo(set.train());
        }

        /** A picture's mean level says little of its class: what a rule by the mean alone would get right. */
        @ParameterizedTest
        @ValueSource(strings = {"textures", "shapes"})
        void areNotToldApartByTheirBrightness(String name) {
            LabelledPictures pictures = set(name).test();
            double[] means = new double[8];
            double all = 0;
            double squares = 0;
            for (int i = 0; i < pictures.size(); i++) {
                double mean = 0;
                for (int k = 0; k < pictures.pixelsPerPicture(); k++) {
                    mean += (pictures.pixels()[i * pictures.pixelsPerPicture() + k] & 0xFF)
                            / (double) pictures.pixelsPerPicture();
                }
                means[pictures.labels()[i]] += mean / 100;
                all += mean / 800;
                squares += mean * mean / 800;
            }
            double deviation = Math.sqrt(squares - all * all);
            for (double mean : means) {
                assertThat(Math.abs(mean - all)).isLessThan(deviation / 3);
            }
        }
    }

    @Nested
    class Idx {

        private void write(String name, byte[] bytes) throws IOException {
            Files.write(folder.resolve(name), bytes);
        }

        private void writeSet(byte[] trainLabels, byte[] testLabels) throws IOException {
            write("train-images-idx3-ubyte", pictures(2, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 255}));
            write("train-labels-idx1-ubyte", trainLabels);
            write("t10k-images-idx3-ubyte.gz", deflated(pictures(1, 2, new byte[] {9, 9, 9, 9})));
            write("t10k-labels-idx1-ubyte.gz", deflated(testLabels));
        }

        @Test
        void plainAndDeflatedFilesAreRead() throws IOException {
            writeSet(labels(0, 2), labels(1));
            PictureSet set = PictureSources.read("mnist:" + folder);
            assertThat(set.train())
                    .isEqualTo(new LabelledPictures(
                            1, 2, 2, List.of("0", "1", "2"), new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 255}, new int[] {
                                0, 2
                            }));
            assertThat(set.test().labels()).containsExactly(1);
            assertThat(PictureSources.read("fashion:" + folder).train().classes())
                    .isEqualTo(Fashion.CLASSES);
        }

        @Test
        void aCountThatIsNotTheOtherFilesIsRefused() throws IOException {
            writeSet(labels(0, 2, 1), labels(1));
            assertRefused(
                    "mnist:" + folder,
                    "cannot read labels '" + folder.resolve("train-labels-idx1-ubyte")
                            + "': there are 3 labels for 2 pictures");
        }

        @Test
        void aLabelOutOfRangeIsRefused() throws IOException {
            writeSet(labels(0, 2), labels(3));
            assertRefused(
                    "mnist:" + folder,
                    "cannot read labels '" + folder.resolve("t10k-labels-idx1-ubyte.gz")
                            + "': picture 0 has the label 3, and there are 3 classes");
            writeSet(labels(0, 10), labels(1));
            assertThatThrownBy(() -> PictureSources.read("fashion:" + folder))
                    .hasMessageEndingWith("picture 1 has the label 10, and there are 10 classes");
        }

        @Test
        void whatIsMissingIsNamed() throws IOException {
            writeSet(labels(0, 2), labels(1));
            Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
            assertThatThrownBy(() -> PictureSources.read("mnist:" + folder))
                    .isInstanceOf(SignalFileException.class)
                    .hasMessageContaining("there is no t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz");
        }

        private void read(byte[] file) {
            SignalReading.bytes("pictures", "x", file, IdxFile::pictures);
        }

        private void assertFileRefused(byte[] file, String reason) {
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(SignalFileException.class)
                    .hasMessage("cannot read pictures 'x': " + reason);
        }

        @Test
        void aFileOfSomethingElseIsRefused() throws IOException {
            assertFileRefused(
                    labels(1, 2, 3, 4, 5, 6, 7, 8, 9),
                    "it is no IDX file of pictures: it begins with 00000801, not 00000803");
            assertFileRefused(idx(0x803, 0, 2, 2), "its header says that nothing follows");
            assertFileRefused(idx(0x803, -1, 2, 2), "its header says that nothing follows");
            assertFileRefused(idx(0x803, 1, 0, 2), "its header says that a side has 0 pixels");
            assertFileRefused(idx(0x803, 1, 2, 1 << 30), "its header says that a side has 1073741824 pixels");
            assertFileRefused(idx(0x803, Integer.MAX_VALUE, 4096, 4096), "the file is cut off");
            assertFileRefused(pictures(1, 2, new byte[5]), "it is longer than its header says");
            assertFileRefused(deflated(pictures(2, 2, new byte[7])), "the file is cut off");
        }

        @Test
        void damageIsRefusedInOneLine() throws IOException {
            Consumer<byte[]> reader = this::read;
            byte[] plain = pictures(3, 4, new byte[48]);
            Damage.everyCutIsRefused(plain, reader);
            Damage.noMutationSurprises(plain, reader);
            byte[] packed = deflated(plain);
            Damage.everyCutIsRefused(packed, reader);
            Damage.noMutationSurprises(packed, reader);
        }
    }

    @Nested
    class Cifar {

        private static final int LEVELS = 3072;

        private byte[] records(int labelBytes, int... labels) {
            byte[] file = new byte[labels.length * (labelBytes + LEVELS)];
            for (int i = 0; i < labels.length; i++) {
                int from = i * (labelBytes + LEVELS);
                file[from + labelBytes - 1] = (byte) labels[i];
                for (int k = 0; k < LEVELS; k++) {
                    file[from + labelBytes + k] = (byte) (i + k / 1024);
                }
            }
            return file;
        }

        private void writeTen() throws IOException {
            for (int batch = 1; batch <= 5; batch++) {
                Files.write(folder.resolve("data_batch_" + batch + ".bin"), records(1, batch, 9));
            }
            Files.write(folder.resolve("test_batch.bin"), records(1, 0));
        }

        @Test
        void tenClassesAreReadPlaneByPlane() throws IOException {
            writeTen();
            PictureSet set = PictureSources.read("cifar10:" + folder);
            assertThat(set.train().labels()).containsExactly(1, 9, 2, 9, 3, 9, 4, 9, 5, 9);
            assertThat(set.train().toString()).isEqualTo("10 pictures of 32x32, RGB, 10 classes");
            float[] values = set.train().image(1).values();
            assertThat(values).startsWith(1 / 255f, 2 / 255f, 3 / 255f, 1 / 255f);
        }

        @Test
        void aHundredClassesGoByTheFineLabel() throws IOException {
            Files.write(folder.resolve("train.bin"), records(2, 99, 0));
            Files.write(folder.resolve("test.bin"), records(2, 5));
            PictureSet set = PictureSources.read("cifar100:" + folder);
            assertThat(set.train().labels()).containsExactly(99, 0);
            assertThat(set.train().classes()).hasSize(100);
        }

        @Test
        void classesHaveTheNamesOfTheFileBesideThem() throws IOException {
            writeTen();
            Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
            assertThat(PictureSources.read("cifar10:" + folder).train().classes())
                    .startsWith("a", "b");
            Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\n");
            assertRefused(
                    "cifar10:" + folder,
                    "cannot read pictures '" + folder + "': its file batches.meta.txt names 2 classes, not 10");
        }

        @Test
        void otherFilesAreRefused() throws IOException {
            writeTen();
            Path batch = folder.resolve("data_batch_3.bin");
            Files.write(batch, records(1, 10));
            assertRefused(
                    "cifar10:" + folder,
                    "cannot read pictures '" + batch + "': picture 0 has the label 10, and there are 10 classes");
            Files.write(batch, new byte[3072]);
            assertRefused(
                    "cifar10:" + folder,
                    "cannot read pictures '" + batch
                            + "': it is cut off or no CIFAR binary file: its 3072 bytes are no records of 3073");
            Files.delete(batch);
            assertRefused(
                    "cifar10:" + folder,
                    "cannot read pictures '" + folder
                            + "': there is no data_batch_3.bin in it; it wants CIFAR's binary files");
        }
    }

    @Nested
    class Folders {

        private void write(String file, int width, int height, int channels, float value) throws IOException {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            float[] values = new float[width * height * channels];
            Arrays.fill(values, value);
            ImageIO.write(new Image(width, height, channels, values).toBufferedImage(), "png", path.toFile());
        }

        @Test
        void aFolderForEveryClassIsSplitByName() throws IOException {
            for (int i = 0; i < 5; i++) {
                write("cat/" + i + ".png", 2, 2, 1, i / 5f);
                write("dog/" + i + ".png", 2, 2, 1, 1);
            }
            Files.writeString(folder.resolve("cat/notes.txt"), "no picture");
            PictureSet set = PictureSources.read(folder.toString());
            assertThat(set.train().classes()).containsExactly("cat", "dog");
            assertThat(set.train().labels()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
            assertThat(set.test().labels()).containsExactly(0, 1);
            assertThat(set.test().pixels()).startsWith((byte) 204);
            assertThat(set.notes()).hasSize(1);
        }

        @Test
        void trainAndTestAreTakenWhereTheyAre() throws IOException {
            write("train/a/1.png", 2, 2, 1, 0);
            write("train/b/1.png", 2, 2, 3, 1);
            write("test/a/1.png", 2, 2, 1, 1);
            write("test/b/1.png", 2, 2, 1, 0);
            PictureSet set = PictureSources.read(folder.toString());
            assertThat(set.train().toString()).isEqualTo("2 pictures of 2x2, RGB, 2 classes");
            assertThat(set.test().labels()).containsExactly(0, 1);
            assertThat(set.notes()).isEmpty();
        }

        @Test
        void differentSizesWantASide() throws IOException {
            write("train/a/1.png", 2, 2, 1, 0);
            write("train/b/1.png", 3, 2, 1, 1);
            write("test/a/1.png", 2, 2, 1, 1);
            write("test/b/1.png", 2, 2, 1, 0);
            assertRefused(
                    folder.toString(),
                    "cannot read pictures '" + folder
                            + "': its pictures differ in size: '1.png' has 3x2, not 2x2; folder:SIDE:DIR brings all to one");
            assertThat(PictureSources.read("folder:4:" + folder).train().height())
                    .isEqualTo(4);
        }

        @Test
        void whatIsNoSuchFolderIsRefused() throws IOException {
            assertRefused(
                    folder.toString(),
                    "cannot read pictures '" + folder
                            + "': it wants a folder of pictures for each of two classes or more, and has 0 folders in it");
            write("a/1.png", 2, 2, 1, 0);
            Files.createDirectories(folder.resolve("b"));
            assertRefused(
                    folder.toString(), "cannot read pictures '" + folder + "': there is no picture of the class 'b'");
            write("b/1.png", 2, 2, 1, 0);
            assertRefused(
                    folder.toString(),
                    "cannot read pictures '" + folder + "': no class has five pictures, and every fifth is tested on");
            Files.write(folder.resolve("a/1.png"), new byte[20]);
            assertThatThrownBy(() -> PictureSources.read(folder.toString()))
                    .isInstanceOf(SignalFileException.class)
                    .hasMessageNotContaining("\n");
        }
    }

    @Nested
    class DigitsFiles {

        private void read(String text) {
            SignalReading.bytes(
                    "pictures", "x", text.getBytes(StandardCharsets.UTF_8), (ByteSource in) -> Digits.decode(in));
        }

        @Test
        void withOtherNumbersAreRefused() {
            String sound = "16,".repeat(64) + "9\n";
            read(sound + sound);
            assertThatThrownBy(() -> read(sound + "1,2,3\n"))
                    .hasMessage("cannot read pictures 'x': line 2 has 3 numbers, not 65");
            assertThatThrownBy(() -> read("17," + sound.substring(3)))
                    .hasMessage("cannot read pictures 'x': line 1 has '17' where a whole number from 0 to 16 stands");
            assertThatThrownBy(() -> read("0,".repeat(64) + "10\n"))
                    .hasMessage("cannot read pictures 'x': line 1 has '10' where a whole number from 0 to 9 stands");
        }
    }

    /** The tool that made what ships, on a set of a few pictures. */
    @Test
    void theShippedPartIsTheFirstOfEveryClass() {
        LabelledPictures all =
                new LabelledPictures(1, 1, 1, List.of("a", "b"), new byte[] {1, 2, 3, 4, 5}, new int[] {0, 0, 1, 0, 1});
        assertThat(FashionSubset.first(all, 1).pixels()).containsExactly(1, 3);
        assertThat(FashionSubset.first(all, 2).pixels()).containsExactly(1, 2, 3, 5);
    }
}
