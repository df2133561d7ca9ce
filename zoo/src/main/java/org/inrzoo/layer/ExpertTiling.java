package org.inrzoo.layer;

import java.util.Collections;
import java.util.List;

/**
 * The periodic pattern of experts that one Levels-of-Experts layer lays over the domain.
 *
 * <p>On each axis a point p lies at q = αp + β, in cells: expert j of N serves the cells ⌊q⌋ ≡ j (mod N). Each axis
 * has an α of its own, so that cells can be as wide as they are high on a domain that is not square. Where the pattern
 * is turned, Rp takes the place of p.
 *
 * @param dimensions axes of the domain, d
 * @param experts experts per axis, N; the layer has N^d
 * @param scales cells per unit of the domain, α, of every axis
 * @param beta offset in cells, β
 * @param blending how experts share a point
 * @param rotation R, [d, d] row-major: the directions of the pattern's axes; empty where they are those of the domain
 */
public record ExpertTiling(
        int dimensions, int experts, List<Double> scales, double beta, Blending blending, List<Double> rotation) {

    public ExpertTiling {
        scales = List.copyOf(scales);
        rotation = List.copyOf(rotation);
        boolean finite = scales.stream().allMatch(a -> a > 0 && Double.isFinite(a));
        if (dimensions < 1 || experts < 1 || scales.size() != dimensions || !finite || !Double.isFinite(beta)) {
            throw new IllegalArgumentException(
                    "a tiling needs at least one axis, one expert per axis and a positive, finite"
                            + " scale for each, not " + dimensions + " axes, " + experts + " experts, scales " + scales
                            + ", beta " + beta);
        }
        if (!rotation.isEmpty() && rotation.size() != dimensions * dimensions) {
            throw new IllegalArgumentException("a rotation in " + dimensions + " dimensions has "
                    + dimensions * dimensions + " numbers, not " + rotation.size());
        }
    }

    /** A pattern along the axes of the domain, of as many cells on each. */
    public ExpertTiling(int dimensions, int experts, double alpha, double beta, Blending blending) {
        this(dimensions, experts, alpha, beta, blending, List.of());
    }

    /** A pattern of as many cells on every axis. */
    public ExpertTiling(
            int dimensions, int experts, double alpha, double beta, Blending blending, List<Double> rotation) {
        this(dimensions, experts, Collections.nCopies(Math.max(0, dimensions), alpha), beta, blending, rotation);
    }

    /** Cells per unit of the domain along an axis, α. */
    public double alpha(int axis) {
        return scales.get(axis);
    }

    /** The same pattern with {@code factor} times as many cells per unit. */
    ExpertTiling scaled(double factor) {
        return new ExpertTiling(
                dimensions, experts, scales.stream().map(a -> a * factor).toList(), beta, blending, rotation);
    }

    /** The same pattern, {@code cells} cells further on every axis. */
    ExpertTiling shifted(double cells) {
        return new ExpertTiling(dimensions, experts, scales, beta + cells, blending, rotation);
    }

    /** The same pattern with its axes in these directions. */
    ExpertTiling turned(List<Double> directions) {
        return new ExpertTiling(dimensions, experts, scales, beta, blending, directions);
    }

    /** Whether the pattern's axes are not those of the domain. */
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
