package org.inrzoo.engine.opencl.layers;

import java.util.List;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernels;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.GeneratedWeights;
import org.inrzoo.layer.Layer;

/** A layer with generated weights: the plain layer's kernel does the work. */
abstract class GeneratedWeightsOnDevice<L extends GeneratedWeights> implements DeviceLayerKernel<L> {

    /** The plain layer as it is where one feature enters: which kind it is does not depend on that. */
    @Override
    public final List<Layer> parts(L layer) {
        return List.of(layer.plain(1));
    }

    @Override
    public final long scratch(L layer, int inputs) {
        return DeviceLayerKernels.scratch(layer.plain(inputs), inputs);
    }

    @Override
    public final DeviceStage stage(L layer, DeviceSite site) {
        return new GeneratedWeightsStage(layer, site);
    }
}
