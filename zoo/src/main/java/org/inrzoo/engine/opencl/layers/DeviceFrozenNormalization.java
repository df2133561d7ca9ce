package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.FrozenNormalization;

/** Normalisation by kept statistics. */
public final class DeviceFrozenNormalization implements DeviceLayerKernel<FrozenNormalization> {

    @Override
    public Class<FrozenNormalization> layer() {
        return FrozenNormalization.class;
    }

    @Override
    public long scratch(FrozenNormalization layer, int inputs) {
        return NormalizationStage.scratch(inputs);
    }

    @Override
    public DeviceStage stage(FrozenNormalization layer, DeviceSite site) {
        return new NormalizationStage(layer.kind(), layer.points(), site);
    }
}
