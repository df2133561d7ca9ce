package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.engine.opencl.spi.PointwiseStage;
import org.inrzoo.layer.FinerSine;

/** sin(ω₀(|z| + 1)z). */
public final class DeviceFinerSine implements DeviceLayerKernel<FinerSine> {

    @Override
    public Class<FinerSine> layer() {
        return FinerSine.class;
    }

    @Override
    public DeviceStage stage(FinerSine layer, DeviceSite site) {
        return new PointwiseStage(
                site,
                "sin(a * ((fabs(z) + 1) * z))",
                "a * (b * fabs(z) + 1) * cos(a * ((fabs(z) + 1) * z))",
                layer.omega0(),
                layer.detached() ? 1 : 2);
    }
}
