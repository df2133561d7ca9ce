package org.inrzoo.signal;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.sound.Excerpt;
import org.inrzoo.datasets.sound.SampleFormat;
import org.inrzoo.datasets.sound.Sound;
import org.inrzoo.datasets.sound.SoundFiles;
import org.inrzoo.datasets.sound.Sounds;
import org.inrzoo.datasets.sound.Spectrogram;
import org.inrzoo.datasets.sound.Waveform;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;

/** Sounds: the time in seconds to the amplitude of every channel, from -1 to 1. */
public final class AudioKind implements SignalKind {

    private static final int PICTURE_WIDTH = 900;
    private static final int WAVE_HEIGHT = 160;
    private static final int WINDOW = 1024;
    private static final double SHOWN_DECIBELS = 80;

    /** How a sound is read. */
    public record AudioReading(
            @Option(value = "where the part begins, seconds", min = 0, max = 1e9)
            double from,

            @Option(value = "how long the part is at most, seconds; 0 for all", min = 0, max = 1e9)
            double seconds,

            @Option("the mean of the channels instead of all")
            boolean mono) {}

    @Override
    public String name() {
        return "audio";
    }

    @Override
    public String summary() {
        return "a sound: WAV, AIFF or AU";
    }

    @Override
    public List<String> examples() {
        return Sounds.names();
    }

    @Override
    public AudioReading reading() {
        return new AudioReading(0, 0, false);
    }

    @Override
    public Signal read(String source, Record reading) {
        AudioReading options = (AudioReading) reading;
        Excerpt part = new Excerpt(options.from, options.seconds == 0 ? Double.POSITIVE_INFINITY : options.seconds);
        if (isExample(source)) {
            return of(Origin.builtIn(name(), source), excerpt(named(source), part), options);
        }
        Path file = Path.of(source);
        SoundFiles.Loaded loaded = SoundFiles.read(file, part);
        return of(Origin.file(name(), file, loaded.notes()), loaded.sound(), options);
    }

    private static boolean isExample(String source) {
        String base = source.contains(":") ? source.substring(0, source.indexOf(':')) : source;
        return Sounds.names().contains(base);
    }

    private static Sound named(String source) {
        try {
            return Sounds.named(source);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }

    private static Sound excerpt(Sound sound, Excerpt part) {
        int first = (int) Math.min(sound.frames(), Math.round(part.from() * sound.rate()));
        int count = (int) Math.min(sound.frames() - first, Math.round(part.seconds() * sound.rate()));
        if (count < 1) {
            throw new OptionException("the sound has " + sound.seconds() + " s, and the part begins at " + part.from());
        }
        float[] samples = new float[count * sound.channels()];
        System.arraycopy(sound.samples(), first * sound.channels(), samples, 0, samples.length);
        return new Sound(sound.rate(), sound.channels(), samples);
    }

    private static Samples of(Origin origin, Sound read, AudioReading options) {
        Sound sound = options.mono ? read.mono() : read;
        return new Samples(
                origin,
                List.of(new Axis("time", "s", options.from, 1 / sound.rate(), sound.frames())),
                sound.channels(),
                sound.samples(),
                "amplitude",
                "",
                -1,
                1);
    }

    @Override
    public Measure measure() {
        return Measure.SNR;
    }

    @Override
    public double score(Samples signal, float[] shown) {
        return SampleScores.snr(signal, shown).value();
    }

    @Override
    public List<Score> scores(Samples signal, float[] shown) {
        return List.of(SampleScores.snr(signal, shown), SampleScores.psnr(signal, shown));
    }

    @Override
    public List<String> endings() {
        return List.of(".wav", ".png");
    }

    @Override
    public void show(Field field, int size, Path file, DoubleConsumer progress) {
        String ending = Shown.ending(file, endings());
        Shown shown = Shown.of(field, size, progress);
        double rate = 1 / Math.abs(shown.domain().axes().get(0).step());
        // A file has whole hertz, and 1 / (1 / 44100) is not.
        double whole = Math.abs(rate - Math.rint(rate)) < 1e-6 * rate ? Math.rint(rate) : rate;
        Sound sound = new Sound(whole, field.channels(), shown.clamped(-1, 1));
        if (ending.equals(".png")) {
            Pictures.writePng(file, picture(sound));
            return;
        }
        try {
            SoundFiles.write(file, sound, SampleFormat.PCM_16);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }

    /** The waveform above the spectrogram, high tones at the top. */
    private static BufferedImage picture(Sound sound) {
        Image wave = Waveform.picture(sound, PICTURE_WIDTH, WAVE_HEIGHT);
        int hop = Math.max(1, sound.frames() / PICTURE_WIDTH);
        Image tones = Spectrogram.of(sound, WINDOW, hop).picture(SHOWN_DECIBELS);
        return Stacked.above(wave, tones);
    }
}
