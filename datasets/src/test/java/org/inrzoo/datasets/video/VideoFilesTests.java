package org.inrzoo.datasets.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.inrzoo.datasets.Resize;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.file.Damage;
import org.inrzoo.datasets.file.SignalReading;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.Codec;
import org.jcodec.common.Format;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rational;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFilesTests {

    @TempDir
    Path folder;

    /** A gray video whose values are levels of 8 bits, all different in place and time. */
    private static Video ramp(int frames, double rate) {
        float[] values = new float[frames * 3 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 37 % 256) / 255f;
        }
        return new Video(frames, 3, 4, 1, rate, values);
    }

    @Test
    void whatIsNoVideoIsRefused() {
        assertThatThrownBy(() -> VideoFiles.decode(new byte[20], "x"))
                .isInstanceOf(SignalFileException.class)
                .hasMessage(
                        "cannot read video 'x': it is damaged or no video that is read here (MP4, animated GIF, a folder of"
                                + " pictures); make it one first, such as by 'ffmpeg -i FILE video.mp4'");
        assertThatThrownBy(() -> VideoFiles.read(folder))
                .hasMessage("cannot read video '" + folder + "': there is no picture in the folder");
    }

    @Nested
    class Folders {

        @Test
        void comeBackAsTheyWereWritten() {
            Path file = folder.resolve("frames");
            VideoFiles.write(file, ramp(12, 23.976));
            assertThat(VideoFiles.read(file)).isEqualTo(new VideoFiles.Loaded(ramp(12, 23.976), List.of()));
            assertThatThrownBy(() -> VideoFiles.write(file, ramp(1, 1)))
                    .hasMessage("cannot write '" + file + "': it exists already");
        }

        @Test
        void numbersInNamesCountByValue() throws IOException {
            Video video = ramp(11, 25);
            Path file = folder.resolve("frames");
            VideoFiles.write(file, video);
            for (int t = 0; t < 11; t++) {
                Files.move(file.resolve(String.format("frame-%04d.png", t)), file.resolve("f" + t + ".png"));
            }
            Files.delete(file.resolve("rate.txt"));
            VideoFiles.Loaded loaded = VideoFiles.read(file);
            assertThat(loaded.video()).isEqualTo(video);
            assertThat(loaded.notes())
                    .containsExactly(
                            "nothing says how many frames are shown in a second (a file rate.txt would): taken for 25");
        }

        @Test
        void aPartIsReadAtTheSizeAskedFor() {
            Path file = folder.resolve("frames");
            VideoFiles.write(file, ramp(10, 10));
            Video part = VideoFiles.read(file, new Clip(0.3, 0.2, 2)).video();
            assertThat(part).hasToString("Video[2 frames of 2x2, gray, 10 a second]");
            assertThat(part.frame(0)).isEqualTo(ramp(10, 10).frame(3).resizeLonger(2, Resize.AREA));
            assertThatThrownBy(() -> VideoFiles.read(file, new Clip(1, 1, 0)))
                    .hasMessage("cannot read video '" + file
                            + "': it has 1.000 s, so no frame begins in the part from 1.000 s on");
        }

        @Test
        void picturesOfAnotherSizeAreRefused() throws IOException {
            Path file = folder.resolve("frames");
            VideoFiles.write(file, ramp(2, 10));
            VideoFiles.write(folder.resolve("other"), new Video(1, 5, 5, 1, 10, new float[25]));
            Files.move(folder.resolve("other/frame-0000.png"), file.resolve("frame-0002.png"));
            assertThatThrownBy(() -> VideoFiles.read(file))
                    .hasMessage("cannot read video '" + file
                            + "': its pictures differ in size: 'frame-0002.png' has 5x5, not 4x3");
            Files.writeString(file.resolve("rate.txt"), "fast");
            assertThatThrownBy(() -> VideoFiles.read(file))
                    .hasMessageEndingWith("its file rate.txt has no number of frames a second in it, such as 24");
        }
    }

    @Nested
    class Gif {

        private byte[] written(Video video) throws IOException {
            Path file = folder.resolve("a.gif");
            VideoFiles.write(file, video);
            return Files.readAllBytes(file);
        }

        @Test
        void graysComeBackAsTheyWereWritten() throws IOException {
            assertThat(VideoFiles.decode(written(ramp(7, 20)), "x"))
                    .isEqualTo(new VideoFiles.Loaded(ramp(7, 20), List.of()));
        }

        @Test
        void fewColoursComeBackAlmostAsTheyWere() throws IOException {
            Video scene = Videos.scene(1, 4, 48, 20);
            Video back = VideoFiles.decode(written(scene), "x").video();
            assertThat(back.channels()).isEqualTo(3);
            double squares = 0;
            for (int i = 0; i < scene.values().length; i++) {
                squares += Math.pow(scene.values()[i] - back.values()[i], 2);
            }
            double decibels = -10 * Math.log10(squares / scene.values().length);
            assertThat(decibels).as("PSNR of 256 colours, dB").isGreaterThan(30);
        }

        @Test
        void theRateIsKeptOverTime() throws IOException {
            Video video = VideoFiles.decode(written(ramp(25, 24)), "x").video();
            assertThat(video.rate()).isBetween(23.9, 24.1);
            assertThat(VideoFiles.decode(written(ramp(25, 24)), "x").notes())
                    .containsExactly("its pictures are shown for unequal times: taken for their mean");
        }

        /** Two pictures in a screen of 2 x 1: all of it, black and white; then a white pixel at the left. */
        private static byte[] file(int disposal, int hundredths) {
            String control =
                    "21f904" + String.format("%02x", disposal << 2) + String.format("%02x00", hundredths) + "0000";
            return HexFormat.of()
                    .parseHex("474946383961" + "02000100" + "800000" + "000000ffffff"
                            + control + "2c00000000020001000002" + "02" + "440a" + "00"
                            + control + "2c00000000010001000002" + "02" + "4c01" + "00"
                            + control + "2c01000000010001000002" + "02" + "4401" + "00" + "3b");
        }

        @Test
        void picturesLieUponWhatIsLeftOfThoseBefore() {
            assertThat(VideoFiles.decode(file(1, 20), "x").video())
                    .isEqualTo(new Video(3, 1, 2, 1, 5, new float[] {0, 1, 1, 1, 1, 0}));
            // To the background: white pages show through.
            assertThat(VideoFiles.decode(file(2, 20), "x").video().values()).containsExactly(0, 1, 1, 1, 1, 0);
            // To what was before each of them, which is nothing.
            assertThat(VideoFiles.decode(file(3, 0), "x").video())
                    .isEqualTo(new Video(3, 1, 2, 1, 10, new float[] {0, 1, 1, 1, 1, 0}));
        }

        @Test
        void damageIsRefused() throws IOException {
            for (byte[] file : new byte[][] {file(1, 20), written(ramp(3, 10))}) {
                Damage.everyCutIsRefused(file, bytes -> VideoFiles.decode(bytes, "x"));
                Damage.noMutationSurprises(file, bytes -> VideoFiles.decode(bytes, "x"));
            }
        }
    }

    @Nested
    class Mp4Files {

        /** Three frames of 16 x 16 that get brighter, five a second, in H.264. */
        static byte[] file() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            ByteBufferSeekableByteChannel channel = ByteBufferSeekableByteChannel.writeToByteBuffer(buffer);
            SequenceEncoder encoder = new SequenceEncoder(channel, Rational.R(5, 1), Format.MOV, Codec.H264, null);
            for (int t = 0; t < 3; t++) {
                Picture picture = Picture.create(16, 16, ColorSpace.RGB);
                Arrays.fill(picture.getPlaneData(0), (byte) (60 * (t + 1) - 128));
                encoder.encodeNativeFrame(picture);
            }
            encoder.finish();
            return Arrays.copyOf(buffer.array(), (int) channel.size());
        }

        @Test
        void framesAndRateAreRead() throws IOException {
            VideoFiles.Loaded loaded = VideoFiles.decode(file(), "x");
            assertThat(loaded.video()).hasToString("Video[3 frames of 16x16, RGB, 5 a second]");
            for (int t = 0; t < 3; t++) {
                // JCodec's encoder takes 0 to 255 for 16 to 235.
                float level = (60 * (t + 1) - 16) * 255 / 219f;
                for (float value : loaded.video().frame(t).values()) {
                    assertThat(value * 255).as("frame %d", t).isBetween(level - 12, level + 12);
                }
            }
        }

        @Test
        void aPartIsReadAtTheSizeAskedFor() throws IOException {
            Files.write(folder.resolve("a.mp4"), file());
            Video part = VideoFiles.read(folder.resolve("a.mp4"), new Clip(0.2, 0.2, 8))
                    .video();
            assertThat(part).hasToString("Video[1 frames of 8x8, RGB, 5 a second]");
            assertThat(part.values()[0] * 255).isBetween(112f, 128f);
        }

        @Tag("slow")
        @Test
        void damageIsRefused() throws IOException {
            byte[] file = file();
            Damage.everyCutIsRefused(file, bytes -> VideoFiles.decode(bytes, "x"));
            Damage.noMutationSurprises(file, bytes -> {
                try {
                    SignalReading.bytes("video", "x", bytes, in -> Mp4.read(in.take(in.remaining()), Clip.ALL, 2));
                } finally {
                    stopDecoders();
                }
            });
        }

        /** Decoders that would go on for ever; what later Java cannot stop goes on until the tests end. */
        @SuppressWarnings({"deprecation", "removal"})
        private static void stopDecoders() {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals(Mp4.THREAD)) {
                    try {
                        thread.stop();
                    } catch (UnsupportedOperationException e) {
                        return;
                    }
                }
            }
        }
    }
}
