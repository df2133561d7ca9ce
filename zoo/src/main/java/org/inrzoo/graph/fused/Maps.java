package org.inrzoo.graph.fused;

import java.util.Arrays;

/**
 * Features of all pictures of a batch, and the loss' gradient by them: for every feature of every picture a row of its pixels, and
 * zeros behind them up to whole vectors.
 */
final class Maps {

    /** Floats of the widest vectors: rows are whole ones for all. */
    static final int ROW = 16;

    final int channels;
    final int height;
    final int width;
    final int pitch;
    private final boolean differentiated;
    private float[] values = {};
    private float[] gradients = {};

    private Maps(int channels, int height, int width, int pitch, boolean differentiated) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.pitch = pitch;
        this.differentiated = differentiated;
    }

    /**
     * Maps of such a size.
     *
     * @param differentiated whether anything asks for the gradient by them
     */
    static Maps of(int channels, int height, int width, boolean differentiated) {
        return new Maps(channels, height, width, padded(height * width), differentiated);
    }

    /** Numbers without pixels, side by side. */
    static Maps numbers(int count) {
        return new Maps(count, 1, 1, 1, true);
    }

    static int padded(int count) {
        return (count + ROW - 1) / ROW * ROW;
    }

    int pixels() {
        return height * width;
    }

    /** Where a feature's row begins. */
    int row(int picture, int channel) {
        return (picture * channels + channel) * pitch;
    }

    /** Makes room for so many pictures, with all gradients zero. */
    void prepare(int count) {
        int length = Math.multiplyExact(count * channels, pitch);
        if (values.length != length) {
            values = new float[length];
            gradients = new float[differentiated ? length : 0];
        } else {
            Arrays.fill(gradients, 0);
        }
    }

    boolean differentiated() {
        return differentiated;
    }

    float[] values() {
        return values;
    }

    float[] gradients() {
        return gradients;
    }
}
