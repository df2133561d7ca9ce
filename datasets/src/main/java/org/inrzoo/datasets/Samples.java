package org.inrzoo.datasets;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.stream.IntStream;

/**
 * The samples of a decoded picture as numbers from 0 to 1, exactly as stored: whatever the bit depth, no gamma and no
 * colour profile is applied, and alpha is dropped.
 */
final class Samples {

    private Samples() {
    }

    /**
     * The picture's samples, as an image of 1 or 3 channels.
     *
     * @param gray whether a palette is known to be a ramp of grays, and so 1 channel
     * @throws IllegalArgumentException if the colours are neither gray nor RGB
     */
    static Image of(BufferedImage picture, boolean gray) {
        ColorModel colours = picture.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            return ofPalette(picture, palette, gray ? 1 : 3);
        }
        int space = colours.getColorSpace().getType();
        if (space != ColorSpace.TYPE_GRAY && space != ColorSpace.TYPE_RGB) {
            throw new IllegalArgumentException("its colours are neither gray nor RGB");
        }
        return ofBands(picture, colours);
    }

    /** A picture that need not come from a file: what is transparent is laid upon white, strange colours become sRGB. */
    static Image of(BufferedImage picture) {
        ColorModel colours = picture.getColorModel();
        int space = colours.getColorSpace().getType();
        if (colours.hasAlpha() || space != ColorSpace.TYPE_GRAY && space != ColorSpace.TYPE_RGB) {
            boolean gray = space == ColorSpace.TYPE_GRAY;
            BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(),
                    gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = opaque.createGraphics();
            graphics.drawImage(picture, 0, 0, Color.WHITE, null);
            graphics.dispose();
            return of(opaque, gray);
        }
        return of(picture, colours instanceof IndexColorModel palette && isGray(palette));
    }

    private static boolean isGray(IndexColorModel palette) {
        return IntStream.range(0, palette.getMapSize())
                .allMatch(i -> palette.getRed(i) == palette.getGreen(i) && palette.getGreen(i) == palette.getBlue(i));
    }

    private static Image ofBands(BufferedImage picture, ColorModel colours) {
        int channels = colours.getNumColorComponents();
        int bands = picture.getRaster().getNumBands();
        int width = picture.getWidth();
        float[] values = blank(picture, channels);
        int[] row = new int[width * bands];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRaster().getPixels(0, y, width, 1, row);
            for (int i = 0; i < width * channels; i++) {
                int band = i % channels;
                double most = (1 << colours.getComponentSize(band)) - 1;
                values[y * width * channels + i] = (float) (row[i / channels * bands + band] / most);
            }
        }
        return new Image(width, picture.getHeight(), channels, values);
    }

    private static Image ofPalette(BufferedImage picture, IndexColorModel palette, int channels) {
        Raster raster = picture.getRaster();
        float[] values = blank(picture, channels);
        int o = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = palette.getRGB(raster.getSample(x, y, 0));
                for (int c = 0; c < channels; c++) {
                    values[o++] = (rgb >> (16 - 8 * c) & 0xff) / 255f;
                }
            }
        }
        return new Image(picture.getWidth(), picture.getHeight(), channels, values);
    }

    /** Room for all samples: at most 3 times the most pixels that are decoded, which an int counts. */
    private static float[] blank(BufferedImage picture, int channels) {
        return new float[picture.getWidth() * picture.getHeight() * channels];
    }
}
