package org.inrzoo.metric;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The eigenvalues of a symmetric matrix.
 *
 * @param eigenvalues the largest first
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Spectrum(double[] eigenvalues) {

    /** Relative to the largest, what a kernel of single-precision gradients leaves of an eigenvalue that is zero. */
    private static final double ROUNDING = 1e-12;

    /**
     * The spectrum of a matrix.
     *
     * @param matrix symmetric; its lower half is read, and not modified
     * @throws IllegalArgumentException if it is not square or empty, or holds a value that is not finite
     */
    public static Spectrum of(double[][] matrix) {
        for (double[] row : matrix) {
            if (row.length != matrix.length || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("a spectrum needs a square matrix of finite numbers");
            }
        }
        if (matrix.length == 0) {
            throw new IllegalArgumentException("a spectrum needs at least one row");
        }
        INDArray values = Nd4j.create(DataType.DOUBLE, matrix.length);
        INDArray copy = Nd4j.createFromArray(matrix).dup('f');
        Nd4j.getBlasWrapper().syev('N', 'L', copy, values);
        double[] ascending = values.toDoubleVector();
        double[] descending = new double[ascending.length];
        Arrays.setAll(descending, i -> ascending[ascending.length - 1 - i]);
        return new Spectrum(descending);
    }

    /** The largest eigenvalue. */
    public double max() {
        return eigenvalues[0];
    }

    /** The eigenvalues' mean. */
    public double mean() {
        return Arrays.stream(eigenvalues).average().orElseThrow();
    }

    /** The eigenvalues' variance, divided by their number. */
    public double variance() {
        double mean = mean();
        return Arrays.stream(eigenvalues)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
    }

    /** How many eigenvalues lie in each decade, 10^k up to 10^(k+1), by k; those that are rounding alone count nowhere. */
    public Map<Integer, Integer> decades() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (double value : eigenvalues) {
            if (value > ROUNDING * max()) {
                counts.merge((int) Math.floor(Math.log10(value)), 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spectrum same && Arrays.equals(eigenvalues, same.eigenvalues);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(eigenvalues);
    }
}
