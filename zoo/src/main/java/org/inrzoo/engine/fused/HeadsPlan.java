package org.inrzoo.engine.fused;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.layer.SparseHeads;
import org.inrzoo.network.ParameterLayout;

/**
 * Sparse heads: as many multiply-accumulates as there are connections, whatever the width of the body.
 *
 * <p>There are thousands of heads and often but a handful of points, so that the heads are what the threads share: in
 * tasks of a fixed size, each with its own gradient by the features, which are added in order. Weights and connections
 * are read where the caller has them.
 */
final class HeadsPlan implements LayerPlan {

    /** Connections of a task, at least, and tasks, at most. */
    private static final int GRAIN = 1 << 16;

    private static final int MOST_TASKS = 16;

    private final Kernels kernels;
    private final Workers workers;
    private final int inputs;
    private final int heads;
    private final int alpha;
    private final boolean bias;
    private final int weightsAt;
    private final int biasAt;
    private final int connectionsAt;
    private final int tasks;
    private float[] parameters;

    /**
     * A plan for one layer.
     *
     * @param inputs features of the body
     * @param slots the layer's parameters: {@code weight}, perhaps {@code bias}, and {@code connections}
     */
    HeadsPlan(Kernels kernels, Workers workers, int inputs, SparseHeads layer, List<ParameterLayout.Slot> slots) {
        this.kernels = kernels;
        this.workers = workers;
        this.inputs = inputs;
        heads = layer.heads();
        alpha = layer.connections();
        bias = layer.bias();
        weightsAt = LinearPlan.named(slots, "weight").offset();
        biasAt = bias ? LinearPlan.named(slots, "bias").offset() : 0;
        connectionsAt = LinearPlan.named(slots, "connections").offset();
        tasks = (int) Math.max(1, Math.min(Math.min(heads, MOST_TASKS), (long) heads * alpha / GRAIN));
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
    public void collect(float[] sums, int at, float[] gradient) {
        System.arraycopy(sums, at, gradient, weightsAt, heads * alpha);
        if (bias) {
            System.arraycopy(sums, at + heads * alpha, gradient, biasAt, heads);
        }
    }

    @Override
    public Stage stage(Arena arena, Block block) {
        return new HeadsStage(arena, block);
    }

    private int firstHead(int task) {
        return (int) ((long) heads * task / tasks);
    }

    /** Lines of points: the features, the outputs or their gradient, and every task's gradient by the features. */
    private final class HeadsStage implements Stage {

        private final Block block;
        private final Arena.Slice x;
        private final Arena.Slice y;
        private final Arena.Slice dx;

        HeadsStage(Arena arena, Block block) {
            this.block = block;
            x = arena.take(inputs * block.capacity());
            y = arena.take(heads * block.capacity());
            dx = arena.take(tasks * inputs * block.capacity());
        }

        /** The points of a line, filled up to whole vectors with points whose every number is zero. */
        private int line() {
            return kernels.padded(block.count());
        }

        @Override
        public void forward(Rows features, Rows outputs, boolean training) {
            toLines(features, 0, inputs, x);
            clearPadding(outputs);
            workers.share(tasks, task -> {
                int from = firstHead(task);
                int to = firstHead(task + 1);
                for (int head = from; head < to; head++) {
                    int at = y.at() + head * line();
                    Arrays.fill(y.data(), at, at + line(), bias ? parameters[biasAt + head] : 0);
                }
                kernels.heads()
                        .forward(
                                x.data(),
                                x.at(),
                                line(),
                                parameters,
                                weightsAt,
                                connectionsAt,
                                alpha,
                                from,
                                to,
                                y.data(),
                                y.at());
                fromLines(y, from, to, outputs);
            });
        }

        @Override
        public Rows backward(Rows features, Rows dy, Rows free, boolean wanted, float[] sums, int at) {
            int length = inputs * line();
            workers.share(tasks, task -> {
                int from = firstHead(task);
                int to = firstHead(task + 1);
                int own = dx.at() + task * inputs * block.capacity();
                Arrays.fill(dx.data(), own, own + length, 0);
                toLines(dy, from, to, y);
                kernels.heads()
                        .backward(
                                x.data(),
                                x.at(),
                                line(),
                                parameters,
                                weightsAt,
                                connectionsAt,
                                alpha,
                                from,
                                to,
                                y.data(),
                                y.at(),
                                dx.data(),
                                own,
                                sums,
                                at);
                if (bias) {
                    addBiasGradient(from, to, sums, at + heads * alpha);
                }
            });
            for (int task = 1; task < tasks; task++) {
                int own = dx.at() + task * inputs * block.capacity();
                for (int i = 0; i < length; i++) {
                    dx.data()[dx.at() + i] += dx.data()[own + i];
                }
            }
            fromLines(dx, 0, inputs, free);
            return free;
        }

        private void addBiasGradient(int from, int to, float[] sums, int at) {
            for (int head = from; head < to; head++) {
                float sum = 0;
                for (int point = 0; point < block.count(); point++) {
                    sum += y.data()[y.at() + head * line() + point];
                }
                sums[at + head] += sum;
            }
        }

        private void toLines(Rows rows, int from, int to, Arena.Slice lines) {
            int line = line();
            for (int feature = from; feature < to; feature++) {
                int at = lines.at() + feature * line;
                int row = rows.index(0, feature);
                for (int point = 0; point < block.count(); point++) {
                    lines.data()[at + point] = rows.data()[row + point * Rows.WIDTH];
                }
                Arrays.fill(lines.data(), at + block.count(), at + line, 0);
            }
        }

        private void fromLines(Arena.Slice lines, int from, int to, Rows rows) {
            int line = line();
            for (int feature = from; feature < to; feature++) {
                int at = lines.at() + feature * line;
                int row = rows.index(0, feature);
                for (int point = 0; point < block.count(); point++) {
                    rows.data()[row + point * Rows.WIDTH] = lines.data()[at + point];
                }
            }
        }

        /** The next layer may read whole vectors of features, and multiply what lies behind the last one by zero. */
        private void clearPadding(Rows rows) {
            int last = Rows.panels(heads) - 1;
            int used = Rows.inPanel(heads, last);
            for (int point = 0; point < block.count(); point++) {
                int row = rows.panel(last) + point * Rows.WIDTH;
                Arrays.fill(rows.data(), row + used, row + Rows.WIDTH, 0);
            }
        }
    }
}
