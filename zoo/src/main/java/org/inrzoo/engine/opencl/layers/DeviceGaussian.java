package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.engine.opencl.spi.PointwiseStage;
import org.inrzoo.layer.Gaussian;

/** exp(-(sz)²). */
public final class DeviceGaussian implements DeviceLayerKernel<Gaussian> {

    @Override
    public Class<Gaussian> layer() {
        return Gaussian.class;
    }

    @Override
    public DeviceStage stage(Gaussian layer, DeviceSite site) {
        return new PointwiseStage(
                site, "exp(-(a * z) * (a * z))", "-2 * a * a * z * exp(-(a * z) * (a * z))", layer.scale(), 0);
    }
}
