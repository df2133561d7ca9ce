package org.inrzoo.layer;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Mean and sum of squared deviations of every channel over a growing number of points, in double precision.
 *
 * <p>Points come in parts, each with the deviations from its own mean; parts are joined as Chan, Golub and LeVeque 1983
 * have it, so that no digits are lost where a mean is large against the deviations.
 */
public final class ChannelMoments {

    private final double[] means;
    private final double[] squares;
    private long count;

    /** The moments of no points. */
    public ChannelMoments(int channels) {
        means = new double[channels];
        squares = new double[channels];
    }

    /** Adds the points [count, channels], row-major, at the start of {@code values}. */
    public void add(float[] values, int count) {
        int channels = means.length;
        double[] partMeans = new double[channels];
        double[] partSquares = new double[channels];
        for (int i = 0; i < count * channels; i++) {
            partMeans[i % channels] += values[i] / (double) count;
        }
        for (int i = 0; i < count * channels; i++) {
            double deviation = values[i] - partMeans[i % channels];
            partSquares[i % channels] += deviation * deviation;
        }
        join(count, j -> partMeans[j], j -> partSquares[j]);
    }

    /**
     * Adds {@code count} points.
     *
     * @param partMeans the means of every channel over them, or more numbers
     * @param partSquares sums of their squared deviations from these
     */
    public void add(int count, float[] partMeans, float[] partSquares) {
        join(count, j -> partMeans[j], j -> partSquares[j]);
    }

    /** Adds the points of another part. */
    public void add(ChannelMoments part) {
        join(part.count, j -> part.means[j], j -> part.squares[j]);
    }

    private void join(long added, IntToDoubleFunction addedMean, IntToDoubleFunction addedSquares) {
        if (added == 0) {
            return;
        }
        double share = (double) added / (count + added);
        for (int j = 0; j < means.length; j++) {
            double step = addedMean.applyAsDouble(j) - means[j];
            means[j] += step * share;
            squares[j] += addedSquares.applyAsDouble(j) + step * step * count * share;
        }
        count += added;
    }

    /** The number of points, N. */
    public long count() {
        return count;
    }

    /** The mean of every channel. */
    public double[] means() {
        return means.clone();
    }

    /** The sum of every channel's squared deviations from its mean. */
    public double[] squares() {
        return squares.clone();
    }

    /** The mean of all channels' values together. */
    public double meanOfAll() {
        return Arrays.stream(means).average().orElseThrow();
    }

    /** The sum of all channels' squared deviations from the mean of all. */
    public double squaresOfAll() {
        double mean = meanOfAll();
        double sum = 0;
        for (int j = 0; j < means.length; j++) {
            sum += squares[j] + count * (means[j] - mean) * (means[j] - mean);
        }
        return sum;
    }
}
