package org.inrzoo.engine.fused.spi;

import java.util.Arrays;
import java.util.Optional;
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
 * @param curve what derivatives by the coordinates need of it besides; empty where they cannot be computed
 */
public record ActivationPlan(
        Kernels kernels, int features, Function<Block, PanelFunction> functions, Optional<Curve> curve)
        implements LayerPlan {

    /** The plan of a function whose derivatives by the coordinates cannot be computed. */
    public ActivationPlan(Kernels kernels, int features, Function<Block, PanelFunction> functions) {
        this(kernels, features, functions, Optional.empty());
    }

    /**
     * What derivatives by the coordinates need of a function besides its value and its slope.
     *
     * @param higher its second and third derivatives
     * @param sloped the function with its true slope, where the backward pass of the values takes another one on purpose
     */
    public record Curve(HigherPanelFunction higher, Optional<Function<Block, PanelFunction>> sloped) {}

    /** The second and third derivatives of a function on one panel of {@link Rows}. */
    @FunctionalInterface
    public interface HigherPanelFunction {

        /**
         * From z, y = f(z) and d = f'(z): the second derivative f_zz and the third f_zzz, laid out as {@link PanelFunction#apply} says; none of
         * the arrays' places overlap.
         */
        void apply(
                float[] z,
                int zOffset,
                float[] y,
                int yOffset,
                float[] d,
                int dOffset,
                float[] second,
                int secondOffset,
                float[] third,
                int thirdOffset,
                int count,
                int columns);

        /** Of functions that are straight nearly everywhere. */
        HigherPanelFunction STRAIGHT =
                (z, zOffset, y, yOffset, d, dOffset, second, secondOffset, third, thirdOffset, count, columns) -> {
                    Arrays.fill(second, secondOffset, secondOffset + count * Rows.WIDTH, 0);
                    Arrays.fill(third, thirdOffset, thirdOffset + count * Rows.WIDTH, 0);
                };
    }

    /** The same plan with derivatives by the coordinates. */
    public ActivationPlan with(HigherPanelFunction higher) {
        return new ActivationPlan(kernels, features, functions, Optional.of(new Curve(higher, Optional.empty())));
    }

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

    @Override
    public LayerStage derivativeStage(Arena arena, Block block) {
        return new ChainRuleStage(this, arena, block);
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
