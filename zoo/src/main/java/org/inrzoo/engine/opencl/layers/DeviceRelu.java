package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.engine.opencl.spi.PointwiseStage;
import org.inrzoo.layer.Relu;

/** max(0, z). */
public final class DeviceRelu implements DeviceLayerKernel<Relu> {

    @Override
    public Class<Relu> layer() {
        return Relu.class;
    }

    @Override
    public DeviceStage stage(Relu layer, DeviceSite site) {
        return new PointwiseStage(site, "z > 0 ? z : z != z ? z : 0", "z > 0 ? 1 : 0", 0, 0);
    }
}
