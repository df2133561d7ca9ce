package org.inrzoo.engine.arithmetic;

/**
 * What optimisers compute with: threads, Adam's loop, and products of matrices. No result depends on the number of threads.
 *
 * <p>Matrices that a method writes to are none of those it reads.
 */
public interface WeightArithmetic {

    /** One numbered piece of work. */
    @FunctionalInterface
    interface NumberedTask {

        /**
         * Does the work.
         *
         * @param worker number of the thread, from 0, for what a thread keeps for itself
         * @param task number of the task, from 0
         */
        void run(int worker, int task);
    }

    /** The number of threads that work, at least 1. */
    int threads();

    /** Does the tasks 0 … {@code tasks - 1}, in any order and on any thread, and returns when all are done. */
    void run(int tasks, NumberedTask task);

    /** A matrix of zeros, in memory that the loops are fast on. */
    PanelMatrix matrix(int rows, int columns);

    /**
     * A step of Adam for {@code count} weights that follow one another.
     *
     * @param parameters θ; stepped from {@code first} on
     * @param gradient dL/dθ, at the same places; not modified
     * @param m first moments, from {@code firstMoment} on
     * @param v second moments, at the same places as m
     */
    void adam(
            AdamStep step,
            float[] parameters,
            float[] gradient,
            int first,
            int count,
            float[] m,
            float[] v,
            int firstMoment);

    /** c = a b. */
    void product(PanelMatrix a, PanelMatrix b, PanelMatrix c);

    /** c = aᵀ b. */
    void transposedProduct(PanelMatrix a, PanelMatrix b, PanelMatrix c);

    /** c = aᵀ a, exactly symmetric. */
    void gram(PanelMatrix a, PanelMatrix c);

    /** c = a b where that is symmetric, as of two polynomials of one symmetric matrix; c is exactly symmetric. */
    void symmetricProduct(PanelMatrix a, PanelMatrix b, PanelMatrix c);

    /**
     * Makes the rows orthonormal in their order, by Gram and Schmidt's method in its stable form, twice over.
     *
     * @return false where a row is one of those before it, or zero: then the matrix is undefined
     */
    boolean orthonormalize(PanelMatrix rows);
}
