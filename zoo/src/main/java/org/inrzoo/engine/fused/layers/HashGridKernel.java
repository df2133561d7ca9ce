package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.HashGrid;
import org.inrzoo.network.ParameterLayout;

/** A multiresolution hash grid: reads and adds to its tables point by point. */
public final class HashGridKernel implements LayerKernel<HashGrid> {

    @Override
    public Class<HashGrid> layer() {
        return HashGrid.class;
    }

    /** The gradient; there is no Laplacian. */
    @Override
    public boolean differentiates(HashGrid layer, DerivativeOrder order) {
        return order != DerivativeOrder.LAPLACIAN;
    }

    @Override
    public LayerPlan plan(HashGrid layer, LayerSite site) {
        return new Plan(layer, site.slots().get(0));
    }

    private static final class Plan implements LayerPlan {

        private final HashGrid layer;
        private final ParameterLayout.Slot slot;
        private float[] parameters;

        Plan(HashGrid layer, ParameterLayout.Slot slot) {
            this.layer = layer;
            this.slot = slot;
        }

        @Override
        public void prepare(float[] parameters) {
            this.parameters = parameters;
        }

        @Override
        public int gradientSize() {
            return (slot.length() + Rows.WIDTH - 1) / Rows.WIDTH * Rows.WIDTH;
        }

        @Override
        public void collect(float[] sums, int offset, float[] gradient) {
            System.arraycopy(sums, offset, gradient, slot.offset(), slot.length());
        }

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return new Stage(block);
        }

        @Override
        public LayerStage derivativeStage(Arena arena, Block block) {
            return stage(arena, block);
        }

        /** Features are sums over a cell's corners with weights, and so are their slopes, with the weights' slopes. */
        private final class Stage implements LayerStage {

            private final int corners = 1 << layer.dimensions();
            private final Block block;
            private final int[] entries;
            private final float[] weights;

            Stage(Block block) {
                this.block = block;
                entries = new int[layer.levels() * block.capacity() * corners];
                weights = new float[entries.length];
            }

            @Override
            public void forward(Rows x, Rows y, boolean training) {
                for (int level = 0; level < layer.levels(); level++) {
                    locate(level);
                    for (int part = 0; part < block.parts(); part++) {
                        for (int point = 0; point < block.count(); point++) {
                            interpolate(level, point, part * block.count() + point, y);
                        }
                    }
                }
            }

            private void interpolate(int level, int point, int row, Rows y) {
                int at = (level * block.capacity() + point) * corners;
                int from = (level * block.capacity() + row) * corners;
                for (int feature = 0; feature < layer.perLevel(); feature++) {
                    float sum = 0;
                    for (int corner = 0; corner < corners; corner++) {
                        sum += weights[from + corner] * parameters[slot.offset() + entries[at + corner] + feature];
                    }
                    y.data()[y.index(row, level * layer.perLevel() + feature)] = sum;
                }
            }

            @Override
            public Rows backward(
                    Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
                for (int level = 0; level < layer.levels(); level++) {
                    for (int part = 0; part < block.parts(); part++) {
                        for (int point = 0; point < block.count(); point++) {
                            spread(level, point, part * block.count() + point, dy, sums, offset);
                        }
                    }
                }
                return freeRows;
            }

            private void spread(int level, int point, int row, Rows dy, float[] sums, int offset) {
                int at = (level * block.capacity() + point) * corners;
                int from = (level * block.capacity() + row) * corners;
                for (int feature = 0; feature < layer.perLevel(); feature++) {
                    float g = dy.data()[dy.index(row, level * layer.perLevel() + feature)];
                    for (int corner = 0; corner < corners; corner++) {
                        sums[offset + entries[at + corner] + feature] += weights[from + corner] * g;
                    }
                }
            }

            /** Where the features of each point's corners begin in the table, and the corners' weights. */
            private void locate(int level) {
                int cells = layer.cells(level);
                boolean dense = layer.isDense(level);
                long mask = (1L << layer.logTable()) - 1;
                int first = layer.firstEntry(level);
                long[] factors = new long[layer.dimensions()];
                for (int axis = 0; axis < factors.length; axis++) {
                    factors[axis] = layer.factor(level, axis);
                }
                for (int point = 0; point < block.count(); point++) {
                    int to = (level * block.capacity() + point) * corners;
                    for (int corner = 0; corner < corners; corner++) {
                        long entry = 0;
                        float weight = 1;
                        for (int axis = 0; axis < factors.length; axis++) {
                            float q = block.coordinate(point, axis) * cells;
                            int cell = Math.min((int) q, cells - 1);
                            int next = corner >> axis & 1;
                            weight *= next == 1 ? q - cell : 1 - (q - cell);
                            long vertex = (cell + next) * factors[axis];
                            entry = dense ? entry + vertex : entry ^ vertex;
                        }
                        entries[to + corner] = (first + (int) (dense ? entry : entry & mask)) * layer.perLevel();
                        weights[to + corner] = weight;
                    }
                    for (int part = 1; part < block.parts(); part++) {
                        locateSlopes(level, point, part - 1);
                    }
                }
            }

            /** How the corners' weights change along an axis: the hat of that axis has the slope ±N, in the axis' unit. */
            private void locateSlopes(int level, int point, int along) {
                int cells = layer.cells(level);
                int row = (1 + along) * block.count() + point;
                int to = (level * block.capacity() + row) * corners;
                float slope = (float) (cells * block.scale(along));
                for (int corner = 0; corner < corners; corner++) {
                    float weight = (corner >> along & 1) == 1 ? slope : -slope;
                    for (int axis = 0; axis < layer.dimensions(); axis++) {
                        float q = block.coordinate(point, axis) * cells;
                        float fraction = q - Math.min((int) q, cells - 1);
                        weight *= axis == along ? 1 : (corner >> axis & 1) == 1 ? fraction : 1 - fraction;
                    }
                    weights[to + corner] = weight;
                }
            }
        }
    }
}
