package org.inrzoo.datasets.sound;

import java.util.List;
import org.inrzoo.datasets.RandomNumbers;

/**
 * Sounds by name, computed and nobody's: {@code phrase} and {@code phrase:7}, a melody from seed 0 and 7; {@code chirp}, a
 * tone that rises evenly. Both have 4 seconds at 44,100 Hz.
 */
public final class Sounds {

    private static final int RATE = 44_100;
    private static final double SECONDS = 4;

    /** Semitones above the key note. */
    private static final int[] PENTATONIC = {0, 2, 4, 7, 9, 12, 14, 16};

    private static final double KEY_NOTE = 220;
    private static final int HARMONICS = 16;
    private static final double NOTE_SECONDS = 0.25;

    /** A note sounds on while the next ones begin, seconds. */
    private static final double RING = 0.6;

    private static final double ATTACK = 0.012;
    private static final double DECAY = 4;
    private static final double LOUDEST = 0.9;

    private Sounds() {}

    /** The names. */
    public static List<String> names() {
        return List.of("phrase", "chirp");
    }

    /**
     * A sound by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Sound named(String name) {
        if (name.equals("chirp")) {
            return chirp(50, 8000, SECONDS, RATE);
        }
        if (name.matches("phrase(:[0-9]{1,18})?")) {
            return phrase(name.equals("phrase") ? 0 : Long.parseLong(name.substring(7)), SECONDS, RATE);
        }
        throw new IllegalArgumentException(
                "there is no sound named '" + name + "'; there are: phrase, phrase:SEED such as phrase:7, chirp");
    }

    /**
     * A melody: every quarter of a second a note of the pentatonic scale from 220 Hz on, with up to 16 harmonics that fade the
     * faster the higher they are, a soft attack and a vibrato; every fourth note has a lower one below it.
     *
     * @param seed    draws the notes
     * @param seconds how long it is, positive
     * @param rate    frames a second, hertz; harmonics above half of it are left out
     */
    public static Sound phrase(long seed, double seconds, int rate) {
        RandomNumbers random = new RandomNumbers(seed);
        double[] sum = new double[frames(seconds, rate)];
        int notes = (int) Math.ceil(seconds / NOTE_SECONDS);
        int step = random.below(PENTATONIC.length);
        for (int note = 0; note < notes; note++) {
            step = Math.floorMod(step + random.below(5) - 2, PENTATONIC.length);
            double loudness = random.uniform(0.5, 1);
            add(sum, rate, note * NOTE_SECONDS, pitch(PENTATONIC[step]), loudness);
            if (note % 4 == 0) {
                add(sum, rate, note * NOTE_SECONDS, pitch(PENTATONIC[step] - 24), loudness);
            }
        }
        return loudest(sum, rate);
    }

    private static double pitch(int semitones) {
        return KEY_NOTE * StrictMath.pow(2, semitones / 12.0);
    }

    private static void add(double[] sum, int rate, double start, double pitch, double loudness) {
        int first = (int) (start * rate);
        int last = (int) Math.min(sum.length, first + RING * rate);
        for (int harmonic = 1; harmonic <= HARMONICS && 1.01 * harmonic * pitch < rate / 2.0; harmonic++) {
            for (int i = first; i < last; i++) {
                double t = (double) (i - first) / rate;
                double vibrato = 0.002 * StrictMath.sin(2 * StrictMath.PI * 5.5 * t);
                double fade = StrictMath.exp(-DECAY * (1 + 0.35 * harmonic) * t) * Math.min(1, (RING - t) / 0.05);
                double envelope = Math.min(1, t / ATTACK) * fade / harmonic;
                sum[i] +=
                        loudness * envelope * StrictMath.sin(2 * StrictMath.PI * harmonic * pitch * (t + vibrato / 35));
            }
        }
    }

    /**
     * A tone whose frequency rises evenly: the sine of 2π (from t + (to - from) t² / (2 seconds)).
     *
     * @param from    frequency at the start, hertz
     * @param to      frequency at the end, hertz
     * @param seconds how long it is, positive
     * @param rate    frames a second, hertz
     */
    public static Sound chirp(double from, double to, double seconds, int rate) {
        double[] sum = new double[frames(seconds, rate)];
        for (int i = 0; i < sum.length; i++) {
            double t = (double) i / rate;
            double turns = from * t + (to - from) * t * t / (2 * seconds);
            sum[i] = StrictMath.sin(2 * StrictMath.PI * (turns - StrictMath.floor(turns)));
        }
        return loudest(sum, rate);
    }

    private static int frames(double seconds, int rate) {
        long frames = Math.round(seconds * rate);
        if (!(seconds > 0) || rate < 1 || frames < 1 || frames > 1 << 28) {
            throw new IllegalArgumentException("no sound has " + seconds + " s at " + rate + " Hz");
        }
        return (int) frames;
    }

    private static Sound loudest(double[] sum, int rate) {
        double most = 0;
        for (double value : sum) {
            most = Math.max(most, Math.abs(value));
        }
        float[] samples = new float[sum.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = most == 0 ? 0 : (float) (LOUDEST * sum[i] / most);
        }
        return new Sound(rate, 1, samples);
    }
}
