package org.inrzoo.datasets;

import java.util.stream.IntStream;

/**
 * An RGB picture with edges at every scale, however large it is: discs on discs, after the dead leaves model of natural images
 * (Lee, Mumford and Huang, Occlusion Models for Natural Images, IJCV 2001), whose statistics do not change with the scale.
 *
 * <p>On grids of 2, 4, 8 … cells per axis, as long as a cell has {@value #FINEST} pixels, each shifted at random, half of the cells have a
 * disc of random radius, place and colour, shaded towards its rim, through which what lies beneath shows by {@value #THROUGH}. Values are
 * rounded to 256 levels. The coarser discs are the same at all sizes.
 *
 * @param seed draws the discs; the same seed gives the same bits on every machine
 */
record Leaves(long seed) {

    static final String PREFIX = "leaves";

    /** Pixels per side unless told otherwise. */
    static final int SIDE = 512;

    private static final int FINEST = 4;
    private static final int CHANNELS = 3;
    private static final double THROUGH = 0.4;
    private static final double RIM = 0.4;

    /**
     * What a data set's name means: {@code leaves}, or with a seed {@code leaves:7}.
     *
     * @throws IllegalArgumentException if it means no picture; says how such names are written
     */
    static Leaves named(String name) {
        String[] parts = name.split(":", -1);
        if (parts.length > 2 || (parts.length == 2 && !parts[1].matches("-?[0-9]{1,18}"))) {
            throw new IllegalArgumentException(
                    "there is no data set named '" + name + "': it is written leaves or leaves:SEED, such as leaves:7");
        }
        return new Leaves(parts.length == 2 ? Long.parseLong(parts[1]) : 0);
    }

    /**
     * The square picture of {@code side} pixels per side.
     *
     * @throws IllegalArgumentException if it does not fit in memory
     */
    Image image(int side) {
        float[] values = new float[Image.count(side, side, CHANNELS)];
        rows(side, (y, row) -> System.arraycopy(row, 0, values, y * row.length, row.length));
        return new Image(side, side, CHANNELS, values);
    }

    /**
     * The same where it need not fit in Java's heap.
     *
     * @throws IllegalArgumentException if there are more than {@link LargeImage#MAX_PIXELS} pixels
     */
    LargeImage large(int side) {
        LargeImage image = LargeImage.create(side, side, CHANNELS, Byte.SIZE);
        rows(side, (y, row) -> {
            for (int x = 0; x < side; x++) {
                image.write(x, y, row, x * CHANNELS);
            }
        });
        return image;
    }

    /** Is given rows, on several threads. */
    private interface Rows {
        void row(int y, float[] values);
    }

    private void rows(int side, Rows rows) {
        IntStream.range(0, side).parallel().forEach(y -> {
            double[] color = new double[CHANNELS];
            float[] row = new float[side * CHANNELS];
            for (int x = 0; x < side; x++) {
                paint((x + 0.5) / side, (y + 0.5) / side, side / FINEST, color);
                for (int c = 0; c < CHANNELS; c++) {
                    row[x * CHANNELS + c] = (float) (Math.round(255 * color[c]) / 255.0);
                }
            }
            rows.row(y, row);
        });
    }

    /** The colour at a place from 0 to 1, by grids of at most so many cells. */
    private void paint(double u, double v, int cells, double[] color) {
        color[0] = 0.5;
        color[1] = 0.5;
        color[2] = 0.5;
        for (int n = 2; n <= cells; n *= 2) {
            long shift = mixed(seed * 0x9E3779B97F4A7C15L + n);
            double x = u * n + part(shift, 0);
            double y = v * n + part(shift, 1);
            long cell = mixed(mixed(shift + (long) x) + (long) y);
            if (cell < 0) {
                cover(x - (long) x, y - (long) y, mixed(cell), color);
            }
        }
    }

    /** Lays a cell's disc over a colour where it covers a place of the cell. */
    private static void cover(double x, double y, long disc, double[] color) {
        double radius = 0.25 + 0.25 * part(disc, 0);
        double dx = x - radius - (1 - 2 * radius) * part(disc, 1);
        double dy = y - radius - (1 - 2 * radius) * part(disc, 2);
        double distance = (dx * dx + dy * dy) / (radius * radius);
        if (distance < 1) {
            long colors = mixed(disc);
            for (int c = 0; c < CHANNELS; c++) {
                color[c] = THROUGH * color[c] + (1 - THROUGH) * part(colors, c) * (1 - RIM * distance);
            }
        }
    }

    /** One of four numbers from 0 to 1 in 64 random bits. */
    private static double part(long bits, int number) {
        return ((bits >>> (16 * number)) & 0xffff) * 0x1p-16;
    }

    /** Mixes 64 bits, as SplittableRandom does (Steele, Lea and Flood 2014). */
    private static long mixed(long bits) {
        long first = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }
}
