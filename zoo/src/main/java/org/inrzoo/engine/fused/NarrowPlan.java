package org.inrzoo.engine.fused;

import java.util.List;
import org.inrzoo.network.ParameterLayout;

/**
 * A plain linear layer with so few outputs that vectors of outputs would be mostly padding, as most networks' last: here
 * vectors run over the inputs, weights and their gradient lie transposed.
 */
final class NarrowPlan implements LayerPlan {

    /** Outputs up to which this is faster than {@link LinearPlan}. */
    static final int MOST = 3;

    private final Kernels kernels;
    private final Panels transposed;
    private final ParameterLayout.Slot weightSlot;
    private final ParameterLayout.Slot biasSlot;
    private final Arena.Slice weights;
    private final Arena.Slice zeros;
    private final float[] bias;

    NarrowPlan(Kernels kernels, Arena arena, int inputs, int outputs, List<ParameterLayout.Slot> slots) {
        this.kernels = kernels;
        transposed = new Panels(1, outputs, inputs);
        weightSlot = LinearPlan.named(slots, "weight");
        biasSlot = LinearPlan.named(slots, "bias");
        weights = arena.take(transposed.size());
        zeros = arena.take(Rows.WIDTH);
        bias = new float[outputs];
    }

    private int inputs() {
        return transposed.columns();
    }

    private int outputs() {
        return transposed.rows();
    }

    @Override
    public void prepare(float[] parameters) {
        int from = weightSlot.offset();
        for (int input = 0; input < inputs(); input++) {
            for (int output = 0; output < outputs(); output++) {
                weights.data()[weights.at() + transposed.index(0, output, input)] = parameters[from++];
            }
        }
        System.arraycopy(parameters, biasSlot.offset(), bias, 0, outputs());
    }

    @Override
    public int gradientSize() {
        return transposed.size() + Rows.WIDTH;
    }

    @Override
    public void collect(float[] sums, int at, float[] gradient) {
        int to = weightSlot.offset();
        for (int input = 0; input < inputs(); input++) {
            for (int output = 0; output < outputs(); output++) {
                gradient[to++] = sums[at + transposed.index(0, output, input)];
            }
        }
        System.arraycopy(sums, at + transposed.size(), gradient, biasSlot.offset(), outputs());
    }

    @Override
    public boolean keepsInput() {
        return true;
    }

    @Override
    public Stage stage(Arena arena, Block block) {
        return new NarrowStage(block);
    }

    private final class NarrowStage implements Stage {

        private final Block block;
        private final Groups all;

        NarrowStage(Block block) {
            this.block = block;
            this.all = new Groups(1, block.capacity());
        }

        @Override
        public void forward(Rows x, Rows y, boolean training) {
            for (int output = 0; output < outputs(); output++) {
                for (int panel = 0; panel < Rows.panels(inputs()); panel++) {
                    kernels.products()
                            .dots(
                                    x.data(),
                                    x.panel(panel),
                                    block.count(),
                                    columns(panel),
                                    weights.data(),
                                    weights.at() + transposed.index(0, output, panel * Rows.WIDTH),
                                    bias[output],
                                    panel > 0,
                                    y.data(),
                                    y.index(0, output));
                }
            }
        }

        @Override
        public Rows backward(Rows x, Rows dy, Rows free, boolean wanted, float[] sums, int at) {
            kernels.passes()
                    .columnSums(dy.data(), dy.panel(0), block.count(), kernels.lanes(), sums, at + transposed.size());
            for (int panel = 0; panel < Rows.panels(inputs()); panel++) {
                kernels.products()
                        .outer(
                                dy.data(),
                                dy.panel(0),
                                outputs(),
                                x.data(),
                                x.panel(panel),
                                block.count(),
                                columns(panel),
                                sums,
                                at + transposed.panel(0, 0, panel));
            }
            if (wanted) {
                addInputGradient(dy, free);
            }
            return free;
        }

        private void addInputGradient(Rows dy, Rows dx) {
            all.assign(0, block.count());
            for (int panel = 0; panel < Rows.panels(inputs()); panel++) {
                kernels.products()
                        .product(
                                all.rows(),
                                0,
                                all.paddedEnd(0),
                                dy.data(),
                                dy.panel(0),
                                outputs(),
                                weights.data(),
                                weights.at() + transposed.panel(0, 0, panel),
                                columns(panel),
                                zeros.data(),
                                zeros.at(),
                                0,
                                dx.data(),
                                dx.panel(panel));
            }
        }

        private int columns(int panel) {
            return kernels.padded(Rows.inPanel(inputs(), panel));
        }
    }
}
