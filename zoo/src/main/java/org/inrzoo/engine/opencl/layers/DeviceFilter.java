package org.inrzoo.engine.opencl.layers;

import java.util.Optional;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.Filter;

/** A multiplicative filter: y = x g(v), g a sine of the coordinates, or that times a bell. */
public final class DeviceFilter implements DeviceLayerKernel<Filter> {

    /** Coordinates per point at most, M in the source. */
    private static final int MOST = 4;

    private static final String SOURCE = """
            #define M 4
            #define FILTER global const float *coordinates, int c0, global const float *theta, int frequency, int phase, \\
                    int sharpness, int centre, int d, int width, float length, float low

            // The wave's argument and the bell, which is 1 where there is none; v and the distances from the centre.
            float2 filtered(int stride, FILTER, int j, int p, float *v, float *away) {
                float argument = theta[phase + j], square = 0;
                for (int k = 0; k < d; k++) {
                    v[k] = coordinates[c0 + (size_t) k * stride + p] * length + low;
                    argument = fma(v[k], theta[frequency + k * width + j], argument);
                    if (sharpness >= 0) {
                        away[k] = v[k] - theta[centre + k * width + j];
                        square = fma(away[k], away[k], square);
                    }
                }
                return (float2) (argument, sharpness >= 0 ? exp(-0.5f * (theta[sharpness + j] * square)) : 1);
            }
            #define FILTERED filtered(stride, coordinates, c0, theta, frequency, phase, sharpness, centre, d, width, length, low, j, p, v, away)

            // to = from g
            kernel void multiply(int points, int stride, FILTER, global const float *from, int from0, global float *to, int to0) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                float v[M], away[M];
                float2 g = FILTERED;
                size_t at = (size_t) j * stride + p;
                to[to0 + at] = from[from0 + at] * (sin(g.x) * g.y);
            }

            kernel void gradients(int points, int stride, FILTER, global const float *x, int x0, global const float *dy, int dy0,
                    int slice, int trains, global float *sums, int trainable) {
                int j = get_global_id(0), s = get_global_id(1);
                if (j >= width) return;
                int end = min(points, (s + 1) * slice);
                float v[M], away[M], byFrequency[M], byCentre[M], byPhase = 0, bySharpness = 0;
                for (int k = 0; k < d; k++) byFrequency[k] = byCentre[k] = 0;
                for (int from = s * slice; from < end; from += 32) {
                    float partFrequency[M], partCentre[M], partPhase = 0, partSharpness = 0;
                    for (int k = 0; k < d; k++) partFrequency[k] = partCentre[k] = 0;
                    for (int p = from; p < min(end, from + 32); p++) {
                        float2 g = FILTERED;
                        size_t at = (size_t) j * stride + p;
                        float product = dy[dy0 + at] * x[x0 + at];
                        float wave = product * (cos(g.x) * g.y);
                        partPhase += wave;
                        for (int k = 0; k < d; k++) partFrequency[k] = fma(wave, v[k], partFrequency[k]);
                        if (sharpness >= 0) {
                            float bell = product * (sin(g.x) * g.y), square = 0;
                            for (int k = 0; k < d; k++) {
                                square = fma(away[k], away[k], square);
                                partCentre[k] = fma(bell * theta[sharpness + j], away[k], partCentre[k]);
                            }
                            partSharpness = fma(-0.5f * bell, square, partSharpness);
                        }
                    }
                    byPhase += partPhase;
                    bySharpness += partSharpness;
                    for (int k = 0; k < d; k++) {
                        byFrequency[k] += partFrequency[k];
                        byCentre[k] += partCentre[k];
                    }
                }
                sums += (size_t) s * trainable;
                sums[phase + j] = byPhase;
                for (int k = 0; k < d; k++) {
                    if (trains) sums[frequency + k * width + j] = byFrequency[k];
                    if (sharpness >= 0) sums[centre + k * width + j] = byCentre[k];
                }
                if (sharpness >= 0) sums[sharpness + j] = bySharpness;
            }
            """;

    @Override
    public Class<Filter> layer() {
        return Filter.class;
    }

    @Override
    public Optional<String> refusal(Filter layer) {
        return layer.dimensions() <= MOST
                ? Optional.empty()
                : Optional.of("it takes at most " + MOST + " coordinates per point");
    }

    @Override
    public DeviceStage stage(Filter layer, DeviceSite site) {
        return new Stage(layer, site);
    }

    private static final class Stage implements DeviceStage {

        private final Filter layer;
        private final int width;
        private final DeviceKernel multiply;
        private final DeviceKernel gradients;
        private final int frequency;
        private final int phase;
        private final int sharpness;
        private final int center;

        Stage(Filter layer, DeviceSite site) {
            this.layer = layer;
            width = site.inputs();
            multiply = site.kernel(SOURCE, "multiply");
            gradients = site.kernel(SOURCE, "gradients");
            frequency = site.place("frequency");
            phase = site.place("phase");
            boolean bell = layer.envelope().isPresent();
            sharpness = bell ? site.place("sharpness") : -1;
            center = bell ? site.place("centre") : -1;
        }

        private void multiply(DevicePass pass, DeviceFeatures from, DeviceFeatures to) {
            pass.perPoint(
                    multiply,
                    width,
                    pass.coordinates(),
                    pass.parameters(),
                    frequency,
                    phase,
                    sharpness,
                    center,
                    layer.dimensions(),
                    width,
                    (float) layer.range().length(),
                    (float) layer.range().low(),
                    from,
                    to);
        }

        @Override
        public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
            multiply(pass, x, y);
        }

        @Override
        public void backward(
                DevicePass pass,
                DeviceFeatures x,
                DeviceFeatures y,
                DeviceFeatures dy,
                DeviceFeatures dx,
                boolean inputGradientWanted) {
            pass.perSlice(
                    gradients,
                    width,
                    pass.coordinates(),
                    pass.parameters(),
                    frequency,
                    phase,
                    sharpness,
                    center,
                    layer.dimensions(),
                    width,
                    (float) layer.range().length(),
                    (float) layer.range().low(),
                    x,
                    dy,
                    pass.slice(),
                    layer.trainFrequency() ? 1 : 0,
                    pass.sums(),
                    pass.trainable());
            if (inputGradientWanted) {
                multiply(pass, dy, dx);
            }
        }
    }
}
