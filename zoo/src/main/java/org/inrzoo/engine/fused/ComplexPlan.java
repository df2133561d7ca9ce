package org.inrzoo.engine.fused;

import java.util.List;
import org.inrzoo.layer.ComplexDense;
import org.inrzoo.network.ParameterLayout;

/** A complex linear layer as the real one that {@link ComplexDense} says it is. */
final class ComplexPlan implements LayerPlan {

    /** Says which element of the real layer is a parameter's, with which sign. */
    private interface Link {
        void join(int parameter, int element, int sign);
    }

    private final DerivedLinear linear;
    private final ComplexDense layer;
    private final List<ParameterLayout.Slot> slots;

    ComplexPlan(Kernels kernels, Arena arena, ComplexDense layer, int inputs, List<ParameterLayout.Slot> slots) {
        this.layer = layer;
        this.slots = slots;
        linear = DerivedLinear.of(kernels, arena, inputs, 2 * layer.width());
    }

    /** Goes over every pair of a parameter and an element of the real layer that it makes. */
    private void links(Link link) {
        int width = layer.width();
        int weight = offset("weight");
        int bias = offset("bias");
        for (int output = 0; output < width; output++) {
            link.join(bias + output, linear.bias(2 * output), 1);
            if (!layer.real()) {
                link.join(offset("biasImaginary") + output, linear.bias(2 * output + 1), 1);
            }
        }
        if (layer.real()) {
            for (int i = 0; i < linear.inputs() * width; i++) {
                link.join(weight + i, linear.weight(i / width, 2 * (i % width)), 1);
            }
            return;
        }
        int imaginary = offset("weightImaginary");
        for (int i = 0; i < linear.inputs() / 2 * width; i++) {
            int input = 2 * (i / width);
            int output = 2 * (i % width);
            link.join(weight + i, linear.weight(input, output), 1);
            link.join(weight + i, linear.weight(input + 1, output + 1), 1);
            link.join(imaginary + i, linear.weight(input, output + 1), 1);
            link.join(imaginary + i, linear.weight(input + 1, output), -1);
        }
    }

    private int offset(String name) {
        return LinearPlan.named(slots, name).offset();
    }

    @Override
    public void prepare(float[] parameters) {
        links((parameter, element, sign) -> linear.values()[element] = sign * parameters[parameter]);
        linear.plan().prepare(linear.values());
    }

    @Override
    public int gradientSize() {
        return linear.plan().gradientSize();
    }

    @Override
    public void collect(float[] sums, int at, float[] gradient) {
        linear.plan().collect(sums, at, linear.gradient());
        links((parameter, element, sign) -> gradient[parameter] = 0);
        links((parameter, element, sign) -> gradient[parameter] += sign * linear.gradient()[element]);
    }

    @Override
    public boolean keepsInput() {
        return true;
    }

    @Override
    public Stage stage(Arena arena, Block block) {
        return linear.plan().stage(arena, block);
    }
}
