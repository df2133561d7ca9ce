package org.inrzoo.peer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.fit.optimizer.OptimizerSettings;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.network.ParameterLayout.Slot;

/**
 * Muon in libtorch's operations, the experts of a layer as one stack of matrices; Adam moves what is no matrix.
 *
 * <pre>
 *   M = μ M + (1-μ) G        U = μ M + (1-μ) G        X = U / (1.01 ‖U‖_F)
 *   five times: A = XXᵀ,  X = a X + (b A + c A²) X    a, b, c = 3.4445, -4.7750, 2.0315
 *   W = W - rate · 0.2 √max(m, n) · X
 * </pre>
 */
final class LibtorchMuon implements LibtorchOptimizer {

    private static final int SMALLEST_SIDE = 16;
    private static final int ITERATIONS = 5;

    /** Matrices of one shape: parameter and momentum, [matrices, rows, columns]. */
    private record Stack(NDArray parameter, NDArray momentum, Shape shape) {}

    private final OptimizerSettings settings;
    private final List<Stack> stacks = new ArrayList<>();
    private final LibtorchAdam rest;

    LibtorchMuon(
            Map<String, NDArray> parameters, ParameterLayout layout, OptimizerSettings settings, NDManager manager) {
        this.settings = settings;
        List<NDArray> others = new ArrayList<>();
        for (Slot slot : layout.slots()) {
            if (!slot.parameter().trainable()) {
                continue;
            }
            NDArray parameter = parameters.get(slot.name());
            if (isMatrix(slot, layout)) {
                Shape shape = new Shape(
                        slot.parameter().matrices(),
                        slot.parameter().fanIn(),
                        slot.parameter().fanOut());
                stacks.add(new Stack(parameter, manager.zeros(shape), shape));
            } else {
                others.add(parameter);
            }
        }
        double auxiliary = settings.auxRate() == 0 ? settings.rate() : settings.auxRate();
        rest = new LibtorchAdam(others, settings, auxiliary, manager);
    }

    /** As the zoo has it: matrices between the first and the last layer that has any, of sides that are not too short. */
    private static boolean isMatrix(Slot slot, ParameterLayout layout) {
        int[] layers = layout.slots().stream()
                .filter(other -> other.parameter().trainable()
                        && other.parameter().shape().size() > 1)
                .mapToInt(Slot::layer)
                .sorted()
                .toArray();
        return slot.parameter().matrices() > 0
                && slot.layer() > layers[0]
                && slot.layer() < layers[layers.length - 1]
                && Math.min(slot.parameter().fanIn(), slot.parameter().fanOut()) >= SMALLEST_SIDE;
    }

    @Override
    public void step(double factor, int step) {
        float decay = (float) settings.matrixDecay();
        for (Stack stack : stacks) {
            NDArray gradient = stack.parameter.getGradient();
            NDArray part = gradient.reshape(stack.shape).mul(1 - decay);
            stack.momentum.muli(decay).addi(part);
            NDArray direction = orthogonal(stack.momentum.mul(decay).addi(part));
            double longer = Math.max(stack.shape.get(1), stack.shape.get(2));
            stack.parameter.subi(direction
                    .muli(settings.rate() * factor * 0.2 * Math.sqrt(longer))
                    .reshape(stack.parameter.getShape()));
            gradient.muli(0);
        }
        rest.step(factor, step);
    }

    /** The orthogonal matrices nearest to some, about, by Newton and Schulz, with products of the shorter side. */
    private static NDArray orthogonal(NDArray u) {
        boolean tall = u.getShape().get(1) > u.getShape().get(2);
        NDArray norm = u.square().sum(new int[] {1, 2}, true).sqrt().mul(1.01).add(1e-20);
        NDArray x = u.div(norm);
        x = tall ? x.swapAxes(1, 2) : x;
        for (int i = 0; i < ITERATIONS; i++) {
            NDArray a = x.batchMatMul(x.swapAxes(1, 2));
            NDArray b = a.batchMatMul(a).muli(2.0315).addi(a.mul(-4.7750));
            x = b.batchMatMul(x).addi(x.mul(3.4445));
        }
        return tall ? x.swapAxes(1, 2) : x;
    }
}
