package org.inrzoo.cli;

import java.util.Locale;
import org.inrzoo.datasets.LargeImage;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.FitPicture;

/**
 * The size of a picture that is to be drawn.
 *
 * @param width pixels per row, at least 1
 * @param height rows, at least 1
 */
record RenderSize(long width, long height) {

    private static final int MAX_PIXELS_PER_SIDE = 32_768;

    /** The largest array of Java. */
    private static final double MAX_VALUES = Integer.MAX_VALUE - 8;

    /** What is advised stays below what fits, since memory is needed for other things too. */
    private static final double MARGIN = 0.9;

    private static final String NUMBER = "[1-9][0-9]{0,8}";

    /**
     * Reads what was typed: the pixels of the longer side of a picture of the given shape, or WIDTHxHEIGHT.
     *
     * @throws OptionException when it is neither
     */
    static RenderSize parse(String text, int width, int height) {
        if (text.matches(NUMBER)) {
            return new RenderSize(width, height).scaled(Double.parseDouble(text) / Math.max(width, height));
        }
        if (!text.matches(NUMBER + "x" + NUMBER)) {
            throw new OptionException("--size cannot be '" + text
                    + "'; it is the pixels of the longer side, such as 1024, or WIDTHxHEIGHT, such as 1024x768");
        }
        int cross = text.indexOf('x');
        return new RenderSize(Long.parseLong(text.substring(0, cross)), Long.parseLong(text.substring(cross + 1)));
    }

    private RenderSize scaled(double factor) {
        return new RenderSize(Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor)));
    }

    /** Whether a picture is drawn where it takes no room in Java's heap: it has more pixels than are drawn in memory. */
    boolean isLarge() {
        double pixels = (double) width * height;
        return pixels > FitPicture.IN_MEMORY
                && pixels <= LargeImage.MAX_PIXELS
                && Math.max(width, height) <= MAX_PIXELS_PER_SIDE;
    }

    /**
     * Refuses at once what would fail after minutes: the values, those of the tiles, and the picture in the file's format.
     *
     * @param channels values per pixel
     * @param bits of a sample in the file
     * @param room memory that is left, bytes
     * @throws OptionException when there is too little; it says what would fit
     */
    void requireMemory(int channels, int bits, double room) {
        double bytesPerPixel = channels * (2 * Float.BYTES + bits / 8.0);
        double bytes = (double) width * height * bytesPerPixel;
        double pixels = Math.min(room / bytesPerPixel, MAX_VALUES / channels);
        if ((double) width * height > pixels) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "a picture of %s is too large: it takes %.1f GB of memory, and Java has %.1f; --size %s fits, %s",
                    this,
                    bytes * 1e-9,
                    room * 1e-9,
                    largest(MARGIN * pixels),
                    Advice.MORE_MEMORY));
        }
        if (Math.max(width, height) > MAX_PIXELS_PER_SIDE) {
            throw new OptionException("--size cannot be '" + this + "'; a side is at most " + MAX_PIXELS_PER_SIDE
                    + " pixels, so " + largest(pixels) + " is the largest of this shape");
        }
    }

    /** The largest size of this shape with no more pixels than given, nor more in a side than a picture may have. */
    private RenderSize largest(double pixels) {
        double factor = Math.min(
                Math.sqrt(pixels / ((double) width * height)), (double) MAX_PIXELS_PER_SIDE / Math.max(width, height));
        return new RenderSize((long) Math.max(1, width * factor), (long) Math.max(1, height * factor));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
