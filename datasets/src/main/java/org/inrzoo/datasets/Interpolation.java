package org.inrzoo.datasets;

import java.util.Arrays;
import java.util.Objects;

/**
 * What regular samples say of the signal between them: the band-limited one through them, by a windowed sinc.
 *
 * <p>The value between samples is a weighted mean of the six nearest along each axis, by Lanczos' kernel
 * 3 sin(πx) sin(πx/3) / (πx)², |x| &lt; 3, its weights scaled to sum to 1. At a sample it is that sample. Beyond the border,
 * its samples are repeated. Positions are rounded to {@value #PHASES} parts of a sample.
 *
 * @param values [height, width, channels], row-major; not copied
 * @param width samples per row
 * @param height rows
 * @param channels values per sample
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Interpolation(float[] values, int width, int height, int channels) {

    /** Parts of a sample that positions are rounded to. */
    public static final int PHASES = 1024;

    /** The samples around an image's every place. */
    public static Interpolation of(Image image) {
        return new Interpolation(image.values(), image.width(), image.height(), image.channels());
    }

    /** Checks that the values are as many as the sizes say. */
    public Interpolation {
        if (width < 1 || height < 1 || values.length != (long) width * height * channels) {
            throw new IllegalArgumentException(values.length + " values are not those of " + width + "x" + height
                    + " samples with " + channels + " channel(s)");
        }
    }

    /**
     * The values at a place.
     *
     * @param x position along a row, in samples: whole at a sample, 0 at the first
     * @param y position along the rows
     * @param target receives {@code channels} values from {@code at} on; they may leave the samples' range a little
     */
    public void read(double x, double y, float[] target, int at) {
        long column = Math.round(x * PHASES);
        long row = Math.round(y * PHASES);
        double[] across = Kernel.LANCZOS.phase((int) Math.floorMod(column, (long) PHASES));
        double[] down = Kernel.LANCZOS.phase((int) Math.floorMod(row, (long) PHASES));
        int left = (int) Math.floorDiv(column, (long) PHASES) - Kernel.LANCZOS.radius() + 1;
        int top = (int) Math.floorDiv(row, (long) PHASES) - Kernel.LANCZOS.radius() + 1;
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int i = 0; i < down.length; i++) {
                int line = clamp(top + i, height) * width;
                double along = 0;
                for (int j = 0; j < across.length; j++) {
                    along += across[j] * values[(line + clamp(left + j, width)) * channels + c];
                }
                sum += down[i] * along;
            }
            target[at + c] = (float) sum;
        }
    }

    private static int clamp(int index, int count) {
        return Math.max(0, Math.min(count - 1, index));
    }

    /** Equal where all it holds is, number by number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Interpolation that
                && Arrays.equals(values, that.values)
                && width == that.width
                && height == that.height
                && channels == that.channels;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(values), width, height, channels);
    }
}
