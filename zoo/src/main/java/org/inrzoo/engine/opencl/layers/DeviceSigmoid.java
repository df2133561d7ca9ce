package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.engine.opencl.spi.PointwiseStage;
import org.inrzoo.layer.Sigmoid;

/** 1/(1 + e^-z). */
public final class DeviceSigmoid implements DeviceLayerKernel<Sigmoid> {

    @Override
    public Class<Sigmoid> layer() {
        return Sigmoid.class;
    }

    @Override
    public DeviceStage stage(Sigmoid layer, DeviceSite site) {
        return new PointwiseStage(site, "1 / (1 + exp(-z))", "1 / (1 + exp(-z)) * (1 / (1 + exp(z)))", 0, 0);
    }
}
