package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.BranchSum;

/** Branches added up, y_j = Σ_b x_(b·width + j); backward, every branch has the sum's gradient. */
public final class BranchSumKernel implements LayerKernel<BranchSum> {

    @Override
    public Class<BranchSum> layer() {
        return BranchSum.class;
    }

    @Override
    public LayerPlan plan(BranchSum layer, LayerSite site) {
        return new Plan(layer.branches(), layer.outputs(site.inputs()));
    }

    private record Plan(int branches, int width) implements LayerPlan {

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return new Stage(branches, width, block);
        }
    }

    private record Stage(int branches, int width, Block block) implements LayerStage {

        @Override
        public void forward(Rows x, Rows y, boolean training) {
            for (int branch = 0; branch < branches; branch++) {
                for (int j = 0; j < width; ) {
                    int count = together(branch, j);
                    int from = x.index(0, branch * width + j);
                    int to = y.index(0, j);
                    for (int point = 0; point < block.count() * Rows.WIDTH; point += Rows.WIDTH) {
                        for (int i = 0; i < count; i++) {
                            float before = branch == 0 ? 0 : y.data()[to + point + i];
                            y.data()[to + point + i] = before + x.data()[from + point + i];
                        }
                    }
                    j += count;
                }
            }
        }

        @Override
        public void resume(Rows x, Rows y) {}

        /** Features from one on that lie in one panel, of the branch and of the sum. */
        private int together(int branch, int first) {
            int ofBranch = Rows.WIDTH - (branch * width + first) % Rows.WIDTH;
            int ofSum = Rows.WIDTH - first % Rows.WIDTH;
            return Math.min(width - first, Math.min(ofBranch, ofSum));
        }

        @Override
        public Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
            for (int branch = 0; branch < branches; branch++) {
                for (int j = 0; j < width; ) {
                    int count = together(branch, j);
                    int to = freeRows.index(0, branch * width + j);
                    int from = dy.index(0, j);
                    for (int point = 0; point < block.count() * Rows.WIDTH; point += Rows.WIDTH) {
                        System.arraycopy(dy.data(), from + point, freeRows.data(), to + point, count);
                    }
                    j += count;
                }
            }
            return freeRows;
        }
    }
}
