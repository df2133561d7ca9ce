package org.inrzoo.datasets.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.file.Damage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SoundFilesTests {

    private static final int PCM = 1;
    private static final int FLOAT = 3;

    @TempDir
    Path folder;

    /** A WAV file of the given samples, as hexadecimal bytes, at 8000 Hz. */
    private static byte[] wav(int code, int channels, int bits, String samples) {
        byte[] data = HexFormat.of().parseHex(samples.replace(" ", ""));
        return ByteBuffer.allocate(44 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + data.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) code)
                .putShort((short) channels)
                .putInt(8000)
                .putInt(8000 * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }

    /** The same with the header that says where the channels are heard. */
    private static byte[] extensible(int bits, int code, String samples) {
        byte[] plain = wav(PCM, 1, bits, samples);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 16);
        out.writeBytes(HexFormat.of().parseHex("28000000" + "feff"));
        out.write(plain, 22, 14);
        out.writeBytes(HexFormat.of().parseHex("1600" + String.format("%02x00", bits) + "04000000"));
        out.writeBytes(HexFormat.of().parseHex(String.format("%02x000000", code) + "00001000800000aa00389b71"));
        out.write(plain, 36, plain.length - 36);
        byte[] file = out.toByteArray();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
        return file;
    }

    @ParameterizedTest(name = "{0}: {1} bits")
    @CsvSource({
        "1,  8, 00 40 80 c0,                         -1 -0.5 0 0.5",
        "1, 16, 0080 00c0 0000 0040,                 -1 -0.5 0 0.5",
        "1, 24, 000080 0000c0 000000 000040,         -1 -0.5 0 0.5",
        "1, 32, 00000080 000000c0 00000000 00000040, -1 -0.5 0 0.5",
        "3, 32, 000080bf 000000bf 00000000 0000003f, -1 -0.5 0 0.5",
        "3, 64, 000000000000f0bf 000000000000e03f,   -1 0.5",
    })
    void samplesOfEveryKind(int code, int bits, String samples, String expected) {
        float[] values = floats(expected);
        assertThat(SoundFiles.decode(wav(code, 1, bits, samples), "x").sound()).isEqualTo(new Sound(8000, 1, values));
        assertThat(SoundFiles.decode(extensible(bits, code, samples), "x").sound())
                .isEqualTo(new Sound(8000, 1, values));
    }

    @Test
    void logarithmicSamplesAreTurnedIntoEvenOnes() {
        int muLaw = 7;
        float[] samples =
                SoundFiles.decode(wav(muLaw, 1, 8, "ff 00 80"), "x").sound().samples();
        assertThat(samples).containsExactly(0, -32124 / 32768f, 32124 / 32768f);
    }

    private static float[] floats(String text) {
        String[] words = text.split(" ");
        float[] values = new float[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words[i]);
        }
        return values;
    }

    @Test
    void channelsLieSideBySide() {
        Sound sound = SoundFiles.decode(wav(PCM, 2, 8, "00c0 8040"), "x").sound();
        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.frames()).isEqualTo(2);
        assertThat(sound.samples()).containsExactly(-1, 0.5f, 0, -0.5f);
    }

    @Test
    void samplesBeyondFullScaleAreCutOffAndSaid() {
        SoundFiles.Loaded loaded = SoundFiles.decode(wav(FLOAT, 1, 32, "00000040 0000003f"), "x");
        assertThat(loaded.sound().samples()).containsExactly(1, 0.5f);
        assertThat(loaded.notes()).containsExactly("samples beyond full scale were cut off");
        assertThatThrownBy(() -> SoundFiles.decode(wav(FLOAT, 1, 32, "0000c07f"), "x"))
                .isInstanceOf(SignalFileException.class)
                .hasMessage("cannot read sound 'x': sample 0 is not a number");
    }

    @ParameterizedTest
    @EnumSource(SampleFormat.class)
    void comesBackAsItWasWritten(SampleFormat format) {
        Sound phrase = Sounds.phrase(1, 0.2, 8000);
        Path file = folder.resolve("phrase.wav");
        SoundFiles.write(file, phrase, format);
        Sound back = SoundFiles.read(file).sound();
        double rounding = format == SampleFormat.FLOAT_32 ? 0 : Math.scalb(0.5, 1 - format.bits());
        assertThat(back.rate()).isEqualTo(8000);
        assertThat(back.frames()).isEqualTo(phrase.frames());
        for (int i = 0; i < back.frames(); i++) {
            assertThat((double) back.samples()[i] - phrase.samples()[i])
                    .as("sample %d", i)
                    .isCloseTo(0, within(rounding));
        }
        SoundFiles.write(file, back, format);
        assertThat(SoundFiles.read(file).sound()).isEqualTo(back);
    }

    @Test
    void oddFilesAreFilledUpAndTheLoudestStaysInRange() throws IOException {
        Path file = folder.resolve("odd.wav");
        SoundFiles.write(file, new Sound(8000, 1, new float[] {1}), SampleFormat.PCM_24);
        assertThat(Files.size(file)).isEqualTo(48);
        assertThat(SoundFiles.read(file).sound().samples()).containsExactly(1 - 0x1p-23f);
    }

    @Test
    void aiffIsReadAsWell() throws IOException {
        byte[] samples = HexFormat.of().parseHex("8000c00000004000");
        AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(samples), new AudioFormat(8000, 16, 1, true, true), 4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioSystem.write(in, AudioFileFormat.Type.AIFF, out);
        assertThat(SoundFiles.decode(out.toByteArray(), "x").sound())
                .isEqualTo(new Sound(8000, 1, new float[] {-1, -0.5f, 0, 0.5f}));
        Damage.everyCutIsRefused(out.toByteArray(), bytes -> SoundFiles.decode(bytes, "x"));
        Damage.noMutationSurprises(out.toByteArray(), bytes -> SoundFiles.decode(bytes, "x"));
    }

    @Test
    void aPartIsReadWithoutTheRest() throws IOException {
        Sound chirp = Sounds.chirp(100, 1000, 2, 8000);
        Path file = folder.resolve("chirp.wav");
        SoundFiles.write(file, chirp, SampleFormat.FLOAT_32);
        Sound part = SoundFiles.read(file, new Excerpt(0.5, 0.25)).sound();
        assertThat(part.samples()).isEqualTo(java.util.Arrays.copyOfRange(chirp.samples(), 4000, 6000));
        assertThat(SoundFiles.read(file, new Excerpt(1.75, 99)).sound().frames())
                .isEqualTo(2000);
        assertThatThrownBy(() -> SoundFiles.read(file, new Excerpt(2, 1)))
                .hasMessage("cannot read sound '" + file + "': it has 2.000 s, so nothing begins at 2.000");
    }

    @Test
    void filesThatAreNoneAreRefusedInOneLine() throws IOException {
        assertThatThrownBy(() -> SoundFiles.read(folder.resolve("none.wav")))
                .isInstanceOf(SignalFileException.class)
                .hasMessage("cannot read '" + folder.resolve("none.wav") + "': no such file");
        assertThatThrownBy(() -> SoundFiles.read(folder))
                .hasMessage("cannot read '" + folder + "': it is a folder, not a file");
        assertThatThrownBy(() -> SoundFiles.decode(new byte[0], "x"))
                .hasMessage("cannot read sound 'x': the file is empty");
        assertThatThrownBy(() -> SoundFiles.decode("fLaC and more".getBytes(StandardCharsets.US_ASCII), "x"))
                .hasMessageStartingWith("cannot read sound 'x': FLAC is not read here; make it a WAV file first");
        assertThatThrownBy(() -> SoundFiles.decode(new byte[] {-1, -5, 0x10, 0}, "x"))
                .hasMessageStartingWith("cannot read sound 'x': MP3 is not read here");
        assertThatThrownBy(() -> SoundFiles.decode(wav(PCM, 1, 16, ""), "x")).isInstanceOf(SignalFileException.class);
    }

    @Test
    void damageIsRefused() {
        for (byte[] file : new byte[][] {
            wav(PCM, 2, 16, "0080 00c0 0000 0040"),
            extensible(24, PCM, "000080 0000c0"),
            wav(FLOAT, 1, 64, "000000000000f0bf")
        }) {
            Damage.everyCutIsRefused(file, bytes -> SoundFiles.decode(bytes, "x"));
            Damage.noMutationSurprises(file, bytes -> SoundFiles.decode(bytes, "x"));
        }
    }
}
