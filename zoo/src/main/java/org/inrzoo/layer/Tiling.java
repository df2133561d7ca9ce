package org.inrzoo.layer;

import java.util.List;

/**
 * The periodic tile of experts that one Levels-of-Experts layer lays over the domain.
 *
 * <p>On each axis a point p lies at q = αp + β, in cells: expert j of N serves the cells ⌊q⌋ ≡ j (mod N). Where the
 * tile is turned, Rp takes the place of p.
 *
 * @param dimensions axes of the domain, d
 * @param experts experts per axis, N; the layer has N^d
 * @param alpha cells per unit of the domain, α
 * @param beta offset in cells, β
 * @param blending how experts share a point
 * @param rotation R, [d, d] row-major: the directions of the tile's axes; empty where they are those of the domain
 */
public record Tiling(
        int dimensions, int experts, double alpha, double beta, Blending blending, List<Double> rotation) {

    public Tiling {
        rotation = List.copyOf(rotation);
        if (dimensions < 1 || experts < 1 || !(alpha > 0) || !Double.isFinite(alpha) || !Double.isFinite(beta)) {
            throw new IllegalArgumentException("a tiling needs at least one axis, one expert per axis and a positive,"
                    + " finite scale, not " + dimensions + " axes, " + experts + " experts, alpha " + alpha + ", beta " + beta);
        }
        if (!rotation.isEmpty() && rotation.size() != dimensions * dimensions) {
            throw new IllegalArgumentException("a rotation in " + dimensions + " dimensions has "
                    + dimensions * dimensions + " numbers, not " + rotation.size());
        }
    }

    /** A tile along the axes of the domain. */
    public Tiling(int dimensions, int experts, double alpha, double beta, Blending blending) {
        this(dimensions, experts, alpha, beta, blending, List.of());
    }

    /** The same tile with {@code factor} times as many cells per unit. */
    Tiling scaled(double factor) {
        return new Tiling(dimensions, experts, alpha * factor, beta, blending, rotation);
    }

    /** The same tile, {@code cells} cells further on every axis. */
    Tiling shifted(double cells) {
        return new Tiling(dimensions, experts, alpha, beta + cells, blending, rotation);
    }

    /** The same tile with its axes in these directions. */
    Tiling turned(List<Double> directions) {
        return new Tiling(dimensions, experts, alpha, beta, blending, directions);
    }

    /** Whether the tile's axes are not those of the domain. */
    public boolean isTurned() {
        return !rotation.isEmpty();
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
