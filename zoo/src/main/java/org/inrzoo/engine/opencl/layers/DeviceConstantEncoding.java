package org.inrzoo.engine.opencl.layers;

import java.util.List;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.ConstantEncoding;

/** Features that are all 1. */
public final class DeviceConstantEncoding implements DeviceLayerKernel<ConstantEncoding> {

    private static final String SOURCE = """
            kernel void encode(int points, int stride, global const float *x, int x0, global float *y, int y0) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                y[y0 + (size_t) j * stride + p] = 1;
            }
            """;

    @Override
    public Class<ConstantEncoding> layer() {
        return ConstantEncoding.class;
    }

    @Override
    public DeviceStage stage(ConstantEncoding layer, DeviceSite site) {
        return new EncodingStage(site, SOURCE, List.of());
    }
}
