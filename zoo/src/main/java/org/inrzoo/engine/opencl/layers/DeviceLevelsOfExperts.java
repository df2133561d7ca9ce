package org.inrzoo.engine.opencl.layers;

import java.util.Optional;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.LevelsOfExperts;

/** A linear layer with a matrix for every expert of a tiling. */
public final class DeviceLevelsOfExperts implements DeviceLayerKernel<LevelsOfExperts> {

    @Override
    public Class<LevelsOfExperts> layer() {
        return LevelsOfExperts.class;
    }

    @Override
    public DeviceStage stage(LevelsOfExperts layer, DeviceSite site) {
        return new LinearStage(site, Optional.of(layer.tiling()));
    }
}
