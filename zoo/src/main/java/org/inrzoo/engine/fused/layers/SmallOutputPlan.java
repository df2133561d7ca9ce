package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.PointsByExpert;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.memory.WeightPanels;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.network.ParameterLayout;

/**
 * A plain linear layer with so few outputs that vectors of outputs would be mostly padding, as most networks' last:
 * here vectors run over the inputs, weights and their gradient lie transposed.
 */
final class SmallOutputPlan implements LayerPlan {

    /** Outputs up to which this is faster than {@link LinearPlan}. */
    static final int LARGEST = 3;

    private final Kernels kernels;
    private final WeightPanels transposed;
    private final ParameterLayout.Slot weightSlot;
    private final ParameterLayout.Slot biasSlot;
    private final Arena.Slice weights;
    private final Arena.Slice zeros;
    private final float[] bias;

    SmallOutputPlan(LayerSite site, int outputs) {
        kernels = site.kernels();
        Arena arena = site.arena();
        transposed = new WeightPanels(1, outputs, site.inputs());
        weightSlot = site.slot("weight");
        biasSlot = site.slot("bias");
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
                weights.data()[weights.offset() + transposed.index(0, output, input)] = parameters[from++];
            }
        }
        System.arraycopy(parameters, biasSlot.offset(), bias, 0, outputs());
    }

    @Override
    public int gradientSize() {
        return transposed.size() + Rows.WIDTH;
    }

    @Override
    public void collect(float[] sums, int offset, float[] gradient) {
        int to = weightSlot.offset();
        for (int input = 0; input < inputs(); input++) {
            for (int output = 0; output < outputs(); output++) {
                gradient[to++] = sums[offset + transposed.index(0, output, input)];
            }
        }
        System.arraycopy(sums, offset + transposed.size(), gradient, biasSlot.offset(), outputs());
    }

    @Override
    public boolean keepsInput() {
        return true;
    }

    @Override
    public LayerStage stage(Arena arena, Block block) {
        return new NarrowStage(block);
    }

    @Override
    public LayerStage derivativeStage(Arena arena, Block block) {
        return stage(arena, block);
    }

    private final class NarrowStage implements LayerStage {

        private final Block block;
        private final PointsByExpert all;

        NarrowStage(Block block) {
            this.block = block;
            this.all = new PointsByExpert(1, block.capacity());
        }

        @Override
        public void forward(Rows x, Rows y, boolean training) {
            for (int output = 0; output < outputs(); output++) {
                dots(x, y, output, 0, block.count(), bias[output]);
                if (block.parts() > 1) { // a bias has no derivatives
                    dots(x, y, output, block.count(), block.rows() - block.count(), 0);
                }
            }
        }

        private void dots(Rows x, Rows y, int output, int row, int count, float start) {
            for (int panel = 0; panel < Rows.panels(inputs()); panel++) {
                kernels.products()
                        .dots(
                                x.data(),
                                x.panel(panel) + row * Rows.WIDTH,
                                count,
                                kernels.columns(inputs(), panel),
                                weights.data(),
                                weights.offset() + transposed.index(0, output, panel * Rows.WIDTH),
                                start,
                                panel > 0,
                                y.data(),
                                y.index(row, output));
            }
        }

        @Override
        public Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
            kernels.elementwise()
                    .columnSums(
                            dy.data(), dy.panel(0), block.count(), kernels.lanes(), sums, offset + transposed.size());
            for (int panel = 0; panel < Rows.panels(inputs()); panel++) {
                kernels.products()
                        .accumulateWeightGradient(
                                dy.data(),
                                dy.panel(0),
                                outputs(),
                                x.data(),
                                x.panel(panel),
                                block.rows(),
                                kernels.columns(inputs(), panel),
                                sums,
                                offset + transposed.panel(0, 0, panel));
            }
            if (inputGradientWanted) {
                addInputGradient(dy, freeRows);
            }
            return freeRows;
        }

        private void addInputGradient(Rows dy, Rows dx) {
            all.assign(0, block.rows());
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
                                weights.offset() + transposed.panel(0, 0, panel),
                                kernels.columns(inputs(), panel),
                                zeros.data(),
                                zeros.offset(),
                                0,
                                dx.data(),
                                dx.panel(panel));
            }
        }
    }
}
