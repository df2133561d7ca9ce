package org.inrzoo.engine.fused;

/**
 * The complex Gabor wavelet of numbers that are two neighbouring features each.
 *
 * @param features features that enter and leave, an even number
 * @param omega frequency
 * @param sigma sharpness
 */
record GaborPlan(Kernels kernels, int features, float omega, float sigma) implements LayerPlan {

    @Override
    public boolean keepsInput() {
        return true;
    }

    @Override
    public Stage stage(Arena arena, Block block) {
        return new GaborStage(arena, block);
    }

    private final class GaborStage implements Stage {

        private final Block block;
        private final Rows wavelets;

        GaborStage(Arena arena, Block block) {
            this.block = block;
            wavelets = Rows.allocate(arena, features, block.capacity());
        }

        @Override
        public void forward(Rows x, Rows y, boolean training) {
            Rows phases = block.scratch(0);
            Rows waves = block.scratch(1);
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                int count = block.count();
                int columns = columns(panel);
                kernels.activations()
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
                kernels.activations().exp(y.data(), y.panel(panel), y.data(), y.panel(panel), count, columns);
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
                kernels.passes().multiply(y.data(), y.panel(panel), waves.data(), waves.panel(panel), count, columns);
                if (training) {
                    System.arraycopy(
                            y.data(), y.panel(panel), wavelets.data(), wavelets.panel(panel), count * Rows.WIDTH);
                }
            }
        }

        @Override
        public Rows backward(Rows x, Rows dy, Rows free, boolean wanted, float[] sums, int at) {
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                kernels.activations()
                        .gaborGradient(
                                x.data(),
                                x.panel(panel),
                                wavelets.data(),
                                wavelets.panel(panel),
                                dy.data(),
                                dy.panel(panel),
                                block.count(),
                                columns(panel),
                                omega,
                                sigma);
            }
            return dy;
        }

        private int columns(int panel) {
            return kernels.padded(Rows.inPanel(features, panel));
        }
    }
}
