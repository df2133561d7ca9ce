package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.engine.opencl.spi.PointwiseStage;
import org.inrzoo.layer.LeakyRelu;

/** z, or slope·z where z is negative. */
public final class DeviceLeakyRelu implements DeviceLayerKernel<LeakyRelu> {

    @Override
    public Class<LeakyRelu> layer() {
        return LeakyRelu.class;
    }

    @Override
    public DeviceStage stage(LeakyRelu layer, DeviceSite site) {
        return new PointwiseStage(site, "z > 0 ? z : a * z", "z > 0 ? 1 : a", layer.slope(), 0);
    }
}
