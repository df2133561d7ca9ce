package org.inrzoo.engine.opencl.layers;

import java.util.Optional;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.Dense;

/** A plain linear layer. */
public final class DeviceDense implements DeviceLayerKernel<Dense> {

    @Override
    public Class<Dense> layer() {
        return Dense.class;
    }

    @Override
    public DeviceStage stage(Dense layer, DeviceSite site) {
        return new LinearStage(site, Optional.empty());
    }
}
