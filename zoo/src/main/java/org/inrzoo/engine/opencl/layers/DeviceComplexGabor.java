package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.ComplexGabor;

/** The complex Gabor wavelet of pairs of features. */
public final class DeviceComplexGabor implements DeviceLayerKernel<ComplexGabor> {

    private static final String SOURCE = """
            kernel void forward(int points, int stride, global const float *x, int x0, global float *y, int y0, float omega, float sigma) {
                int p = get_global_id(0);
                if (p >= points) return;
                size_t at = (size_t) (2 * get_global_id(1)) * stride + p;
                float a = x[x0 + at], b = x[x0 + at + stride];
                float bell = exp(-(omega * b + ((sigma * a) * (sigma * a) + (sigma * b) * (sigma * b))));
                y[y0 + at] = bell * cos(omega * a);
                y[y0 + at + stride] = bell * sin(omega * a);
            }

            // Of f = u + jv: du/da = -omega v - 2 sigma^2 a u, dv/da = omega u - 2 sigma^2 a v, and d/db = -(omega + 2 sigma^2 b).
            kernel void backward(int points, int stride, global const float *x, int x0, global const float *y, int y0,
                    global const float *dy, int dy0, global float *dx, int dx0, float omega, float sigma) {
                int p = get_global_id(0);
                if (p >= points) return;
                size_t at = (size_t) (2 * get_global_id(1)) * stride + p;
                float a = x[x0 + at], b = x[x0 + at + stride];
                float u = y[y0 + at], v = y[y0 + at + stride];
                float gu = dy[dy0 + at], gv = dy[dy0 + at + stride];
                float twice = 2 * sigma * sigma;
                float along = gu * u + gv * v;
                dx[dx0 + at] = omega * (gv * u - gu * v) - twice * a * along;
                dx[dx0 + at + stride] = -(omega + twice * b) * along;
            }
            """;

    @Override
    public Class<ComplexGabor> layer() {
        return ComplexGabor.class;
    }

    @Override
    public DeviceStage stage(ComplexGabor layer, DeviceSite site) {
        DeviceKernel forward = site.kernel(SOURCE, "forward");
        DeviceKernel backward = site.kernel(SOURCE, "backward");
        float omega = (float) layer.omega0();
        float sigma = (float) layer.sigma0();
        return new DeviceStage() {
            @Override
            public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
                pass.perPoint(forward, layer.width(), x, y, omega, sigma);
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
                    pass.perPoint(backward, layer.width(), x, y, dy, dx, omega, sigma);
                }
            }
        };
    }
}
