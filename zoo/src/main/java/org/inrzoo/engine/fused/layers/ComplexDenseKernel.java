package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.ComplexDense;
import org.inrzoo.layer.DerivativeOrder;

/** A complex linear layer as the real one that {@link ComplexDense} says it is. */
public final class ComplexDenseKernel implements LayerKernel<ComplexDense> {

    @Override
    public Class<ComplexDense> layer() {
        return ComplexDense.class;
    }

    @Override
    public boolean differentiates(ComplexDense layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(ComplexDense layer, LayerSite site) {
        return new Plan(layer, site);
    }

    private static final class Plan implements LayerPlan {

        /** Says which element of the real layer is a parameter's, with which sign. */
        private interface Link {
            void join(int parameter, int element, int sign);
        }

        private final VirtualLinear linear;
        private final ComplexDense layer;
        private final LayerSite site;

        Plan(ComplexDense layer, LayerSite site) {
            this.layer = layer;
            this.site = site;
            linear = VirtualLinear.of(site, site.inputs(), 2 * layer.width());
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
            return site.slot(name).offset();
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
        public void collect(float[] sums, int offset, float[] gradient) {
            linear.plan().collect(sums, offset, linear.gradient());
            links((parameter, element, sign) -> gradient[parameter] = 0);
            links((parameter, element, sign) -> gradient[parameter] += sign * linear.gradient()[element]);
        }

        @Override
        public boolean keepsInput() {
            return true;
        }

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return linear.plan().stage(arena, block);
        }

        @Override
        public LayerStage derivativeStage(Arena arena, Block block) {
            return linear.plan().derivativeStage(arena, block);
        }
    }
}
