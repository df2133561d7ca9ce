package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.engine.opencl.spi.PointwiseStage;
import org.inrzoo.layer.Sine;

/** sin(ω₀z). */
public final class DeviceSine implements DeviceLayerKernel<Sine> {

    @Override
    public Class<Sine> layer() {
        return Sine.class;
    }

    @Override
    public DeviceStage stage(Sine layer, DeviceSite site) {
        return new PointwiseStage(site, "sin(a * z)", "a * cos(a * z)", layer.omega0(), 0);
    }
}
