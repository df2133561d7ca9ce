package org.inrzoo.engine.opencl.layers;

import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.GridConvolution;

/** A convolution over a grid: a product of the features around every point, which are laid out first. */
public final class DeviceGridConvolution implements DeviceLayerKernel<GridConvolution> {

    private static final String SOURCE = """
            // z[(u side + v) features + k] of a point is x[k] of its neighbour u - r rows down and v - r columns to the right.
            kernel void around(int points, int stride, int columns, int side, int features, global const float *x, int x0,
                    global float *z, int z0) {
                int p = get_global_id(0), at = get_global_id(1);
                if (p >= points) return;
                int k = at % features, place = at / features;
                int i = p / columns + place / side - side / 2, j = p % columns + place % side - side / 2;
                bool inside = i >= 0 && i < points / columns && j >= 0 && j < columns;
                z[z0 + (size_t) at * stride + p] = inside ? x[x0 + (size_t) k * stride + i * columns + j] : 0;
            }

            // The sum of the gradients at all places where a point's feature was laid.
            kernel void gather(int points, int stride, int columns, int side, int features, global const float *dz, int dz0,
                    global float *dx, int dx0) {
                int p = get_global_id(0), k = get_global_id(1);
                if (p >= points) return;
                float sum = 0;
                for (int place = 0; place < side * side; place++) {
                    int i = p / columns - place / side + side / 2, j = p % columns - place % side + side / 2;
                    if (i >= 0 && i < points / columns && j >= 0 && j < columns)
                        sum += dz[dz0 + (size_t) (place * features + k) * stride + i * columns + j];
                }
                dx[dx0 + (size_t) k * stride + p] = sum;
            }
            """;

    @Override
    public Class<GridConvolution> layer() {
        return GridConvolution.class;
    }

    @Override
    public long scratch(GridConvolution layer, int inputs) {
        return (long) layer.side() * layer.side() * inputs;
    }

    @Override
    public DeviceStage stage(GridConvolution layer, DeviceSite site) {
        return new Stage(layer.side(), site);
    }

    private static final class Stage implements DeviceStage {

        private final int side;
        private final int features;
        private final DeviceKernel around;
        private final DeviceKernel gather;
        private final DeviceProduct product;
        private final DeviceFeatures z;
        private final int weight;
        private final int bias;

        Stage(int side, DeviceSite site) {
            this.side = side;
            features = site.inputs();
            around = site.kernel(SOURCE, "around");
            gather = site.kernel(SOURCE, "gather");
            z = site.features(side * side * features);
            product = new DeviceProduct(site, z.width(), site.outputs(), Optional.empty());
            weight = site.place("weight");
            bias = site.place("bias");
        }

        private static int columns(DevicePass pass) {
            List<Integer> sizes = pass.sizes();
            return sizes.get(sizes.size() - 1);
        }

        private void layOut(DevicePass pass, DeviceFeatures x) {
            pass.perPoint(around, z.width(), columns(pass), side, features, x, z);
        }

        @Override
        public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
            layOut(pass, x);
            product.forward(pass, pass.parameters(), weight, bias, z, y);
        }

        @Override
        public void backward(
                DevicePass pass,
                DeviceFeatures x,
                DeviceFeatures y,
                DeviceFeatures dy,
                DeviceFeatures dx,
                boolean inputGradientWanted) {
            product.weightGradient(pass, z, dy, pass.sums(), weight, pass.trainable());
            pass.addUp(dy, bias);
            if (inputGradientWanted) {
                product.inputGradient(pass, pass.parameters(), weight, dy, z, false);
                pass.perPoint(gather, features, columns(pass), side, features, z, dx);
            }
        }
    }
}
