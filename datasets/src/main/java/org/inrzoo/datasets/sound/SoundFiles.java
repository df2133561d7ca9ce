package org.inrzoo.datasets.sound;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.Room;
import org.inrzoo.datasets.file.SignalReading;

/**
 * Reads WAV (PCM of 8 to 32 bits, real numbers of 32 and 64, A-law, µ-law), AIFF and AU files, whatever their names, and
 * writes WAV files.
 *
 * <p>Files are read by Java's own sound service: a library of that service on the class path adds its formats, such as FLAC
 * and MP3, which the project itself does not bring (those seen are under the LGPL and rest since 2017). Of a long file only the part asked for is kept, and a
 * file shorter than it says is refused.
 */
public final class SoundFiles {

    private static final String KIND = "sound";
    private static final int CHUNK_FRAMES = 1 << 12;
    private static final int MAX_CHANNELS = 256;

    /**
     * A sound and what a user should know about how it was read.
     *
     * @param sound the sound
     * @param notes short sentences, such as "samples beyond full scale were cut off"; often none
     */
    public record Loaded(Sound sound, List<String> notes) {
        /** Copies the notes. */
        public Loaded {
            notes = List.copyOf(notes);
        }
    }

    private SoundFiles() {}

    /**
     * All of a file.
     *
     * @throws org.inrzoo.datasets.SignalFileException as of {@link #read(Path, Excerpt)}
     */
    public static Loaded read(Path file) {
        return read(file, Excerpt.ALL);
    }

    /**
     * A part of a file.
     *
     * @throws org.inrzoo.datasets.SignalFileException if the file is missing, unreadable, empty, cut off, damaged, of another
     *     format, ends before the part begins, or the part does not fit in memory
     */
    public static Loaded read(Path file, Excerpt part) {
        return SignalReading.file(KIND, file, in -> decode(in, part));
    }

    /**
     * All of the bytes of a file.
     *
     * @param name what to call the sound in messages
     * @throws org.inrzoo.datasets.SignalFileException as of {@link #read(Path, Excerpt)}
     */
    public static Loaded decode(byte[] bytes, String name) {
        return SignalReading.bytes(KIND, name, bytes, in -> decode(in, Excerpt.ALL));
    }

    private static Loaded decode(ByteSource source, Excerpt part) throws IOException {
        String unread = unread(source);
        long size = source.remaining();
        try (AudioInputStream in = AudioSystem.getAudioInputStream(new BufferedInputStream(source.stream()))) {
            requireWhole(in, size);
            return decode(linear(in), part);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalArgumentException(unread, e);
        }
    }

    /** What to say of a file that no reader knows. */
    private static String unread(ByteSource source) throws IOException {
        byte[] start = source.peek(4);
        boolean mp3 = source.startsWith("ID3") || (start.length > 1 && start[0] == -1 && (start[1] & 0xE0) == 0xE0);
        for (String kind : List.of("fLaC", "OggS")) {
            if (source.startsWith(kind)) {
                return convert(kind.equals("fLaC") ? "FLAC" : "Ogg");
            }
        }
        return mp3
                ? convert("MP3")
                : "it is damaged or no sound that is read here (WAV, AIFF, AU); try saving it again as WAV of 16 bits";
    }

    private static String convert(String kind) {
        return kind
                + " is not read here; make it a WAV file first, such as by 'ffmpeg -i FILE sound.wav', or put a library"
                + " of Java's sound service for it on the class path";
    }

    /** Holds what the header says against the file's length. */
    private static void requireWhole(AudioInputStream in, long size) throws EOFException {
        AudioFormat format = in.getFormat();
        if (format.getChannels() < 1 || format.getChannels() > MAX_CHANNELS || !(format.getSampleRate() > 0)) {
            throw new IllegalArgumentException("its header says " + format.getChannels() + " channels at "
                    + format.getSampleRate() + " Hz, which is no sound");
        }
        boolean plain = format.getFrameSize() > 0 && in.getFrameLength() >= 0;
        if (plain && in.getFrameLength() > size / format.getFrameSize()) {
            throw new EOFException();
        }
    }

    /** The same in whole or real numbers, which samples of other encodings are turned into. */
    private static AudioInputStream linear(AudioInputStream in) {
        Encoding encoding = in.getFormat().getEncoding();
        boolean linear = List.of(Encoding.PCM_SIGNED, Encoding.PCM_UNSIGNED, Encoding.PCM_FLOAT)
                .contains(encoding);
        return linear ? in : AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, in);
    }

    private static Loaded decode(AudioInputStream in, Excerpt part) throws IOException {
        AudioFormat format = in.getFormat();
        SampleReader reader = SampleReader.of(format);
        int frameSize = format.getChannels() * reader.bytes();
        if (format.getFrameSize() != frameSize) {
            throw new IllegalArgumentException("its frames have " + format.getFrameSize() + " bytes, not " + frameSize);
        }
        long first = Math.round(part.from() * format.getSampleRate());
        long wanted = Math.max(1, Math.round(Math.min(part.seconds() * format.getSampleRate(), Long.MAX_VALUE)));
        long length = in.getFrameLength() < 0 ? Long.MAX_VALUE : in.getFrameLength();
        if (first >= length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "it has %.3f s, so nothing begins at %.3f",
                    length / format.getSampleRate(),
                    part.from()));
        }
        in.skipNBytes(Math.multiplyExact(first, frameSize));
        long frames = Math.min(wanted, length - first);
        return in.getFrameLength() < 0 ? untilTheEnd(in, format, reader, frames) : samples(in, format, reader, frames);
    }

    private static Loaded samples(AudioInputStream in, AudioFormat format, SampleReader reader, long frames)
            throws IOException {
        Room.require(Math.multiplyExact(frames, 4L * format.getChannels()), frames + " frames");
        float[] samples = new float[Math.toIntExact(frames * format.getChannels())];
        int perChunk = CHUNK_FRAMES * format.getChannels();
        for (int at = 0; at < samples.length; at += perChunk) {
            int count = Math.min(perChunk, samples.length - at);
            byte[] bytes = in.readNBytes(count * reader.bytes());
            if (bytes.length < count * reader.bytes()) {
                throw new EOFException();
            }
            reader.read(bytes, samples, at, count);
        }
        return loaded(format, samples);
    }

    /** For libraries that do not say how long the sound is. */
    private static Loaded untilTheEnd(AudioInputStream in, AudioFormat format, SampleReader reader, long most)
            throws IOException {
        long bytes = Math.min(Integer.MAX_VALUE - 8L, most * reader.bytes() * format.getChannels());
        byte[] all = in.readNBytes((int) bytes);
        float[] samples = new float[all.length / reader.bytes() / format.getChannels() * format.getChannels()];
        reader.read(all, samples, 0, samples.length);
        return loaded(format, samples);
    }

    private static Loaded loaded(AudioFormat format, float[] samples) {
        boolean cut = false;
        for (int i = 0; i < samples.length; i++) {
            if (Float.isNaN(samples[i])) {
                throw new IllegalArgumentException("sample " + i + " is not a number");
            }
            float sample = Math.max(-1, Math.min(1, samples[i]));
            cut |= sample != samples[i];
            samples[i] = sample;
        }
        if (samples.length == 0) {
            throw new IllegalArgumentException("it has no samples");
        }
        return new Loaded(
                new Sound(format.getSampleRate(), format.getChannels(), samples),
                cut ? List.of("samples beyond full scale were cut off") : List.of());
    }

    /**
     * Writes a WAV file, replacing an earlier one. Whole numbers are rounded to the nearest; -1 and 1 are the least and the
     * largest of them, as {@link #read} takes them.
     *
     * @throws IllegalArgumentException if a WAV file cannot hold it: its rate is no whole number of hertz, or it has more than
     *     4 GiB
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Sound sound, SampleFormat format) {
        int frameSize = sound.channels() * format.bits() / 8;
        long bytes = (long) sound.frames() * frameSize;
        if (sound.rate() != Math.rint(sound.rate()) || sound.rate() > Integer.MAX_VALUE || bytes > 0xFFFF_FF00L) {
            throw new IllegalArgumentException("a WAV file has whole hertz and less than 4 GiB, not " + sound);
        }
        AtomicFiles.write(file, out -> {
            out.write(header(sound, format, bytes, frameSize).array());
            ByteBuffer frame = ByteBuffer.allocate(frameSize).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < sound.samples().length; at += sound.channels()) {
                frame.clear();
                for (int channel = 0; channel < sound.channels(); channel++) {
                    put(frame, sound.samples()[at + channel], format);
                }
                out.write(frame.array());
            }
            if (bytes % 2 == 1) {
                out.write(0); // chunks begin at even places
            }
        });
    }

    private static ByteBuffer header(Sound sound, SampleFormat format, long bytes, int frameSize) {
        int rate = (int) sound.rate();
        return ByteBuffer.allocate(44)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt((int) (36 + bytes + bytes % 2))
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) (format == SampleFormat.FLOAT_32 ? 3 : 1))
                .putShort((short) sound.channels())
                .putInt(rate)
                .putInt(rate * frameSize)
                .putShort((short) frameSize)
                .putShort((short) format.bits())
                .put(ascii("data"))
                .putInt((int) bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void put(ByteBuffer out, float sample, SampleFormat format) {
        switch (format) {
            case PCM_16 -> out.putShort((short) SampleReader.level(sample, 16));
            case PCM_24 -> {
                int level = SampleReader.level(sample, 24);
                out.putShort((short) level).put((byte) (level >> 16));
            }
            case FLOAT_32 -> out.putFloat(sample);
        }
    }
}
