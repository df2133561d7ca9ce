package org.inrzoo.engine.opencl;

import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.engine.opencl.spi.PointwiseStage;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.LayerGraph;
import org.nd4j.autodiff.samediff.SDVariable;

/** The kernel of an activation that the zoo does not have, z/(1 + |z|), as a jar beside it would add it. */
public final class SoftsignOnDevice implements DeviceLayerKernel<SoftsignOnDevice.Softsign> {

    /** The activation. */
    record Softsign() implements Activation {
        @Override
        public SDVariable define(LayerGraph graph, SDVariable z) {
            return graph.sd().nn().softsign(z);
        }
    }

    @Override
    public Class<Softsign> layer() {
        return Softsign.class;
    }

    @Override
    public DeviceStage stage(Softsign layer, DeviceSite site) {
        return new PointwiseStage(site, "z / (1 + fabs(z))", "1 / ((1 + fabs(z)) * (1 + fabs(z)))", 0, 0);
    }
}
