package org.inrzoo.engine.opencl.layers;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.PositionalEncoding;

/** Sines and cosines of the coordinates at fixed frequencies. */
public final class DevicePositionalEncoding implements DeviceLayerKernel<PositionalEncoding> {

    private static final String SOURCE = EncodingStage.TURNS + """
            kernel void encode(int points, int stride, global const float *x, int x0, global float *y, int y0,
                    float length, float low, int d, int raw, global const float *turns) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                int block = j / d - raw;
                float v = x[x0 + (size_t) (j % d) * stride + p];
                float t = 0;
                if (block >= 0) t = fraction(v, length, low, (float2) (turns[block / 2 * 2], turns[block / 2 * 2 + 1]));
                y[y0 + (size_t) j * stride + p] = block < 0 ? v * length + low : block % 2 ? cospi(2 * t) : sinpi(2 * t);
            }
            """;

    @Override
    public Class<PositionalEncoding> layer() {
        return PositionalEncoding.class;
    }

    @Override
    public DeviceStage stage(PositionalEncoding layer, DeviceSite site) {
        return new EncodingStage(
                site,
                SOURCE,
                List.of(
                        (float) layer.range().length(),
                        (float) layer.range().low(),
                        site.dimensions(),
                        layer.raw() ? 1 : 0,
                        site.constants(turns(layer))));
    }

    /** ω/2π of every frequency, as a float and what that leaves out. */
    private static List<Double> turns(PositionalEncoding layer) {
        List<Double> turns = new ArrayList<>();
        for (double frequency : layer.frequencies()) {
            double exact = frequency / (2 * Math.PI);
            turns.add((double) (float) exact);
            turns.add(exact - (float) exact);
        }
        return turns;
    }
}
