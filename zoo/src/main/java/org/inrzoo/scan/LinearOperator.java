package org.inrzoo.scan;

/** A linear map A between vectors of numbers, and its adjoint Aᵀ: ⟨Ax, y⟩ = ⟨x, Aᵀy⟩. */
public interface LinearOperator {

    /** The length of x. */
    int inputs();

    /** The length of Ax. */
    int outputs();

    /** Ax, a new array; x is not modified. */
    double[] apply(double[] x);

    /** Aᵀy, a new array; y is not modified. */
    double[] adjoint(double[] y);

    /**
     * Checks a vector's length.
     *
     * @throws IllegalArgumentException when it is not {@code expected}
     */
    static void require(double[] vector, int expected) {
        if (vector.length != expected) {
            throw new IllegalArgumentException("the operator takes " + expected + " numbers, not " + vector.length);
        }
    }
}
