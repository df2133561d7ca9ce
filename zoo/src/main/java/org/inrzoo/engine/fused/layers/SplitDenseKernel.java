package org.inrzoo.engine.fused.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.SplitDense;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Parameter;

/** The product of linear layers: each branch is a {@link LinearPlan} on its own part of the layer's parameters. */
public final class SplitDenseKernel implements LayerKernel<SplitDense> {

    @Override
    public Class<SplitDense> layer() {
        return SplitDense.class;
    }

    @Override
    public boolean differentiates(SplitDense layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(SplitDense layer, LayerSite site) {
        return new Plan(layer, site);
    }

    private static final class Plan implements LayerPlan {

        private final Kernels kernels;
        private final int inputs;
        private final int outputs;
        private final List<LinearPlan> branches;

        Plan(SplitDense layer, LayerSite site) {
            kernels = site.kernels();
            inputs = site.inputs();
            outputs = layer.width();
            branches = IntStream.range(0, layer.branches())
                    .mapToObj(branch -> {
                        Parameter weight = Parameter.weight(inputs, outputs, layer.weight());
                        Parameter bias = Parameter.bias(inputs, outputs, layer.bias());
                        return new LinearPlan(
                                site,
                                LinearPlan.plain(),
                                inputs,
                                outputs,
                                part(site, weight, branch),
                                part(site, bias, branch));
                    })
                    .toList();
        }

        /** One branch's part of the tensor of this name. */
        private static ParameterLayout.Slot part(LayerSite site, Parameter part, int branch) {
            ParameterLayout.Slot whole = site.slot(part.name());
            return new ParameterLayout.Slot(whole.name(), whole.layer(), part, whole.offset() + branch * part.length());
        }

        @Override
        public void prepare(float[] parameters) {
            branches.forEach(branch -> branch.prepare(parameters));
        }

        @Override
        public int gradientSize() {
            return branches.size() * branches.get(0).gradientSize();
        }

        @Override
        public void collect(float[] sums, int offset, float[] gradient) {
            for (int i = 0; i < branches.size(); i++) {
                branches.get(i).collect(sums, offset + i * branches.get(i).gradientSize(), gradient);
            }
        }

        @Override
        public boolean keepsInput() {
            return true;
        }

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return new Stage(arena, block);
        }

        @Override
        public LayerStage derivativeStage(Arena arena, Block block) {
            return new ProductRuleStage(arena, block);
        }

        /** The product of the branches' outputs and of their derivatives. */
        private final class ProductRuleStage implements LayerStage {

            private final RowsProduct product;
            private final List<LayerStage> stages;
            private final List<Rows> factors;
            private final Rows others;
            private final Rows gradient;
            private final Rows part;

            ProductRuleStage(Arena arena, Block block) {
                product = new RowsProduct(kernels, block, outputs);
                stages = branches.stream()
                        .map(branch -> branch.derivativeStage(arena, block))
                        .toList();
                factors = branches.stream()
                        .map(branch -> Rows.allocate(arena, outputs, block.capacity()))
                        .toList();
                others = Rows.allocate(arena, outputs, block.capacity());
                gradient = Rows.allocate(arena, outputs, block.capacity());
                part = Rows.allocate(arena, inputs, block.capacity());
            }

            @Override
            public void forward(Rows x, Rows y, boolean training) {
                for (int i = 0; i < stages.size(); i++) {
                    stages.get(i).forward(x, factors.get(i), training);
                    if (i == 0) {
                        product.copy(factors.get(i), y);
                    } else {
                        product.multiply(y, factors.get(i), y);
                    }
                }
            }

            @Override
            public Rows backward(
                    Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
                RowsProduct ofInputs = new RowsProduct(kernels, product.block(), inputs);
                for (int i = 0; i < stages.size(); i++) {
                    byBranch(i, dy);
                    int sumsOffset = offset + i * branches.get(i).gradientSize();
                    stages.get(i)
                            .backward(x, gradient, i == 0 ? freeRows : part, inputGradientWanted, sums, sumsOffset);
                    if (inputGradientWanted && i > 0) {
                        ofInputs.add(freeRows, part);
                    }
                }
                return freeRows;
            }

            /** The gradient by a branch's outputs, by all others. */
            private void byBranch(int branch, Rows dy) {
                boolean first = true;
                for (int i = 0; i < factors.size(); i++) {
                    if (i != branch && first) {
                        product.copy(factors.get(i), others);
                        first = false;
                    } else if (i != branch) {
                        product.multiply(others, factors.get(i), others);
                    }
                }
                if (first) {
                    product.copy(dy, gradient);
                } else {
                    product.gradient(others, dy, gradient);
                }
            }
        }

        private final class Stage implements LayerStage {

            private final Block block;
            private final List<LayerStage> stages;
            private final List<Rows> factors;
            private final Rows gradient;
            private final Rows part;

            Stage(Arena arena, Block block) {
                this.block = block;
                stages = branches.stream()
                        .map(branch -> branch.stage(arena, block))
                        .toList();
                factors = branches.stream()
                        .map(branch -> Rows.allocate(arena, outputs, block.capacity()))
                        .toList();
                gradient = Rows.allocate(arena, outputs, block.capacity());
                part = Rows.allocate(arena, inputs, block.capacity());
            }

            @Override
            public void forward(Rows x, Rows y, boolean training) {
                for (int i = 0; i < stages.size(); i++) {
                    stages.get(i).forward(x, factors.get(i), training);
                }
                multiply(factors.get(0), y, 0);
            }

            @Override
            public Rows backward(
                    Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
                for (int i = 0; i < stages.size(); i++) {
                    multiply(dy, gradient, i);
                    int sumsOffset = offset + i * branches.get(i).gradientSize();
                    stages.get(i)
                            .backward(x, gradient, i == 0 ? freeRows : part, inputGradientWanted, sums, sumsOffset);
                    if (inputGradientWanted && i > 0) {
                        add(freeRows);
                    }
                }
                return freeRows;
            }

            /** product = start times all factors but that of branch {@code without}. */
            private void multiply(Rows start, Rows product, int without) {
                for (int panel = 0; panel < Rows.panels(outputs); panel++) {
                    System.arraycopy(
                            start.data(),
                            start.panel(panel),
                            product.data(),
                            product.panel(panel),
                            block.count() * Rows.WIDTH);
                    for (int i = 0; i < factors.size(); i++) {
                        if (i != without) {
                            Rows factor = factors.get(i);
                            kernels.elementwise()
                                    .multiply(
                                            product.data(),
                                            product.panel(panel),
                                            factor.data(),
                                            factor.panel(panel),
                                            block.count(),
                                            kernels.padded(Rows.inPanel(outputs, panel)));
                        }
                    }
                }
            }

            private void add(Rows sum) {
                for (int panel = 0; panel < Rows.panels(inputs); panel++) {
                    kernels.elementwise()
                            .add(
                                    sum.data(),
                                    sum.panel(panel),
                                    part.data(),
                                    part.panel(panel),
                                    block.count() * Rows.WIDTH);
                }
            }
        }
    }
}
