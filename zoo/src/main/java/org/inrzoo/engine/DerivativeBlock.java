package org.inrzoo.engine;

/** The outputs of some of a call's points with their derivatives by the coordinates, and room for the loss' gradient by all of them. */
public interface DerivativeBlock extends OutputBlock {

    /** Coordinates per point, d. */
    int dimensions();

    /** s_axis ∂y/∂p_axis of an output of a point, where s are the loss' {@link DerivativeLoss#scales}. */
    float derivative(int point, int output, int axis);

    /**
     * Σ_k s_k² ∂²y/∂p_k² of an output of a point.
     *
     * @throws IllegalStateException when the loss has not asked for Laplacians
     */
    float laplacian(int point, int output);

    /** Sets dL/d(s_axis ∂y/∂p_axis); what is not set is zero. */
    void setDerivativeGradient(int point, int output, int axis, float gradient);

    /**
     * Sets dL/d(Laplacian); what is not set is zero.
     *
     * @throws IllegalStateException when the loss has not asked for Laplacians
     */
    void setLaplacianGradient(int point, int output, float gradient);
}
