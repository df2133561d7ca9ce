package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.ComplexGabor;
import org.inrzoo.layer.DerivativeOrder;

/**
 * The complex Gabor wavelet of numbers that are two neighbouring features each.
 */
public final class ComplexGaborKernel implements LayerKernel<ComplexGabor> {

    @Override
    public Class<ComplexGabor> layer() {
        return ComplexGabor.class;
    }

    @Override
    public boolean differentiates(ComplexGabor layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(ComplexGabor layer, LayerSite site) {
        return new Plan(site.kernels(), site.inputs(), (float) layer.omega0(), (float) layer.sigma0());
    }

    /**
     * The plan.
     *
     * @param features features that enter and leave, an even number
     * @param omega frequency
     * @param sigma sharpness
     */
    private record Plan(Kernels kernels, int features, float omega, float sigma) implements LayerPlan {

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
            Stage values = new Stage(arena, block);
            return new GaborDerivativeStage(values, values.wavelets, features, omega, sigma, block);
        }

        private final class Stage implements LayerStage {

            private final Block block;
            private final Rows wavelets;

            Stage(Arena arena, Block block) {
                this.block = block;
                wavelets = Rows.allocate(arena, features, block.capacity());
            }

            @Override
            public void forward(Rows x, Rows y, boolean training) {
                Rows phases = block.scratch(0);
                Rows waves = block.scratch(1);
                for (int panel = 0; panel < Rows.panels(features); panel++) {
                    int count = block.count();
                    int columns = kernels.columns(features, panel);
                    kernels.terms()
                            .gabor(
                                    x.data(),
                                    x.panel(panel),
                                    y.data(),
                                    y.panel(panel),
                                    phases.data(),
                                    phases.panel(panel),
                                    count,
                                    columns,
                                    omega,
                                    sigma);
                    kernels.terms().exp(y.data(), y.panel(panel), y.data(), y.panel(panel), count, columns);
                    kernels.functions()
                            .sine(
                                    phases.data(),
                                    phases.panel(panel),
                                    waves.data(),
                                    waves.panel(panel),
                                    null,
                                    0,
                                    count,
                                    columns,
                                    1);
                    kernels.elementwise()
                            .multiply(y.data(), y.panel(panel), waves.data(), waves.panel(panel), count, columns);
                    if (training) {
                        System.arraycopy(
                                y.data(), y.panel(panel), wavelets.data(), wavelets.panel(panel), count * Rows.WIDTH);
                    }
                }
            }

            @Override
            public Rows backward(
                    Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
                for (int panel = 0; panel < Rows.panels(features); panel++) {
                    kernels.terms()
                            .gaborGradient(
                                    x.data(),
                                    x.panel(panel),
                                    wavelets.data(),
                                    wavelets.panel(panel),
                                    dy.data(),
                                    dy.panel(panel),
                                    block.count(),
                                    kernels.columns(features, panel),
                                    omega,
                                    sigma);
                }
                return dy;
            }
        }
    }
}
