package org.inrzoo.vision;

import org.inrzoo.datasets.label.LabelledPictures;

/**
 * How pixels become a network's inputs: less the mean, over the deviation, of all values of what is learnt from.
 *
 * @param mean from 0 to 1
 * @param deviation above 0
 */
record Pixels(double mean, double deviation) {

    static Pixels of(LabelledPictures pictures) {
        double sum = 0;
        double squares = 0;
        for (byte level : pictures.pixels()) {
            double value = (level & 0xFF) / 255.0;
            sum += value;
            squares += value * value;
        }
        double mean = sum / pictures.pixels().length;
        double variance = squares / pictures.pixels().length - mean * mean;
        return new Pixels(mean, variance > 1e-12 ? StrictMath.sqrt(variance) : 1);
    }

    void normalize(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((values[i] - mean) / deviation);
        }
    }
}
