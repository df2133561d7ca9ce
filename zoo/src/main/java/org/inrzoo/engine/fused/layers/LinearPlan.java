package org.inrzoo.engine.fused.layers;

import java.util.Arrays;
import org.inrzoo.engine.fused.kernels.ElementwiseKernels;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.kernels.MatrixProducts;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.PointsByExpert;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.memory.WeightPanels;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.network.ParameterLayout;

/**
 * A linear layer y = x W + b with one W, or with one for every expert of a tiling.
 *
 * <p>Each W is kept twice: as it is for y = x W, transposed for dx = dy Wᵀ.
 */
final class LinearPlan implements LayerPlan {

    private final Kernels kernels;
    private final ExpertTiling tiling;
    private final WeightPanels weights;
    private final WeightPanels transposed;
    private final ParameterLayout.Slot weightSlot;
    private final ParameterLayout.Slot biasSlot;
    private final Arena.Slice weightValues;
    private final Arena.Slice transposedValues;
    private final Arena.Slice biasValues;
    private final Arena.Slice zeros;

    /**
     * A plan for one layer.
     *
     * @param tiling which expert serves which point; one expert for all makes a plain layer
     * @param weight [experts, inputs, outputs]
     * @param bias [outputs]
     */
    LinearPlan(
            LayerSite site,
            ExpertTiling tiling,
            int inputs,
            int outputs,
            ParameterLayout.Slot weight,
            ParameterLayout.Slot bias) {
        this.tiling = tiling;
        weightSlot = weight;
        biasSlot = bias;
        kernels = site.kernels();
        Arena arena = site.arena();
        weights = new WeightPanels(tiling.count(), inputs, outputs);
        transposed = new WeightPanels(tiling.count(), outputs, inputs);
        weightValues = arena.take(weights.size());
        transposedValues = arena.take(transposed.size());
        biasValues = arena.take(Rows.panels(outputs) * Rows.WIDTH);
        zeros = arena.take(Rows.WIDTH);
    }

    /** The plan of a layer whose parameters are called {@code weight} and {@code bias}. */
    static LinearPlan of(LayerSite site, ExpertTiling tiling, int outputs) {
        return new LinearPlan(site, tiling, site.inputs(), outputs, site.slot("weight"), site.slot("bias"));
    }

    /** Where a row of an expert's matrix begins in the flat vector. */
    private int flat(int expert, int row) {
        return weightSlot.offset() + (expert * weights.rows() + row) * weights.columns();
    }

    @Override
    public void prepare(float[] parameters) {
        for (int expert = 0; expert < weights.experts(); expert++) {
            for (int row = 0; row < weights.rows(); row++) {
                for (int panel = 0; panel < Rows.panels(weights.columns()); panel++) {
                    prepare(parameters, expert, row, panel);
                }
            }
        }
        System.arraycopy(parameters, biasSlot.offset(), biasValues.data(), biasValues.offset(), weights.columns());
    }

    /** Takes over the part of an expert's row that lies in one panel, as it is and as a column of the transposed. */
    private void prepare(float[] parameters, int expert, int row, int panel) {
        int column = panel * Rows.WIDTH;
        int count = Rows.inPanel(weights.columns(), panel);
        int from = flat(expert, row) + column;
        System.arraycopy(
                parameters,
                from,
                weightValues.data(),
                weightValues.offset() + weights.index(expert, row, column),
                count);
        int to = transposedValues.offset() + transposed.index(expert, column, row);
        for (int i = 0; i < count; i++) {
            transposedValues.data()[to + i * Rows.WIDTH] = parameters[from + i];
        }
    }

    @Override
    public int gradientSize() {
        return weights.size() + (biasSlot.parameter().trainable() ? Rows.panels(weights.columns()) * Rows.WIDTH : 0);
    }

    @Override
    public void collect(float[] sums, int offset, float[] gradient) {
        for (int expert = 0; expert < weights.experts(); expert++) {
            for (int row = 0; row < weights.rows(); row++) {
                int to = flat(expert, row);
                for (int panel = 0; panel < Rows.panels(weights.columns()); panel++) {
                    int column = panel * Rows.WIDTH;
                    System.arraycopy(
                            sums,
                            offset + weights.index(expert, row, column),
                            gradient,
                            to + column,
                            Rows.inPanel(weights.columns(), panel));
                }
            }
        }
        if (biasSlot.parameter().trainable()) {
            System.arraycopy(sums, offset + weights.size(), gradient, biasSlot.offset(), weights.columns());
        }
    }

    @Override
    public boolean keepsInput() {
        return true;
    }

    @Override
    public boolean readsPoints() {
        return !tiling.equals(plain());
    }

    @Override
    public LayerStage stage(Arena arena, Block block) {
        return new LinearStage(block);
    }

    @Override
    public LayerStage derivativeStage(Arena arena, Block block) {
        return stage(arena, block);
    }

    private final class LinearStage implements LayerStage {

        private final Block block;
        private final ExpertRouter router;
        private final MatrixProducts products = kernels.products();
        private final ElementwiseKernels elementwise = kernels.elementwise();

        LinearStage(Block block) {
            this.block = block;
            this.router = new ExpertRouter(tiling, elementwise, block.capacity());
        }

        @Override
        public void forward(Rows x, Rows y, boolean training) {
            router.locate(block);
            if (block.parts() > 1) {
                forwardWithDerivatives(x, y);
                return;
            }
            for (int corner = 0; corner < router.corners(); corner++) {
                Rows part = weighted(corner, x, weights.rows());
                multiply(router.groups(corner), part, weights, weightValues, y, corner == 0 ? biasValues : null);
            }
        }

        /** Derivatives are multiplied as values are, but a bias has none. */
        private void forwardWithDerivatives(Rows x, Rows y) {
            for (int panel = 0; panel < Rows.panels(weights.columns()); panel++) {
                int derivatives = y.panel(panel) + block.count() * Rows.WIDTH;
                for (int row = y.panel(panel); row < derivatives; row += Rows.WIDTH) {
                    System.arraycopy(
                            biasValues.data(), biasValues.offset() + panel * Rows.WIDTH, y.data(), row, Rows.WIDTH);
                }
                Arrays.fill(y.data(), derivatives, y.panel(panel) + block.rows() * Rows.WIDTH, 0);
            }
            for (int corner = 0; corner < router.corners(); corner++) {
                Rows part = router.blends() ? blended(corner, x, weights.rows()) : x;
                multiply(router.groups(corner), part, weights, weightValues, y, null);
            }
        }

        @Override
        public void resume(Rows x, Rows y) {
            router.locate(block);
        }

        @Override
        public Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
            if (biasSlot.parameter().trainable()) {
                addBiasGradient(dy, sums, offset + weights.size());
            }
            for (int corner = 0; corner < router.corners(); corner++) {
                PointsByExpert groups = router.groups(corner);
                Rows part = router.blends() && block.parts() > 1
                        ? blendedGradient(corner, dy, weights.columns())
                        : weighted(corner, dy, weights.columns());
                addWeightGradient(groups, x, part, sums, offset);
                if (inputGradientWanted) {
                    multiply(groups, part, transposed, transposedValues, freeRows, corner == 0 ? zeros : null);
                }
            }
            return freeRows;
        }

        /** Columns behind the last one are zero in all panels of weights, in the bias and in the start of a gradient. */
        @Override
        public boolean leavesZeros() {
            return true;
        }

        /** The rows, times their points' coefficients at this corner. */
        private Rows weighted(int corner, Rows rows, int features) {
            if (!router.blends()) {
                return rows;
            }
            Rows scaled = block.scratch(0);
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                elementwise.scale(
                        router.coefficients(corner),
                        block.count(),
                        rows.data(),
                        rows.panel(panel),
                        kernels.columns(features, panel),
                        scaled.data(),
                        scaled.panel(panel));
            }
            return scaled;
        }

        /** c x and its derivatives, c ∂_k x + ∂_k c x, where c is a point's coefficient at this corner. */
        private Rows blended(int corner, Rows x, int features) {
            Rows product = block.scratch(0);
            float[] slopes = router.slopes(corner);
            for (int point = 0; point < block.count(); point++) {
                float c = router.coefficients(corner)[point];
                scale(x, point, c, 0, product, point, features);
                for (int axis = 0; axis < block.dimensions(); axis++) {
                    int row = (1 + axis) * block.count() + point;
                    scale(x, row, c, 0, product, row, features);
                    scale(x, point, slopes[axis * block.capacity() + point], 1, product, row, features);
                }
            }
            return product;
        }

        /** From the gradient g by these to that by x, c g + Σ_k ∂_k c g_k, and its derivatives, c g_k. */
        private Rows blendedGradient(int corner, Rows g, int features) {
            Rows result = block.scratch(0);
            float[] slopes = router.slopes(corner);
            for (int point = 0; point < block.count(); point++) {
                float c = router.coefficients(corner)[point];
                scale(g, point, c, 0, result, point, features);
                for (int axis = 0; axis < block.dimensions(); axis++) {
                    int row = (1 + axis) * block.count() + point;
                    scale(g, row, c, 0, result, row, features);
                    scale(g, row, slopes[axis * block.capacity() + point], 1, result, point, features);
                }
            }
            return result;
        }

        /** Row {@code to} of the target = kept · itself + factor · row {@code from} of the source. */
        private void scale(Rows source, int from, float factor, float kept, Rows target, int to, int features) {
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                int in = source.panel(panel) + from * Rows.WIDTH;
                int out = target.panel(panel) + to * Rows.WIDTH;
                for (int i = 0; i < kernels.columns(features, panel); i++) {
                    float sum = kept == 0 ? 0 : kept * target.data()[out + i]; // what was there may be no number
                    target.data()[out + i] = sum + factor * source.data()[in + i];
                }
            }
        }

        /** out = start + in · matrix of each point's expert; without a start, out = out + …. */
        private void multiply(
                PointsByExpert groups, Rows in, WeightPanels matrix, Arena.Slice values, Rows out, Arena.Slice start) {
            for (int expert = 0; expert < groups.experts(); expert++) {
                if (groups.size(expert) > 0) {
                    for (int column = 0; column < Rows.panels(matrix.columns()); column++) {
                        multiply(groups, expert, in, matrix, values, out, start, column);
                    }
                }
            }
        }

        private void multiply(
                PointsByExpert groups,
                int expert,
                Rows in,
                WeightPanels matrix,
                Arena.Slice values,
                Rows out,
                Arena.Slice start,
                int column) {
            for (int row = 0; row < Rows.panels(matrix.rows()); row++) {
                boolean first = row == 0 && start != null;
                int startOffset = !first
                        ? out.panel(column)
                        : start.equals(zeros) ? start.offset() : start.offset() + column * Rows.WIDTH;
                products.product(
                        groups.rows(),
                        groups.start(expert),
                        groups.paddedEnd(expert),
                        in.data(),
                        in.panel(row),
                        Rows.inPanel(matrix.rows(), row),
                        values.data(),
                        values.offset() + matrix.panel(expert, row, column),
                        kernels.columns(matrix.columns(), column),
                        first ? start.data() : out.data(),
                        startOffset,
                        first ? 0 : 1,
                        out.data(),
                        out.panel(column));
            }
        }

        private void addBiasGradient(Rows dy, float[] sums, int offset) {
            for (int panel = 0; panel < Rows.panels(weights.columns()); panel++) {
                elementwise.columnSums(
                        dy.data(),
                        dy.panel(panel),
                        block.count(),
                        kernels.columns(weights.columns(), panel),
                        sums,
                        offset + panel * Rows.WIDTH);
            }
        }

        private void addWeightGradient(PointsByExpert groups, Rows x, Rows dy, float[] sums, int offset) {
            for (int expert = 0; expert < groups.experts(); expert++) {
                int size = groups.size(expert);
                if (size > 0 && groups.hasAll(expert)) {
                    addWeightGradient(expert, x, dy, size, sums, offset);
                } else if (size > 0) {
                    Rows gatheredX = gathered(groups, expert, x, weights.rows(), block.scratch(1));
                    Rows gatheredDy = gathered(groups, expert, dy, weights.columns(), block.scratch(2));
                    addWeightGradient(expert, gatheredX, gatheredDy, size, sums, offset);
                }
            }
        }

        private void addWeightGradient(int expert, Rows x, Rows dy, int count, float[] sums, int offset) {
            for (int column = 0; column < Rows.panels(weights.columns()); column++) {
                for (int row = 0; row < Rows.panels(weights.rows()); row++) {
                    products.accumulateWeightGradient(
                            x.data(),
                            x.panel(row),
                            Rows.inPanel(weights.rows(), row),
                            dy.data(),
                            dy.panel(column),
                            count,
                            kernels.columns(weights.columns(), column),
                            sums,
                            offset + weights.panel(expert, row, column));
                }
            }
        }

        /** Copies the rows of an expert's points to the first rows of the target, which every expert's take again while they are in cache. */
        private Rows gathered(PointsByExpert groups, int expert, Rows rows, int features, Rows target) {
            int from = groups.start(expert);
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                elementwise.gather(
                        groups.rows(),
                        from,
                        from + groups.size(expert),
                        rows.data(),
                        rows.panel(panel),
                        kernels.columns(features, panel),
                        target.data(),
                        target.panel(panel));
            }
            return target;
        }
    }

    /** The tiling of a plain layer: one expert for all points. */
    static ExpertTiling plain() {
        return new ExpertTiling(1, 1, 1, 0, Blending.NEAREST);
    }
}
