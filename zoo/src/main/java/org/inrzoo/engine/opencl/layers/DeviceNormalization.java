package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.Normalization;

/** Normalisation by the statistics of a point, of the batch, or of both. */
public final class DeviceNormalization implements DeviceLayerKernel<Normalization> {

    @Override
    public Class<Normalization> layer() {
        return Normalization.class;
    }

    @Override
    public long scratch(Normalization layer, int inputs) {
        return NormalizationStage.scratch(inputs);
    }

    @Override
    public DeviceStage stage(Normalization layer, DeviceSite site) {
        return new NormalizationStage(layer.kind(), 0, site);
    }
}
