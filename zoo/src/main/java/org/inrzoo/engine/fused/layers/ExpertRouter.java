package org.inrzoo.engine.fused.layers;

import java.util.Arrays;
import org.inrzoo.engine.fused.kernels.ElementwiseKernels;
import org.inrzoo.engine.fused.memory.PointsByExpert;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ExpertTiling;

/**
 * Finds the experts of a block's points, as {@link org.inrzoo.layer.LevelsOfExperts} defines them.
 *
 * <p>A blended point belongs to one expert in each of 2^d corners: on every axis the one of its own cell, at distance
 * f = q - ⌊q⌋, or the next, at 1 - f. Where the tiling has only one expert per axis, both are that expert, the nearer
 * distance counts, and there is one corner. Where points carry their derivatives by the coordinates, those of the blending are here.
 */
final class ExpertRouter {

    private final ExpertTiling tiling;
    private final ElementwiseKernels elementwise;
    private final boolean blends;
    private final PointsByExpert[] corners;
    private final float[][] coefficients;
    private final float[][] slopes;
    private final float[][] digits;
    private final float[][] fractions;
    private final float[] numbers;
    private final double[] rotation;
    private final float[] turned;

    ExpertRouter(ExpertTiling tiling, ElementwiseKernels elementwise, int capacity) {
        this.tiling = tiling;
        this.elementwise = elementwise;
        blends = tiling.blending() == Blending.LINEAR;
        int count = blends && tiling.experts() > 1 ? 1 << tiling.dimensions() : 1;
        corners = new PointsByExpert[count];
        for (int corner = 0; corner < count; corner++) {
            corners[corner] = new PointsByExpert(tiling.count(), capacity);
        }
        coefficients = new float[count][capacity];
        slopes = new float[count][tiling.dimensions() * capacity];
        digits = new float[tiling.dimensions()][capacity];
        fractions = new float[tiling.dimensions()][capacity];
        numbers = new float[capacity];
        rotation = tiling.rotation().stream().mapToDouble(Double::doubleValue).toArray();
        turned = new float[tiling.isTurned() ? tiling.dimensions() * capacity : 0];
    }

    /** Groups the block's rows by their points' experts. */
    void locate(Block block) {
        if (!blends && tiling.count() == 1) {
            corners[0].assign(0, block.rows());
            return;
        }
        int count = (block.count() + 15) / 16 * 16;
        Arrays.fill(numbers, 0);
        float[] axes = directed(block);
        for (int axis = 0; axis < tiling.dimensions(); axis++) {
            elementwise.cells(
                    axes,
                    axis * block.capacity(),
                    count,
                    (float) tiling.alpha(axis),
                    (float) tiling.beta(),
                    tiling.experts(),
                    digits[axis],
                    fractions[axis],
                    numbers);
        }
        for (int corner = 0; corner < corners.length; corner++) {
            if (corner > 0) {
                number(corner, block.count());
            }
            for (int part = 1; part < block.parts(); part++) {
                System.arraycopy(numbers, 0, numbers, part * block.count(), block.count());
            }
            corners[corner].sort(numbers, block.rows());
            if (blends) {
                weigh(corner, block.count());
                if (block.parts() > 1) {
                    weighSlopes(corner, block);
                }
            }
        }
    }

    /** The points' coordinates along the tiling's own axes, laid out like the block's. */
    private float[] directed(Block block) {
        if (!tiling.isTurned()) {
            return block.axes();
        }
        int dimensions = tiling.dimensions();
        for (int axis = 0; axis < dimensions; axis++) {
            for (int point = 0; point < block.count(); point++) {
                double along = 0;
                for (int other = 0; other < dimensions; other++) {
                    along += rotation[axis * dimensions + other] * block.coordinate(point, other);
                }
                turned[axis * block.capacity() + point] = (float) along;
            }
        }
        return turned;
    }

    /** The expert of every point at this corner, row-major over the axes; at corner 0 the digits alone say it. */
    private void number(int corner, int count) {
        int experts = tiling.experts();
        for (int axis = 0; axis < digits.length; axis++) {
            float[] digit = digits[axis];
            boolean next = next(corner, axis);
            for (int point = 0; point < count; point++) {
                float own = next ? digit[point] + 1 : digit[point];
                float wrapped = own == experts ? 0 : own;
                numbers[point] = axis == 0 ? wrapped : numbers[point] * experts + wrapped;
            }
        }
    }

    /** The product of the hat functions at this corner. */
    private void weigh(int corner, int count) {
        float[] coefficient = coefficients[corner];
        for (int axis = 0; axis < fractions.length; axis++) {
            for (int point = 0; point < count; point++) {
                float hat = hat(corner, axis, point);
                coefficient[point] = axis == 0 ? hat : coefficient[point] * hat;
            }
        }
    }

    private float hat(int corner, int axis, int point) {
        float f = fractions[axis][point];
        return tiling.experts() == 1 ? Math.max(f, 1 - f) : next(corner, axis) ? f : 1 - f;
    }

    /** How that product changes along every axis of the points: by α times the hat's slope, which is ±1, and the other hats. */
    private void weighSlopes(int corner, Block block) {
        int dimensions = block.dimensions();
        Arrays.fill(slopes[corner], 0);
        for (int point = 0; point < block.count(); point++) {
            for (int axis = 0; axis < fractions.length; axis++) {
                float f = fractions[axis][point];
                boolean rises = tiling.experts() == 1 ? f > 0.5f : next(corner, axis);
                double slope = rises ? tiling.alpha(axis) : -tiling.alpha(axis);
                for (int other = 0; other < fractions.length; other++) {
                    slope *= other == axis ? 1 : hat(corner, other, point);
                }
                for (int along = 0; along < dimensions; along++) {
                    double direction = tiling.isTurned() ? rotation[axis * dimensions + along] : axis == along ? 1 : 0;
                    slopes[corner][along * block.capacity() + point] +=
                            (float) (slope * direction * block.scale(along));
                }
            }
        }
    }

    private static boolean next(int corner, int axis) {
        return (corner >> axis & 1) == 1;
    }

    /** Corners per point. */
    int corners() {
        return corners.length;
    }

    /** Whether points count at a corner by {@link #coefficients}, not in full. */
    boolean blends() {
        return blends;
    }

    PointsByExpert groups(int corner) {
        return corners[corner];
    }

    float[] coefficients(int corner) {
        return coefficients[corner];
    }

    /** The coefficients' derivatives by the coordinates, in the axes' units, laid out as {@link Block#axes}. */
    float[] slopes(int corner) {
        return slopes[corner];
    }
}
