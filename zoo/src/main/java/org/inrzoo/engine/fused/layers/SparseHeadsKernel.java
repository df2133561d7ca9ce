package org.inrzoo.engine.fused.layers;

import java.util.Arrays;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.Workers;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.SparseHeads;

/**
 * Sparse heads: as many multiply-accumulates as there are connections, whatever the width of the body.
 *
 * <p>There are thousands of heads and often but a handful of points, so that the heads are what the threads share: in
 * tasks of a fixed size, each with its own gradient by the features, which are added in order. Weights and connections
 * are read where the caller has them.
 */
public final class SparseHeadsKernel implements LayerKernel<SparseHeads> {

    @Override
    public Class<SparseHeads> layer() {
        return SparseHeads.class;
    }

    @Override
    public boolean differentiates(SparseHeads layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(SparseHeads layer, LayerSite site) {
        return new Plan(layer, site);
    }

    private static final class Plan implements LayerPlan {

        /** Connections of a task, at least, and tasks, at most. */
        private static final int GRAIN = 1 << 16;

        private static final int MAX_TASKS = 16;

        private final Kernels kernels;
        private final Workers workers;
        private final int inputs;
        private final int heads;
        private final int alpha;
        private final boolean bias;
        private final int weightsOffset;
        private final int biasOffset;
        private final int connectionsOffset;
        private final int tasks;
        private float[] parameters;

        /**
         * A plan for one layer.
         *
         * @param site has the parameters {@code weight}, perhaps {@code bias}, and {@code connections}
         */
        Plan(SparseHeads layer, LayerSite site) {
            kernels = site.kernels();
            workers = site.workers();
            inputs = site.inputs();
            heads = layer.heads();
            alpha = layer.connections();
            bias = layer.bias();
            weightsOffset = site.slot("weight").offset();
            biasOffset = bias ? site.slot("bias").offset() : 0;
            connectionsOffset = site.slot("connections").offset();
            tasks = (int) Math.max(1, Math.min(Math.min(heads, MAX_TASKS), (long) heads * alpha / GRAIN));
        }

        @Override
        public void prepare(float[] parameters) {
            this.parameters = parameters;
        }

        /** The weights' gradient, then the biases', both as they lie in the flat vector. */
        @Override
        public int gradientSize() {
            return Rows.panels(heads * alpha + (bias ? heads : 0)) * Rows.WIDTH;
        }

        @Override
        public void collect(float[] sums, int offset, float[] gradient) {
            System.arraycopy(sums, offset, gradient, weightsOffset, heads * alpha);
            if (bias) {
                System.arraycopy(sums, offset + heads * alpha, gradient, biasOffset, heads);
            }
        }

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return new Stage(arena, block);
        }

        @Override
        public LayerStage derivativeStage(Arena arena, Block block) {
            return stage(arena, block);
        }

        private int firstHead(int task) {
            return (int) ((long) heads * task / tasks);
        }

        /** Lines of rows: the features, the outputs or their gradient, and every task's gradient by the features. */
        private final class Stage implements LayerStage {

            private final Block block;
            private final Arena.Slice x;
            private final Arena.Slice y;
            private final Arena.Slice dx;

            Stage(Arena arena, Block block) {
                this.block = block;
                x = arena.take(inputs * block.capacity());
                y = arena.take(heads * block.capacity());
                dx = arena.take(tasks * inputs * block.capacity());
            }

            /** The rows of a line, filled up to whole vectors with rows whose every number is zero. */
            private int line() {
                return kernels.padded(block.rows());
            }

            @Override
            public void forward(Rows features, Rows outputs, boolean training) {
                toLines(features, 0, inputs, x);
                workers.share(tasks, task -> {
                    int from = firstHead(task);
                    int to = firstHead(task + 1);
                    for (int head = from; head < to; head++) {
                        int offset = y.offset() + head * line();
                        int derivatives = block.parts() == 1 ? offset + line() : offset + block.count();
                        Arrays.fill(y.data(), offset, derivatives, bias ? parameters[biasOffset + head] : 0);
                        Arrays.fill(y.data(), derivatives, offset + line(), 0); // a bias has none
                    }
                    kernels.heads()
                            .forward(
                                    x.data(),
                                    x.offset(),
                                    line(),
                                    parameters,
                                    weightsOffset,
                                    connectionsOffset,
                                    alpha,
                                    from,
                                    to,
                                    y.data(),
                                    y.offset());
                    fromLines(y, from, to, outputs);
                });
            }

            @Override
            public Rows backward(
                    Rows features, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
                int length = inputs * line();
                workers.share(tasks, task -> {
                    int from = firstHead(task);
                    int to = firstHead(task + 1);
                    int own = dx.offset() + task * inputs * block.capacity();
                    Arrays.fill(dx.data(), own, own + length, 0);
                    toLines(dy, from, to, y);
                    kernels.heads()
                            .backward(
                                    x.data(),
                                    x.offset(),
                                    line(),
                                    parameters,
                                    weightsOffset,
                                    connectionsOffset,
                                    alpha,
                                    from,
                                    to,
                                    y.data(),
                                    y.offset(),
                                    dx.data(),
                                    own,
                                    sums,
                                    offset);
                    if (bias) {
                        addBiasGradient(from, to, sums, offset + heads * alpha);
                    }
                });
                for (int task = 1; task < tasks; task++) {
                    int own = dx.offset() + task * inputs * block.capacity();
                    for (int i = 0; i < length; i++) {
                        dx.data()[dx.offset() + i] += dx.data()[own + i];
                    }
                }
                fromLines(dx, 0, inputs, freeRows);
                return freeRows;
            }

            private void addBiasGradient(int from, int to, float[] sums, int offset) {
                for (int head = from; head < to; head++) {
                    float sum = 0;
                    for (int point = 0; point < block.count(); point++) {
                        sum += y.data()[y.offset() + head * line() + point];
                    }
                    sums[offset + head] += sum;
                }
            }

            private void toLines(Rows rows, int from, int to, Arena.Slice lines) {
                int line = line();
                for (int feature = from; feature < to; feature++) {
                    int offset = lines.offset() + feature * line;
                    int row = rows.index(0, feature);
                    for (int i = 0; i < block.rows(); i++) {
                        lines.data()[offset + i] = rows.data()[row + i * Rows.WIDTH];
                    }
                    Arrays.fill(lines.data(), offset + block.rows(), offset + line, 0);
                }
            }

            private void fromLines(Arena.Slice lines, int from, int to, Rows rows) {
                int line = line();
                for (int feature = from; feature < to; feature++) {
                    int offset = lines.offset() + feature * line;
                    int row = rows.index(0, feature);
                    for (int i = 0; i < block.rows(); i++) {
                        rows.data()[row + i * Rows.WIDTH] = lines.data()[offset + i];
                    }
                }
            }
        }
    }
}
