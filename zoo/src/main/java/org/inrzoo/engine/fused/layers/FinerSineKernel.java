package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.FinerSine;

/**
 * sin(ω(|z| + 1)z): the sine of a stretched argument, whose derivative is ω(slope · |z| + 1)cos. The slope is 2, or 1
 * where |z| + 1 passes for a constant.
 */
public final class FinerSineKernel implements LayerKernel<FinerSine> {

    @Override
    public Class<FinerSine> layer() {
        return FinerSine.class;
    }

    @Override
    public LayerPlan plan(FinerSine layer, LayerSite site) {
        Kernels kernels = site.kernels();
        float omega = (float) layer.omega0();
        float slope = layer.detached() ? 1 : 2;
        return new ActivationPlan(kernels, site.inputs(), block -> {
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
        });
    }
}
