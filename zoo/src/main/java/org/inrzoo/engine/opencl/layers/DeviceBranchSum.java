package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.BranchSum;

/** The sum of branches that lie side by side. */
public final class DeviceBranchSum implements DeviceLayerKernel<BranchSum> {

    private static final String SOURCE = """
            kernel void forward(int points, int stride, global const float *x, int x0, global float *y, int y0, int width, int branches) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                float sum = 0;
                for (int b = 0; b < branches; b++) sum += x[x0 + (size_t) (b * width + j) * stride + p];
                y[y0 + (size_t) j * stride + p] = sum;
            }

            kernel void backward(int points, int stride, global const float *dy, int dy0, global float *dx, int dx0, int width) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p < points) dx[dx0 + (size_t) j * stride + p] = dy[dy0 + (size_t) (j % width) * stride + p];
            }
            """;

    @Override
    public Class<BranchSum> layer() {
        return BranchSum.class;
    }

    @Override
    public DeviceStage stage(BranchSum layer, DeviceSite site) {
        DeviceKernel forward = site.kernel(SOURCE, "forward");
        DeviceKernel backward = site.kernel(SOURCE, "backward");
        return new DeviceStage() {
            @Override
            public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
                pass.perPoint(forward, y.width(), x, y, y.width(), layer.branches());
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
                    pass.perPoint(backward, x.width(), dy, dx, dy.width());
                }
            }
        };
    }
}
