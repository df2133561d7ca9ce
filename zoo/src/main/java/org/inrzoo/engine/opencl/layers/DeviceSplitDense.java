package org.inrzoo.engine.opencl.layers;

import java.util.Optional;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.SplitDense;

/** The product of several linear layers, whose own outputs are kept. */
public final class DeviceSplitDense implements DeviceLayerKernel<SplitDense> {

    private static final String SOURCE = """
            kernel void forward(int points, int stride, global const float *z, int z0, global float *y, int y0, int width, int branches) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                float product = 1;
                for (int b = 0; b < branches; b++) product *= z[z0 + (size_t) (b * width + j) * stride + p];
                y[y0 + (size_t) j * stride + p] = product;
            }

            kernel void backward(int points, int stride, global const float *z, int z0, global const float *dy, int dy0,
                    global float *dz, int dz0, int width, int branches) {
                int p = get_global_id(0), j = get_global_id(1) % width, own = get_global_id(1) / width;
                if (p >= points) return;
                float product = dy[dy0 + (size_t) j * stride + p];
                for (int b = 0; b < branches; b++) {
                    if (b != own) product *= z[z0 + (size_t) (b * width + j) * stride + p];
                }
                dz[dz0 + (size_t) (own * width + j) * stride + p] = product;
            }
            """;

    @Override
    public Class<SplitDense> layer() {
        return SplitDense.class;
    }

    @Override
    public long scratch(SplitDense layer, int inputs) {
        return 2L * layer.branches() * layer.width();
    }

    @Override
    public DeviceStage stage(SplitDense layer, DeviceSite site) {
        return new Stage(layer.branches(), site);
    }

    private static final class Stage implements DeviceStage {

        private final int branches;
        private final int width;
        private final int inputs;
        private final DeviceProduct product;
        private final DeviceKernel forward;
        private final DeviceKernel backward;
        private final DeviceFeatures z;
        private final DeviceFeatures dz;
        private final int weight;
        private final int bias;

        Stage(int branches, DeviceSite site) {
            this.branches = branches;
            width = site.outputs();
            inputs = site.inputs();
            product = new DeviceProduct(site, inputs, width, Optional.empty());
            forward = site.kernel(SOURCE, "forward");
            backward = site.kernel(SOURCE, "backward");
            z = site.features(branches * width);
            dz = site.features(branches * width);
            weight = site.place("weight");
            bias = site.place("bias");
        }

        private int weight(int branch) {
            return weight + branch * inputs * width;
        }

        @Override
        public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
            for (int b = 0; b < branches; b++) {
                DeviceFeatures own = z.part(b * width, width, pass.stride());
                product.forward(pass, pass.parameters(), weight(b), bias + b * width, x, own);
            }
            pass.perPoint(forward, width, z, y, width, branches);
        }

        @Override
        public void backward(
                DevicePass pass,
                DeviceFeatures x,
                DeviceFeatures y,
                DeviceFeatures dy,
                DeviceFeatures dx,
                boolean inputGradientWanted) {
            pass.perPoint(backward, branches * width, z, dy, dz, width, branches);
            pass.addUp(dz, bias);
            for (int b = 0; b < branches; b++) {
                DeviceFeatures own = dz.part(b * width, width, pass.stride());
                product.weightGradient(pass, x, own, pass.sums(), weight(b), pass.trainable());
                if (inputGradientWanted) {
                    product.inputGradient(pass, pass.parameters(), weight(b), own, dx, b > 0);
                }
            }
        }
    }
}
