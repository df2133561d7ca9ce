package org.inrzoo.engine.fused;

/**
 * A function applied to every feature by itself; from forward to backward, its derivative takes the place of its input.
 *
 * @param features features that enter and leave
 * @param function the function, one of {@link Functions} with its numbers filled in
 */
record ActivationPlan(Kernels kernels, int features, Function function) implements LayerPlan {

    /** y = f(z) and, where d is not null, d = f'(z), on one panel of rows. */
    @FunctionalInterface
    interface Function {
        void apply(float[] z, int zAt, float[] y, int yAt, float[] d, int dAt, int count, int columns);
    }

    @Override
    public boolean keepsInput() {
        return true;
    }

    @Override
    public Stage stage(Arena arena, Block block) {
        return new ActivationStage(block);
    }

    private final class ActivationStage implements Stage {

        private final Block block;

        ActivationStage(Block block) {
            this.block = block;
        }

        @Override
        public void forward(Rows x, Rows y, boolean training) {
            float[] d = training ? x.data() : null;
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                function.apply(
                        x.data(),
                        x.panel(panel),
                        y.data(),
                        y.panel(panel),
                        d,
                        x.panel(panel),
                        block.count(),
                        columns(panel));
            }
        }

        @Override
        public Rows backward(Rows derivative, Rows dy, Rows free, boolean wanted, float[] sums, int at) {
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                kernels.passes()
                        .multiply(
                                dy.data(),
                                dy.panel(panel),
                                derivative.data(),
                                derivative.panel(panel),
                                block.count(),
                                columns(panel));
            }
            return dy;
        }

        private int columns(int panel) {
            return kernels.padded(Rows.inPanel(features, panel));
        }
    }
}
