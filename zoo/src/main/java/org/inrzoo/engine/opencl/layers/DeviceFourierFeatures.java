package org.inrzoo.engine.opencl.layers;

import java.util.List;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.FourierFeatures;

/** Cosines and sines of random projections of the coordinates. */
public final class DeviceFourierFeatures implements DeviceLayerKernel<FourierFeatures> {

    private static final String SOURCE = EncodingStage.TURNS + """
            kernel void encode(int points, int stride, global const float *x, int x0, global float *y, int y0,
                    float length, float low, int d, int frequencies, global const float *theta, int at) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                int k = j % frequencies;
                float turns = 0;
                for (int i = 0; i < d; i++)
                    turns += fraction(x[x0 + (size_t) i * stride + p], length, low, (float2) (theta[at + i * frequencies + k], 0));
                y[y0 + (size_t) j * stride + p] = j < frequencies ? cospi(2 * turns) : sinpi(2 * turns);
            }
            """;

    @Override
    public Class<FourierFeatures> layer() {
        return FourierFeatures.class;
    }

    @Override
    public DeviceStage stage(FourierFeatures layer, DeviceSite site) {
        return new EncodingStage(
                site,
                SOURCE,
                List.of(
                        (float) layer.range().length(),
                        (float) layer.range().low(),
                        site.dimensions(),
                        layer.frequencies(),
                        EncodingStage.PARAMETERS,
                        site.place("frequencies")));
    }
}
