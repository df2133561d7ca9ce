package org.inrzoo;

import java.util.Locale;
import org.inrzoo.option.OptionException;

/** Refuses pictures that do not fit in memory before any of them is computed. */
final class PictureMemory {

    /** Of Java's memory, what a picture may take. */
    private static final double SHARE = 0.9;

    private PictureMemory() {}

    /**
     * Checks a picture's size.
     *
     * @param copies arrays of single-precision numbers as large as the picture, or more bytes in units of these, that are
     *     needed at a time
     * @throws OptionException when a side is below 1 pixel or the picture too large
     */
    static void require(int width, int height, int channels, double copies) {
        if (width < 1 || height < 1) {
            throw new OptionException("a picture is at least 1x1 pixels, not " + width + "x" + height);
        }
        double bytes = (double) width * height * channels * Float.BYTES * copies;
        double room = SHARE * Runtime.getRuntime().maxMemory();
        if ((double) width * height * channels > Integer.MAX_VALUE - 8 || bytes > room) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "a picture of %dx%d takes %.1f GB, and Java may use %.1f: draw a smaller one, or give Java a larger heap",
                    width,
                    height,
                    bytes * 1e-9,
                    room * 1e-9));
        }
    }
}
