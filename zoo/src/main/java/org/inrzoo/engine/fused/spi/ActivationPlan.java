package org.inrzoo.engine.fused.spi;

import java.util.function.Function;
import org.inrzoo.engine.fused.kernels.ActivationFunctions;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;

/**
 * A function applied to every feature by itself; from forward to backward, its derivative takes the place of its input.
 *
 * @param features features that enter and leave
 * @param functions the function for the thread that has this block, whose scratch rows it may use
 */
public record ActivationPlan(Kernels kernels, int features, Function<Block, PanelFunction> functions)
        implements LayerPlan {

    /** A function and its derivative on one panel of {@link Rows}; see {@link ActivationFunctions} for some. */
    @FunctionalInterface
    public interface PanelFunction {

        /**
         * y = f(z) and, where d is not null, d = f'(z).
         *
         * <p>The numbers of point i, feature j lie at {@code offset + i * Rows.WIDTH + j}.
         *
         * @param z the inputs; z may be y, and d may be z, so that each z is read before y and d are written there
         * @param d receives the derivative; null where none is asked for
         * @param count points
         * @param columns features, a multiple of the vector length and of 4, at most {@link Rows#WIDTH}; those beyond
         *     the layer's last one hold numbers that are of no account
         */
        void apply(float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int count, int columns);
    }

    /** The plan of a function that needs no scratch rows. */
    public static ActivationPlan of(LayerSite site, PanelFunction function) {
        return new ActivationPlan(site.kernels(), site.inputs(), block -> function);
    }

    @Override
    public boolean keepsInput() {
        return true;
    }

    @Override
    public LayerStage stage(Arena arena, Block block) {
        return new Stage(block, functions.apply(block));
    }

    private final class Stage implements LayerStage {

        private final Block block;
        private final PanelFunction function;

        Stage(Block block, PanelFunction function) {
            this.block = block;
            this.function = function;
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
                        kernels.columns(features, panel));
            }
        }

        @Override
        public Rows backward(
                Rows derivative, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                kernels.elementwise()
                        .multiply(
                                dy.data(),
                                dy.panel(panel),
                                derivative.data(),
                                derivative.panel(panel),
                                block.count(),
                                kernels.columns(features, panel));
            }
            return dy;
        }
    }
}
