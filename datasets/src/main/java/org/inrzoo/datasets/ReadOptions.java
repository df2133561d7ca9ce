package org.inrzoo.datasets;

/**
 * How a picture file is to be read.
 *
 * @param side       longer side to bring the picture to by {@link Resize#AREA}, pixels; 0 keeps its own
 * @param background what shows through its transparent parts
 */
public record ReadOptions(int side, Background background) {

    /** At its own size, on white. */
    public static final ReadOptions DEFAULT = new ReadOptions(0, Background.WHITE);

    /**
     * Checks the side.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ReadOptions {
        if (side < 0) {
            throw new IllegalArgumentException("the size cannot be " + side + ": an image is at least 1x1");
        }
    }
}
