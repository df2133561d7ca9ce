package org.inrzoo.datasets;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The samples of decoded pictures as numbers from 0 to 1, exactly as stored: whatever the bit depth, no gamma and no
 * colour profile is applied. Transparent parts show a background.
 */
final class Samples {

    private static final int RGB = 3;

    /** Puts the samples of a row into an array, before the background is laid behind them. */
    private interface Row {
        void read(BufferedImage picture, int y, float[] colors, float[] alpha);
    }

    private final Row row;
    private final int stored;
    private final int channels;
    private final boolean alpha;
    private final boolean converted;
    private final Background background;
    private final boolean real;
    private final int bits;
    private boolean transparent;
    private boolean extreme;

    /**
     * Pictures like this one.
     *
     * @param like a picture of the same kind as those that will be read
     * @param gray whether a palette is known to be a ramp of grays, and so 1 channel
     */
    Samples(BufferedImage like, boolean gray, Background background) {
        ColorModel colors = like.getColorModel();
        this.background = background;
        alpha = colors.hasAlpha();
        int space = colors.getColorSpace().getType();
        boolean palette = colors instanceof IndexColorModel;
        converted = !palette && space != ColorSpace.TYPE_GRAY && space != ColorSpace.TYPE_RGB;
        stored = palette ? gray ? 1 : RGB : space == ColorSpace.TYPE_GRAY ? 1 : RGB;
        channels = stored == 1 && alpha && !background.isGray() ? RGB : stored;
        real = like.getRaster().getDataBuffer().getDataType() >= DataBuffer.TYPE_FLOAT;
        boolean mapped = palette || converted;
        row = mapped ? this::colors : this::bands;
        bits = alpha ? Float.SIZE : mapped ? Byte.SIZE : exactBits(colors);
    }

    /** Levels of fewer bits are levels of 8 or 16 bits too where those are so many times as many bits. */
    private int exactBits(ColorModel colors) {
        int[] sizes = colors.getComponentSize();
        return Stream.of(Byte.SIZE, Short.SIZE)
                .filter(size -> !real && IntStream.of(sizes).allMatch(bits -> bits <= size && size % bits == 0))
                .findFirst()
                .orElse(Float.SIZE);
    }

    /** A picture that need not come from a file, on white. */
    static Image of(BufferedImage picture) {
        boolean gray = picture.getColorModel() instanceof IndexColorModel palette && isGray(palette);
        Samples samples = new Samples(picture, gray, Background.WHITE);
        ImageSink sink = ImageSink.of(picture.getWidth(), picture.getHeight(), samples.channels, 0);
        float[] row = new float[picture.getWidth() * samples.channels];
        for (int y = 0; y < picture.getHeight(); y++) {
            samples.read(picture, y, row);
            sink.add(row);
        }
        return sink.image();
    }

    private static boolean isGray(IndexColorModel palette) {
        return IntStream.range(0, palette.getMapSize())
                .allMatch(i -> palette.getRed(i) == palette.getGreen(i) && palette.getGreen(i) == palette.getBlue(i));
    }

    /** Bits that hold every sample exactly: 8 or 16 of whole ones, 32 of real ones and of those with a background behind. */
    int bits() {
        return bits;
    }

    /** 1 for gray, 3 for RGB. */
    int channels() {
        return channels;
    }

    /** Whether any part that was read let the background through. */
    boolean transparent() {
        return transparent;
    }

    /** Whether the colours were of another kind than gray or RGB, such as CMYK. */
    boolean converted() {
        return converted;
    }

    /** Whether the samples were real numbers of which some are 0 or 1, as they are where a decoder has cut off what lies beyond. */
    boolean perhapsCutOff() {
        return real && extreme;
    }

    /**
     * Reads row {@code y}.
     *
     * @param values room for width · {@link #channels} numbers
     * @throws IllegalArgumentException if one is not between 0 and 1, as real-valued samples can be
     */
    void read(BufferedImage picture, int y, float[] values) {
        int width = picture.getWidth();
        float[] colors = channels == stored ? values : new float[width * stored];
        float[] opacity = new float[alpha ? width : 0];
        row.read(picture, y, colors, opacity);
        for (float value : colors) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(
                        "its values go beyond 0 to 1, such as " + value + ": scale them to 0 to 1");
            }
            extreme |= value == 0 || value == 1;
        }
        if (alpha) {
            layOnBackground(colors, opacity, values);
        }
    }

    private void layOnBackground(float[] colors, float[] opacity, float[] values) {
        for (int i = 0; i < values.length; i++) {
            float a = opacity[i / channels];
            transparent |= a < 1;
            values[i] = a * colors[i / channels * stored + i % channels % stored]
                    + (1 - a) * background.level(i % channels);
        }
    }

    /** Samples of their own for each band, the last one alpha if there is any. */
    private void bands(BufferedImage picture, int y, float[] colors, float[] opacity) {
        ColorModel model = picture.getColorModel();
        int width = picture.getWidth();
        int bands = picture.getRaster().getNumBands();
        double[] samples = picture.getRaster().getPixels(0, y, width, 1, (double[]) null);
        for (int x = 0; x < width; x++) {
            for (int c = 0; c < stored; c++) {
                colors[x * stored + c] = unit(samples[x * bands + c], picture, model.getComponentSize(c));
            }
            if (alpha) {
                opacity[x] = unit(samples[x * bands + bands - 1], picture, model.getComponentSize(bands - 1));
                if (model.isAlphaPremultiplied() && opacity[x] > 0) {
                    for (int c = 0; c < stored; c++) {
                        colors[x * stored + c] = Math.min(1, colors[x * stored + c] / opacity[x]);
                    }
                }
            }
        }
    }

    /** Real numbers as they are, whole ones of so many bits by the greatest. */
    private static float unit(double sample, BufferedImage picture, int bits) {
        int type = picture.getRaster().getDataBuffer().getDataType();
        if (type >= DataBuffer.TYPE_FLOAT) {
            return (float) sample;
        }
        double most = Math.scalb(1.0, bits) - 1;
        return (float) ((sample < 0 && type == DataBuffer.TYPE_INT ? sample + most + 1 : sample) / most);
    }

    /** Palettes, and colours that Java converts: 8 bits each. */
    private void colors(BufferedImage picture, int y, float[] colors, float[] opacity) {
        int width = picture.getWidth();
        int[] argb = picture.getRGB(0, y, width, 1, null, 0, width);
        for (int i = 0; i < colors.length; i++) {
            colors[i] = (argb[i / stored] >> (16 - 8 * (i % stored)) & 0xff) / 255f;
        }
        for (int x = 0; x < opacity.length; x++) {
            opacity[x] = (argb[x] >>> 24) / 255f;
        }
    }
}
