package org.inrzoo.layer;

/**
 * The periodic tile of experts that one Levels-of-Experts layer lays over the domain.
 *
 * <p>On each axis a point p lies at q = αp + β, in cells: expert j of N serves the cells ⌊q⌋ ≡ j (mod N).
 *
 * @param dimensions axes of the domain, d
 * @param experts experts per axis, N; the layer has N^d
 * @param alpha cells per unit of the domain, α
 * @param beta offset in cells, β
 * @param blending how experts share a point
 */
public record Tiling(int dimensions, int experts, double alpha, double beta, Blending blending) {

    public Tiling {
        if (dimensions < 1 || experts < 1 || !(alpha > 0) || !Double.isFinite(alpha) || !Double.isFinite(beta)) {
            throw new IllegalArgumentException("a tiling needs at least one axis, one expert per axis and a positive,"
                    + " finite scale, not " + dimensions + " axes, " + experts + " experts, alpha " + alpha + ", beta " + beta);
        }
    }

    /** Experts in all, N^d. */
    public int count() {
        int count = 1;
        for (int axis = 0; axis < dimensions; axis++) {
            count = Math.multiplyExact(count, experts);
        }
        return count;
    }
}
