package org.inrzoo.engine.opencl.layers;

import java.util.Optional;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.ComplexDense;

/** A linear layer of complex numbers, as one product with [[Re W, Im W], [-Im W, Re W]], the parts of every number side by side. */
public final class DeviceComplexDense implements DeviceLayerKernel<ComplexDense> {

    private static final String SOURCE = """
            // Of W [numbers, width] and b [width], one work-item for each number: the matrix, then the shift.
            kernel void spread(int points, int stride, global const float *theta, int re, int im, int bre, int bim,
                    int numbers, int width, int real, global float *to) {
                int i = get_global_id(0);
                if (i >= (numbers + 1) * width) return;
                int row = i / width, k = i % width;
                int across = 2 * width;
                if (row == numbers) {
                    global float *shift = to + (real ? 1 : 2) * numbers * across;
                    shift[2 * k] = theta[bre + k];
                    shift[2 * k + 1] = real ? 0 : theta[bim + k];
                } else if (real) {
                    to[row * across + 2 * k] = theta[re + i];
                    to[row * across + 2 * k + 1] = 0;
                } else {
                    to[2 * row * across + 2 * k] = theta[re + i];
                    to[2 * row * across + 2 * k + 1] = theta[im + i];
                    to[(2 * row + 1) * across + 2 * k] = -theta[im + i];
                    to[(2 * row + 1) * across + 2 * k + 1] = theta[re + i];
                }
            }

            // The gradient of every slice, gathered.
            kernel void gather(int points, int stride, global const float *from, int apart, int re, int im, int bre, int bim,
                    int numbers, int width, int real, global float *sums, int trainable) {
                int i = get_global_id(0);
                if (i >= (numbers + 1) * width) return;
                from += (size_t) get_global_id(1) * apart;
                sums += (size_t) get_global_id(1) * trainable;
                int row = i / width, k = i % width;
                int across = 2 * width;
                if (row == numbers) {
                    global const float *shift = from + (real ? 1 : 2) * numbers * across;
                    sums[bre + k] = shift[2 * k];
                    if (!real) sums[bim + k] = shift[2 * k + 1];
                } else if (real) {
                    sums[re + i] = from[row * across + 2 * k];
                } else {
                    sums[re + i] = from[2 * row * across + 2 * k] + from[(2 * row + 1) * across + 2 * k + 1];
                    sums[im + i] = from[2 * row * across + 2 * k + 1] - from[(2 * row + 1) * across + 2 * k];
                }
            }
            """;

    @Override
    public Class<ComplexDense> layer() {
        return ComplexDense.class;
    }

    @Override
    public DeviceStage stage(ComplexDense layer, DeviceSite site) {
        return new Stage(layer, site);
    }

    private static final class Stage implements DeviceStage {

        private final DeviceProduct product;
        private final DeviceKernel spread;
        private final DeviceKernel gather;
        private final DeviceMemory matrix;
        private final DeviceMemory sums;
        private final int shift;
        private final int apart;
        private final int numbers;
        private final int width;
        private final int real;
        private final int re;
        private final int im;
        private final int shiftRe;
        private final int shiftIm;

        Stage(ComplexDense layer, DeviceSite site) {
            product = new DeviceProduct(site, site.inputs(), site.outputs(), Optional.empty());
            spread = site.kernel(SOURCE, "spread");
            gather = site.kernel(SOURCE, "gather");
            shift = site.inputs() * site.outputs();
            apart = shift + site.outputs();
            matrix = site.queue().allocate(apart);
            sums = site.queue().allocate((long) apart * site.mostSlices());
            numbers = layer.real() ? site.inputs() : site.inputs() / 2;
            width = layer.width();
            real = layer.real() ? 1 : 0;
            re = site.place("weight");
            im = layer.real() ? -1 : site.place("weightImaginary");
            shiftRe = site.place("bias");
            shiftIm = layer.real() ? -1 : site.place("biasImaginary");
        }

        @Override
        public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
            int items = (numbers + 1) * width;
            pass.perItem(spread, items, pass.parameters(), re, im, shiftRe, shiftIm, numbers, width, real, matrix);
            product.forward(pass, matrix, 0, shift, x, y);
        }

        @Override
        public void backward(
                DevicePass pass,
                DeviceFeatures x,
                DeviceFeatures y,
                DeviceFeatures dy,
                DeviceFeatures dx,
                boolean inputGradientWanted) {
            product.weightGradient(pass, x, dy, sums, 0, apart);
            pass.addUp(dy, sums, shift, apart);
            pass.perSlice(
                    gather,
                    (numbers + 1) * width,
                    sums,
                    apart,
                    re,
                    im,
                    shiftRe,
                    shiftIm,
                    numbers,
                    width,
                    real,
                    pass.sums(),
                    pass.trainable());
            if (inputGradientWanted) {
                product.inputGradient(pass, matrix, 0, dy, dx, false);
            }
        }
    }
}
