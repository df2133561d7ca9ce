package org.inrzoo.datasets.sound;

import java.util.Arrays;
import org.inrzoo.datasets.Image;

/** A sound as the curve of its samples. */
public final class Waveform {

    private static final float PAPER = 1;
    private static final float INK = 0.15f;
    private static final float ZERO = 0.8f;

    private Waveform() {}

    /**
     * A gray picture in which each column shows the range of the samples of its part of the time; the channels lie one below
     * the other, each from 1 at the top to -1.
     *
     * @param width  columns
     * @param height rows of one channel
     */
    public static Image picture(Sound sound, int width, int height) {
        float[] values = new float[width * height * sound.channels()];
        Arrays.fill(values, PAPER);
        for (int channel = 0; channel < sound.channels(); channel++) {
            int top = channel * height;
            Arrays.fill(values, (top + height / 2) * width, (top + height / 2 + 1) * width, ZERO);
            for (int x = 0; x < width; x++) {
                draw(sound, channel, x, width, height, values, top);
            }
        }
        return new Image(width, height * sound.channels(), 1, values);
    }

    private static void draw(Sound sound, int channel, int x, int width, int height, float[] values, int top) {
        int from = (int) ((long) x * sound.frames() / width);
        int to = (int) Math.min(sound.frames(), Math.max(from + 1L, (x + 1L) * sound.frames() / width + 1));
        float least = 1;
        float most = -1;
        for (int frame = from; frame < to; frame++) {
            least = Math.min(least, sound.samples()[frame * sound.channels() + channel]);
            most = Math.max(most, sound.samples()[frame * sound.channels() + channel]);
        }
        for (int y = row(most, height); y <= row(least, height); y++) {
            values[(top + y) * width + x] = INK;
        }
    }

    private static int row(float sample, int height) {
        return Math.round((1 - sample) / 2 * (height - 1));
    }
}
