package org.inrzoo.graph;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Features on the pixels of pictures.
 *
 * @param value [pictures, channels, height, width]; the number of pictures is left open
 * @param channels features of a pixel
 * @param height rows
 * @param width columns
 */
public record FeatureMap(SDVariable value, int channels, int height, int width) {

    /** Other features of the same number on the same pixels. */
    public FeatureMap with(SDVariable other) {
        return new FeatureMap(other, channels, height, width);
    }

    /** Pixels of one picture. */
    public int pixels() {
        return height * width;
    }
}
