package org.inrzoo.fit.optimizer;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.engine.arithmetic.PanelMatrix;
import org.inrzoo.engine.arithmetic.WeightArithmetic;

/**
 * One of Shampoo's factors P, a running mean of covariances, and a basis Q near its eigenvectors, columns of falling eigenvalue.
 *
 * <pre>   Q = orthonormal columns of (P / λ + δ I) Q, by Gram and Schmidt      λ = tr P / n, δ = 10⁻⁶ </pre>
 *
 * <p>One such power step after another takes Q to the eigenvectors. The δ keeps columns that P takes to zero where they are.
 */
final class EigenBasis {

    private static final float SHIFT = 1e-6f;

    private final int size;
    private final WeightArithmetic arithmetic;
    private final PanelMatrix factor;
    private PanelMatrix basis;
    private PanelMatrix transposed;
    private PanelMatrix spare;

    /** From the saved P and Q, or from zero and the unit matrix. */
    EigenBasis(int size, WeightArithmetic arithmetic, SavedState saved) {
        this.size = size;
        this.arithmetic = arithmetic;
        factor = arithmetic.matrix(size, size);
        basis = arithmetic.matrix(size, size);
        transposed = arithmetic.matrix(size, size);
        spare = arithmetic.matrix(size, size);
        factor.read(saved.take(size * size), 0);
        basis.read(saved.take(size * size), 0);
        if (saved.isEmpty()) {
            basis.addToDiagonal(1);
        }
        transposed.transpose(basis);
    }

    /** P, symmetric. */
    PanelMatrix factor() {
        return factor;
    }

    /** Q, eigenvectors in its columns. */
    PanelMatrix basis() {
        return basis;
    }

    /** Qᵀ. */
    PanelMatrix transposed() {
        return transposed;
    }

    /**
     * A power step, of columns sorted by their eigenvalues as P has them now.
     *
     * @param image n × n, to compute in
     * @return the numbers of the former columns, in the order in which they are now
     */
    List<Integer> refresh(PanelMatrix image) {
        List<Integer> order = IntStream.range(0, size).boxed().toList();
        double mean =
                IntStream.range(0, size).mapToDouble(i -> factor.get(i, i)).sum() / size;
        if (!(mean > 0)) {
            return order; // no gradient yet
        }
        arithmetic.product(factor, basis, image);
        double[] eigenvalues = new double[size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                eigenvalues[column] += (double) basis.get(row, column) * image.get(row, column);
            }
        }
        List<Integer> sorted = order.stream()
                .sorted(Comparator.comparingDouble(i -> -eigenvalues[i]))
                .toList();
        for (int row = 0; row < size; row++) {
            int column = sorted.get(row);
            for (int i = 0; i < size; i++) {
                spare.data()[spare.index(row, i)] =
                        (float) (image.get(i, column) / mean) + SHIFT * basis.get(i, column);
            }
        }
        if (!arithmetic.orthonormalize(spare)) {
            return order; // keeps the basis that there is
        }
        PanelMatrix last = transposed;
        transposed = spare;
        spare = last;
        basis.transpose(transposed);
        return sorted;
    }

    /** Floats of the state, P and Q. */
    static long stateSize(int size) {
        return 2L * size * size;
    }

    /** Writes P and Q from {@code offset} on; returns where they end. */
    int write(float[] state, int offset) {
        factor.write(state, offset);
        basis.write(state, offset + size * size);
        return offset + 2 * size * size;
    }
}
