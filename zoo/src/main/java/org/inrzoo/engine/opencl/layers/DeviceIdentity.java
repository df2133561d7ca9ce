package org.inrzoo.engine.opencl.layers;

import java.util.List;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.Identity;

/** The coordinates themselves. */
public final class DeviceIdentity implements DeviceLayerKernel<Identity> {

    private static final String SOURCE = """
            kernel void encode(int points, int stride, global const float *x, int x0, global float *y, int y0, float length, float low) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                y[y0 + (size_t) j * stride + p] = x[x0 + (size_t) j * stride + p] * length + low;
            }
            """;

    @Override
    public Class<Identity> layer() {
        return Identity.class;
    }

    @Override
    public DeviceStage stage(Identity layer, DeviceSite site) {
        return new EncodingStage(site, SOURCE, List.of((float) layer.range().length(), (float)
                layer.range().low()));
    }
}
