package org.inrzoo.layer;

import java.util.Arrays;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.parameter.Initializer;

/**
 * What describes a picture, in place of a network that was trained on pictures: the mean magnitude of fixed filters' responses at
 * {@value #LEVELS} scales, each half as fine as the one before.
 *
 * <p>The filters are the deviation from the mean; the difference along rows, along columns and along both diagonals; and the difference
 * from the mean of the four neighbours. Where a level has one row or column, differences across it are 0.
 */
public final class SignalFilters implements SignalDescription {

    private static final int LEVELS = 7;
    private static final int FILTERS = 6;

    /** The length of a description. */
    public static final int LENGTH = LEVELS * FILTERS;

    /** Side of the other picture that stands for any, pixels. */
    private static final int OTHER_SIDE = 128;

    /** The filters. */
    public SignalFilters() {}

    @Override
    public String name() {
        return "filters";
    }

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public float[] describe(float[] values, int height, int width) {
        return of(values, height, width);
    }

    /** The description, [{@value #LENGTH}], of the picture that {@link Initializer.OfSignal#OTHER} means. */
    public static float[] other() {
        Image image = Datasets.image("astronaut", OTHER_SIDE);
        return of(image.values(), image.height(), image.width());
    }

    /**
     * The description of a picture.
     *
     * @param values [height·width, channels], of which the mean over the channels counts; not modified
     * @return {@value #LENGTH} magnitudes, coarser and coarser
     */
    public static float[] of(float[] values, int height, int width) {
        int channels = values.length / (height * width);
        double[] map = new double[height * width];
        for (int i = 0; i < values.length; i++) {
            map[i / channels] += values[i] / channels;
        }
        float[] description = new float[LENGTH];
        int rows = height;
        int columns = width;
        for (int level = 0; level < LEVELS; level++) {
            double[] responses = responses(map, rows, columns);
            for (int filter = 0; filter < FILTERS; filter++) {
                description[level * FILTERS + filter] = (float) responses[filter];
            }
            map = halved(map, rows, columns);
            rows = (rows + 1) / 2;
            columns = (columns + 1) / 2;
        }
        return description;
    }

    private static double[] responses(double[] map, int rows, int columns) {
        double mean = Arrays.stream(map).average().orElseThrow();
        double[] sums = new double[FILTERS];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double here = map[i * columns + j];
                double up = map[Math.max(0, i - 1) * columns + j];
                double left = map[i * columns + Math.max(0, j - 1)];
                double down = map[Math.min(rows - 1, i + 1) * columns + j];
                double right = map[i * columns + Math.min(columns - 1, j + 1)];
                double across = map[Math.max(0, i - 1) * columns + Math.max(0, j - 1)];
                sums[0] += Math.abs(here - mean);
                sums[1] += Math.abs(here - left);
                sums[2] += Math.abs(here - up);
                sums[3] += Math.abs(here - across);
                sums[4] += Math.abs(left - up);
                sums[5] += Math.abs(here - (up + left + down + right) / 4);
            }
        }
        return Arrays.stream(sums).map(sum -> sum / map.length).toArray();
    }

    /** The means of every two by two; of what is left over at the ends, of fewer. */
    private static double[] halved(double[] map, int rows, int columns) {
        int height = (rows + 1) / 2;
        int width = (columns + 1) / 2;
        double[] half = new double[height * width];
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                int down = Math.min(rows - 1, 2 * i + 1);
                int right = Math.min(columns - 1, 2 * j + 1);
                half[i * width + j] = (map[2 * i * columns + 2 * j]
                                + map[2 * i * columns + right]
                                + map[down * columns + 2 * j]
                                + map[down * columns + right])
                        / 4;
            }
        }
        return half;
    }
}
