package org.inrzoo.engine.opencl.spi;

import org.inrzoo.engine.opencl.device.DeviceKernel;

/** A function of every feature by itself, y = f(z), given as expressions of OpenCL C in z and two numbers a and b. */
public final class PointwiseStage implements DeviceStage {

    private static final String SOURCE = """
            float value(float z, float a, float b) { return VALUE; }
            float slope(float z, float a, float b) { return SLOPE; }

            kernel void forward(int points, int stride, global const float *x, int x0, global float *y, int y0, float a, float b) {
                int p = get_global_id(0);
                if (p >= points) return;
                size_t at = (size_t) get_global_id(1) * stride + p;
                y[y0 + at] = value(x[x0 + at], a, b);
            }

            kernel void backward(int points, int stride, global const float *x, int x0, global const float *dy, int dy0,
                    global float *dx, int dx0, float a, float b) {
                int p = get_global_id(0);
                if (p >= points) return;
                size_t at = (size_t) get_global_id(1) * stride + p;
                dx[dx0 + at] = dy[dy0 + at] * slope(x[x0 + at], a, b);
            }
            """;

    private final DeviceKernel forward;
    private final DeviceKernel backward;
    private final float a;
    private final float b;

    /**
     * The stage of a function.
     *
     * @param value f(z)
     * @param slope f'(z)
     * @param a a number of the expressions
     * @param b another one
     */
    public PointwiseStage(DeviceSite site, String value, String slope, double a, double b) {
        String source = SOURCE.replace("VALUE", value).replace("SLOPE", slope);
        forward = site.kernel(source, "forward");
        backward = site.kernel(source, "backward");
        this.a = (float) a;
        this.b = (float) b;
    }

    @Override
    public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
        pass.perPoint(forward, y.width(), x, y, a, b);
    }

    @Override
    public void backward(
            DevicePass pass,
            DeviceFeatures x,
            DeviceFeatures y,
            DeviceFeatures dy,
            DeviceFeatures dx,
            boolean inputGradientWanted) {
        if (inputGradientWanted) {
            pass.perPoint(backward, x.width(), x, dy, dx, a, b);
        }
    }
}
