package org.inrzoo.engine.fused.kernels;

/** Loops over whole rows of a matrix in panels of 64 columns. */
public interface RowKernels {

    /**
     * Makes the rows orthonormal in their order: each is scaled to length 1, then taken out of all that follow.
     *
     * @param q the matrix, row after row of 64 floats in each panel, zero behind the last column
     * @param offset where its first panel begins
     * @param panelSize floats from one panel to the next
     * @return false where the length of what is left of a row is not positive
     */
    boolean orthonormalize(float[] q, int offset, int rows, int panels, int panelSize);
}
