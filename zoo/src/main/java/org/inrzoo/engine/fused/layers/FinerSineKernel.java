package org.inrzoo.engine.fused.layers;

import java.util.Optional;
import java.util.function.Function;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.FinerSine;

/**
 * sin(ω(|z| + 1)z): the sine of a stretched argument, whose derivative is ω(slope · |z| + 1)cos. The slope is 2, or 1
 * where |z| + 1 passes for a constant.
 */
public final class FinerSineKernel implements LayerKernel<FinerSine> {

    private static final float DERIVATIVE = 2;
    private static final float DETACHED = 1;

    @Override
    public Class<FinerSine> layer() {
        return FinerSine.class;
    }

    @Override
    public boolean differentiates(FinerSine layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(FinerSine layer, LayerSite site) {
        Kernels kernels = site.kernels();
        float omega = (float) layer.omega0();
        ActivationPlan.Curve curve = new ActivationPlan.Curve(
                (z, zOffset, y, yOffset, d, dOffset, second, secondOffset, third, thirdOffset, count, columns) ->
                        kernels.higherDerivatives()
                                .stretchedSine(
                                        z,
                                        zOffset,
                                        y,
                                        yOffset,
                                        d,
                                        dOffset,
                                        second,
                                        secondOffset,
                                        third,
                                        thirdOffset,
                                        count,
                                        columns,
                                        omega),
                layer.detached() ? Optional.of(function(kernels, omega, DERIVATIVE)) : Optional.empty());
        return new ActivationPlan(
                kernels,
                site.inputs(),
                function(kernels, omega, layer.detached() ? DETACHED : DERIVATIVE),
                Optional.of(curve));
    }

    /** The function with the derivative ω(slope · |z| + 1)cos. */
    private static Function<Block, ActivationPlan.PanelFunction> function(Kernels kernels, float omega, float slope) {
        return block -> {
            Rows stretched = block.scratch(0);
            Rows factors = block.scratch(1);
            return (z, zOffset, y, yOffset, d, dOffset, count, columns) -> {
                kernels.terms()
                        .stretch(
                                z,
                                zOffset,
                                stretched.data(),
                                stretched.offset(),
                                factors.data(),
                                factors.offset(),
                                count,
                                columns,
                                slope);
                kernels.functions()
                        .sine(stretched.data(), stretched.offset(), y, yOffset, d, dOffset, count, columns, omega);
                if (d != null) {
                    kernels.elementwise().multiply(d, dOffset, factors.data(), factors.offset(), count, columns);
                }
            };
        };
    }
}
