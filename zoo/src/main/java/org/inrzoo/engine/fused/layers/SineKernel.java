package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Sine;

/** sin(ω₀z). */
public final class SineKernel implements LayerKernel<Sine> {

    @Override
    public Class<Sine> layer() {
        return Sine.class;
    }

    @Override
    public boolean differentiates(Sine layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(Sine layer, LayerSite site) {
        return plan(site.kernels(), site.inputs(), (float) layer.omega0());
    }

    /** sin(ωz) of every feature, with its derivatives. */
    static ActivationPlan plan(Kernels kernels, int features, float omega) {
        ActivationPlan.PanelFunction sine = (z, zOffset, y, yOffset, d, dOffset, count, columns) ->
                kernels.functions().sine(z, zOffset, y, yOffset, d, dOffset, count, columns, omega);
        return new ActivationPlan(kernels, features, block -> sine)
                .with((z, zOffset, y, yOffset, d, dOffset, second, secondOffset, third, thirdOffset, count, columns) ->
                        kernels.higherDerivatives()
                                .sine(
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
                                        omega));
    }
}
