package org.inrzoo.datasets;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.Locale;

/**
 * A gray or RGB picture with real-valued samples in [0, 1].
 *
 * <p>The value of channel {@code c} at column {@code x} of row {@code y} is
 * {@code values[(y * width + x) * channels + c]}. The array is not copied, neither in nor out: nobody may change it
 * once it is in an image. Two images are equal when their sizes and all their values are.
 *
 * @param width    columns, at least 1
 * @param height   rows, at least 1
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param values   {@code width * height * channels} numbers from 0 to 1, rows from the top, channels interleaved
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Image(int width, int height, int channels, float[] values) {

    /**
     * Checks the sizes and every value.
     *
     * @throws IllegalArgumentException if a size is wrong, the number of values does not follow from the sizes, or a
     *                                  value is not a number from 0 to 1
     */
    public Image {
        int expected = count(width, height, channels);
        if (values.length != expected) {
            throw new IllegalArgumentException("an image of " + width + "x" + height + " with " + channels
                    + " channel(s) has " + expected + " values, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw new IllegalArgumentException("image values go from 0 to 1, but value " + i + " is " + values[i]);
            }
        }
    }

    /**
     * This picture at another size, by {@link Resize#AREA}: averaged over areas along an axis that shrinks, bilinear
     * along one that grows.
     *
     * @param width  columns of the result, at least 1
     * @param height rows of the result, at least 1
     * @throws IllegalArgumentException if a size is below 1 or the result is too large for an array
     */
    public Image resize(int width, int height) {
        return resize(width, height, Resize.AREA);
    }

    /**
     * This picture at another size.
     *
     * <p>An area is averaged with every source pixel weighed by the exact part of it that an output pixel covers;
     * bilinear interpolation is between pixel centres and repeats the border. The two axes are treated one after the
     * other, in double precision.
     *
     * @param width  columns of the result, at least 1
     * @param height rows of the result, at least 1
     * @throws IllegalArgumentException if a size is below 1 or the result is too large for an array
     */
    public Image resize(int width, int height, Resize by) {
        count(width, height, channels);
        count(width, this.height, channels); // the picture in between, resized along one axis
        requireMemory(width, Math.max(height, this.height), 2 * channels * Float.BYTES);
        return new Image(width, height, channels, Resampling.resize(this, width, height, by));
    }

    /**
     * This picture with its longer side brought to {@code side} pixels and its shape kept, up to rounding.
     *
     * @param side pixels, at least 1
     * @throws IllegalArgumentException if the side is below 1 or the result is too large for an array
     */
    public Image resizeLonger(int side, Resize by) {
        int longer = Math.max(width, height);
        if (side == longer) {
            return this;
        }
        try {
            return resize(scaled(width, side, longer), scaled(height, side, longer), by);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the size cannot be " + side + ": " + e.getMessage(), e);
        }
    }

    static int scaled(int pixels, int side, int longer) {
        return (int) Math.max(Math.min(1, side), Math.round((double) pixels * side / longer));
    }

    /**
     * A picture of Java's: 1 channel where its type is gray or its palette holds grays alone, else 3. Samples are taken as
     * stored, without gamma or colour profile and with all their bits; a picture with an alpha channel is laid upon white.
     */
    public static Image of(BufferedImage picture) {
        return Samples.of(picture);
    }

    /**
     * The bits a sample that these values need: 8 when each of them is a level of 8 bits, such as those of most files are,
     * else 16, which holds 65,536 levels.
     */
    public int bits() {
        for (float value : values) {
            if (value != Math.round(value * 255f) / 255f) {
                return 16;
            }
        }
        return 8;
    }

    /**
     * This picture with 8 bits a sample, rounded to the nearest level: TYPE_BYTE_GRAY or TYPE_3BYTE_BGR. Finer values are
     * lost; {@link #toBufferedImage(int)} keeps them.
     */
    public BufferedImage toBufferedImage() {
        BufferedImage picture = new BufferedImage(
                width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        fill(picture.getRaster(), 255);
        return picture;
    }

    /**
     * This picture with so many bits a sample, rounded to the nearest level: as {@link #toBufferedImage()} with 8, and with
     * 16 as TYPE_USHORT_GRAY or three interleaved bands of unsigned 16-bit samples.
     *
     * @param bits 8 or 16
     * @throws IllegalArgumentException if it is another number
     */
    public BufferedImage toBufferedImage(int bits) {
        if (bits != 8 && bits != 16) {
            throw new IllegalArgumentException("a sample has 8 or 16 bits, not " + bits);
        }
        return bits == 8 ? toBufferedImage() : deep();
    }

    private BufferedImage deep() {
        ColorSpace space = ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ColorModel colors = new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        BufferedImage picture = channels == 1
                ? new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY)
                : new BufferedImage(colors, colors.createCompatibleWritableRaster(width, height), false, null);
        fill(picture.getRaster(), 65535);
        return picture;
    }

    private void fill(WritableRaster raster, int most) {
        int[] row = new int[width * channels];
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.round(values[y * row.length + i] * most);
            }
            raster.setPixels(0, y, width, 1, row);
        }
    }

    /**
     * The fingerprint of the data: the SHA-256 of width, height and channels as big-endian 32-bit integers followed by
     * the values as little-endian 32-bit floats.
     */
    public String sha256() {
        return Hashes.sha256(new int[] {width, height, channels}, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && width == image.width
                && height == image.height
                && channels == image.channels
                && Arrays.equals(values, image.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * width + height) + channels) + Arrays.hashCode(values);
    }

    /** The sizes only, such as {@code Image[512x512, gray]}. */
    @Override
    public String toString() {
        return "Image[" + width + "x" + height + ", " + (channels == 1 ? "gray" : "RGB") + "]";
    }

    /** Refuses what would not fit in memory before it is computed. */
    static void requireMemory(int width, int height, int bytesPerPixel) {
        double bytes = (double) width * height * bytesPerPixel;
        double room = Runtime.getRuntime().maxMemory();
        if (bytes > room) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "an image of %dx%d takes %.1f GB, and Java may use %.1f: make it smaller, or give Java a larger heap",
                    width,
                    height,
                    bytes * 1e-9,
                    room * 1e-9));
        }
    }

    static int count(int width, int height, int channels) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an image is at least 1x1, not " + width + "x" + height);
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("an image has 1 channel (gray) or 3 (RGB), not " + channels);
        }
        // The bytes of one row are also counted in an int, hence the division.
        if ((long) width * height > Integer.MAX_VALUE / channels || width > Integer.MAX_VALUE / (4 * channels)) {
            throw new IllegalArgumentException("an image of " + width + "x" + height + " with " + channels
                    + " channel(s) is too large for one array");
        }
        return width * height * channels;
    }
}
