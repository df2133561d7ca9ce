package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.engine.fused.spi.NeighborhoodPlan;
import org.inrzoo.engine.fused.spi.NeighborhoodStage;
import org.inrzoo.network.ParameterLayout;

/**
 * A convolution as products of the points' neighbourhoods:
 *
 * <pre>
 *   y  = b + [x around the point] W              W [k·k·inputs, outputs], as it lies in the flat vector
 *   dx = [dy around the point] V                 V[(u, v, o), i] = W[(k-1-u, k-1-v, i), o]
 *   dW = Σ [x around the point]ᵀ dy              over the points
 * </pre>
 */
final class ConvolutionPlan implements NeighborhoodPlan {

    private final int side;
    private final int inputs;
    private final int outputs;
    private final ParameterLayout.Slot weight;
    private final LinearPlan linear;
    private final VirtualLinear turned;

    /** The plan of a layer whose parameters are called {@code weight}, [side, side, inputs, outputs], and {@code bias}. */
    ConvolutionPlan(LayerSite site, int side, int outputs) {
        this.side = side;
        this.outputs = outputs;
        inputs = site.inputs();
        weight = site.slot("weight");
        linear = new LinearPlan(site, LinearPlan.plain(), around(inputs), outputs, weight, site.slot("bias"));
        turned = VirtualLinear.of(site, around(outputs), inputs);
    }

    @Override
    public int reach() {
        return side / 2;
    }

    @Override
    public int widest() {
        return around(Math.max(inputs, outputs));
    }

    @Override
    public void prepare(float[] parameters) {
        linear.prepare(parameters);
        int area = side * side;
        for (int tap = 0; tap < area; tap++) {
            for (int i = 0; i < inputs; i++) {
                int from = weight.offset() + ((area - 1 - tap) * inputs + i) * outputs;
                for (int o = 0; o < outputs; o++) {
                    turned.values()[turned.weight(tap * outputs + o, i)] = parameters[from + o];
                }
            }
        }
        turned.plan().prepare(turned.values());
    }

    @Override
    public int gradientSize() {
        return linear.gradientSize();
    }

    @Override
    public void collect(float[] sums, int offset, float[] gradient) {
        linear.collect(sums, offset, gradient);
    }

    @Override
    public boolean keepsInput() {
        return true;
    }

    @Override
    public NeighborhoodStage stage(Arena arena, Block block) {
        LayerStage forward = linear.stage(arena, block);
        LayerStage backward = turned.plan().stage(arena, block);
        return new NeighborhoodStage() {
            @Override
            public void forward(Rows x, Rows y, boolean training) {
                forward.forward(x, y, training);
            }

            @Override
            public void resume(Rows x, Rows y) {
                forward.resume(x, y);
            }

            @Override
            public void sum(Rows x, Rows dy, float[] sums, int offset) {
                forward.resume(x, dy);
                forward.backward(x, dy, dy, false, sums, offset);
            }

            @Override
            public void complete(Rows dy, Rows dx) {
                backward.forward(dy, dx, false);
            }

            @Override
            public boolean leavesZeros() {
                return true;
            }
        };
    }
}
