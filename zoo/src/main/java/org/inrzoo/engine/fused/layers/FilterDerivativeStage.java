package org.inrzoo.engine.fused.layers;

import java.util.Optional;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.point.Range;

/**
 * A multiplicative filter y = x ⊙ sin(z) ⊙ exp(u) of points that carry their derivatives by the coordinates: z and u are linear in
 * the coordinates and their squared length, sine and exponential follow the chain rule, the factors the product rule.
 */
final class FilterDerivativeStage implements LayerStage {

    private final Block block;
    private final Range range;
    private final RowsProduct product;
    private final Rows coordinates;
    private final Factor wave;
    private final Optional<Factor> bell;
    private final Rows both;
    private final Rows gradient;

    /**
     * A stage for one thread.
     *
     * @param range the interval of the coordinates
     * @param phases makes z of the coordinates
     * @param exponents makes u of the coordinates and their squared length; empty where there is no bell
     */
    FilterDerivativeStage(
            Kernels kernels,
            Range range,
            int features,
            LinearPlan phases,
            Optional<LinearPlan> exponents,
            Arena arena,
            Block block) {
        this.block = block;
        this.range = range;
        product = new RowsProduct(kernels, block, features);
        coordinates = Rows.allocate(arena, block.dimensions() + 1, block.capacity());
        wave = new Factor(phases, SineKernel.plan(kernels, features, 1), 0, arena);
        bell = exponents.map(plan -> new Factor(plan, exponential(kernels, features), phases.gradientSize(), arena));
        both = bell.isPresent() ? Rows.allocate(arena, features, block.capacity()) : wave.values;
        gradient = Rows.allocate(arena, features, block.capacity());
    }

    /** All of whose derivatives it is itself. */
    private static ActivationPlan exponential(Kernels kernels, int features) {
        ActivationPlan.PanelFunction exponential = (z, zOffset, y, yOffset, d, dOffset, count, columns) -> {
            kernels.terms().exp(z, zOffset, y, yOffset, count, columns);
            System.arraycopy(y, yOffset, d, dOffset, count * Rows.WIDTH);
        };
        return new ActivationPlan(kernels, features, block -> exponential)
                .with(
                        (z,
                                zOffset,
                                y,
                                yOffset,
                                d,
                                dOffset,
                                second,
                                secondOffset,
                                third,
                                thirdOffset,
                                count,
                                columns) -> {
                            System.arraycopy(y, yOffset, second, secondOffset, count * Rows.WIDTH);
                            System.arraycopy(y, yOffset, third, thirdOffset, count * Rows.WIDTH);
                        });
    }

    @Override
    public void forward(Rows x, Rows y, boolean training) {
        readCoordinates();
        wave.forward(training);
        bell.ifPresent(other -> {
            other.forward(training);
            product.multiply(wave.values, other.values, both);
        });
        product.multiply(x, both, y);
    }

    @Override
    public Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
        product.gradient(x, dy, gradient);
        product.gradient(both, dy, dy);
        bell.ifPresent(other -> {
            product.gradient(wave.values, gradient, both);
            other.backward(both, freeRows, sums, offset);
            product.gradient(other.values, gradient, gradient);
        });
        wave.backward(gradient, freeRows, sums, offset);
        return dy;
    }

    /** The coordinates v, then ‖v‖², with their derivatives. */
    private void readCoordinates() {
        int d = block.dimensions();
        int count = block.count();
        float[] data = coordinates.data();
        double curvature = 0;
        for (int axis = 0; axis < d; axis++) {
            double slope = range.length() * block.scale(axis);
            curvature += 2 * slope * slope;
        }
        for (int point = 0; point < count; point++) {
            double squares = 0;
            for (int axis = 0; axis < d; axis++) {
                float v = range.fromUnit(block.coordinate(point, axis));
                double slope = range.length() * block.scale(axis);
                squares += (double) v * v;
                data[coordinates.index(point, axis)] = v;
                for (int row = count + point; row < block.rows(); row += count) {
                    data[coordinates.index(row, axis)] = row / count == axis + 1 ? (float) slope : 0;
                }
                data[coordinates.index((1 + axis) * count + point, d)] = (float) (2 * v * slope);
            }
            data[coordinates.index(point, d)] = (float) squares;
            if (block.order() == DerivativeOrder.LAPLACIAN) {
                data[coordinates.index((1 + d) * count + point, d)] = (float) curvature;
            }
        }
    }

    /** A function of something linear in the coordinates. */
    private final class Factor {

        private final LayerStage linear;
        private final LayerStage function;
        private final Rows arguments;
        private final Rows values;
        private final int sumsOffset;

        /**
         * A factor.
         *
         * @param sumsOffset where the linear layer's part of the filter's gradients begins
         */
        Factor(LinearPlan linear, ActivationPlan function, int sumsOffset, Arena arena) {
            this.linear = linear.derivativeStage(arena, block);
            this.function = function.derivativeStage(arena, block);
            this.sumsOffset = sumsOffset;
            arguments = Rows.allocate(arena, function.features(), block.capacity());
            values = Rows.allocate(arena, function.features(), block.capacity());
        }

        void forward(boolean training) {
            linear.forward(coordinates, arguments, training);
            function.forward(arguments, values, training);
        }

        /** Overwrites the gradient by the values. */
        void backward(Rows dy, Rows freeRows, float[] sums, int offset) {
            function.backward(arguments, dy, freeRows, true, sums, offset);
            linear.backward(coordinates, dy, freeRows, false, sums, offset + sumsOffset);
        }
    }
}
