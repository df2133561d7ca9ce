package org.inrzoo.layer;

/** How far a network is differentiated by the coordinates; each order holds those before it. */
public enum DerivativeOrder {
    /** The values y alone. */
    VALUES("values"),
    /** And the gradient, ∂y/∂p_k on every axis k. */
    GRADIENT("gradient"),
    /** And the Laplacian, Σ_k ∂²y/∂p_k². */
    LAPLACIAN("Laplacian");

    private final String word;

    DerivativeOrder(String word) {
        this.word = word;
    }

    /** Whether it holds what {@code other} asks for. */
    public boolean holds(DerivativeOrder other) {
        return compareTo(other) >= 0;
    }

    /** What it adds to the order before, as a message calls it. */
    @Override
    public String toString() {
        return word;
    }
}
