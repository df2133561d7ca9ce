package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.device.DeviceQueue;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.HashGrid;

/**
 * A multiresolution hash grid.
 *
 * <p>Its gradient is added up in whole numbers, since those give the same sum in any order: multiples of 2^-40 of the largest dL/dy of a
 * pass, rounded to a power of two, in two words each, of which the lower one hands its carry on.
 */
public final class DeviceHashGrid implements DeviceLayerKernel<HashGrid> {

    private static final String SOURCE = """
            // Of every level: cells, whether it is dense, its first entry, and what the axes' numbers are multiplied by.
            #define LEVEL 6
            #define GRID global const int *grid, int d, int features, int mask

            // Where a corner's features begin, and its weight.
            int corner_of(int stride, global const float *x, GRID, int level, int corner, int p, float *weight) {
                global const int *own = grid + level * LEVEL;
                int cells = own[0], dense = own[1];
                uint entry = 0;
                *weight = 1;
                for (int axis = 0; axis < d; axis++) {
                    float q = x[(size_t) axis * stride + p] * cells;
                    int cell = min((int) q, cells - 1), next = corner >> axis & 1;
                    *weight *= next ? q - cell : 1 - (q - cell);
                    uint vertex = (uint) (cell + next) * (uint) own[3 + axis];
                    entry = dense ? entry + vertex : entry ^ vertex;
                }
                return (own[2] + (int) (dense ? entry : entry & mask)) * features;
            }

            kernel void forward(int points, int stride, global const float *x, int x0, GRID, global const float *theta, int table,
                    global float *y, int y0) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                float sum = 0, weight;
                for (int corner = 0; corner < 1 << d; corner++) {
                    int at = corner_of(stride, x + x0, grid, d, features, mask, j / features, corner, p, &weight);
                    sum = fma(weight, theta[table + at + j % features], sum);
                }
                y[y0 + (size_t) j * stride + p] = sum;
            }

            kernel void clear(int points, int stride, int count, global uint *words) {
                int i = get_global_id(0);
                if (i < count) words[i] = 0;
            }

            // The bits of numbers that are not negative have the numbers' order.
            kernel void largest(int points, int stride, global const float *dy, int dy0, global uint *words, int last) {
                int p = get_global_id(0);
                if (p < points) atomic_max(words + last, as_uint(fabs(dy[dy0 + (size_t) get_global_id(1) * stride + p])));
            }

            int exponent_of(global const uint *words, int last) {
                return 40 - ilogb(as_float(words[last]));
            }

            kernel void spread(int points, int stride, global const float *x, int x0, GRID, global const float *dy, int dy0,
                    global uint *words, int last) {
                int p = get_global_id(0), j = get_global_id(1);
                uint top = words[last];
                if (p >= points || top == 0 || top >= 0x7f800000u) return;
                int exponent = exponent_of(words, last);
                float g = dy[dy0 + (size_t) j * stride + p], weight;
                for (int corner = 0; corner < 1 << d; corner++) {
                    int at = corner_of(stride, x + x0, grid, d, features, mask, j / features, corner, p, &weight) + j % features;
                    long whole = convert_long_rte(ldexp(weight * g, exponent));
                    uint low = (uint) whole, high = (uint) (whole >> 32);
                    uint before = atomic_add(words + 2 * at, low);
                    high += before + low < before;
                    if (high != 0) atomic_add(words + 2 * at + 1, high);
                }
            }

            // All in the sums of the first slice; what is not finite stays so.
            kernel void gather(int points, int stride, int count, int slices, global const uint *words, int last,
                    global float *sums, int table, int trainable) {
                int i = get_global_id(0);
                if (i >= count) return;
                uint top = words[last];
                long whole = (long) ((ulong) words[2 * i + 1] << 32 | words[2 * i]);
                float sum = top == 0 ? 0 : top >= 0x7f800000u ? NAN : ldexp((float) whole, -exponent_of(words, last));
                sums[table + i] = sum;
                for (int s = 1; s < slices; s++) sums[(size_t) s * trainable + table + i] = 0;
            }
            """;

    private static final int LEVEL = 6;

    @Override
    public Class<HashGrid> layer() {
        return HashGrid.class;
    }

    @Override
    public DeviceStage stage(HashGrid layer, DeviceSite site) {
        return new Stage(layer, site);
    }

    private static final class Stage implements DeviceStage {

        private final HashGrid layer;
        private final DeviceKernel forward;
        private final DeviceKernel clear;
        private final DeviceKernel largest;
        private final DeviceKernel spread;
        private final DeviceKernel gather;
        private final DeviceMemory grid;
        private final DeviceMemory words;
        private final int table;
        private final int count;
        private final int mask;

        Stage(HashGrid layer, DeviceSite site) {
            this.layer = layer;
            forward = site.kernel(SOURCE, "forward");
            clear = site.kernel(SOURCE, "clear");
            largest = site.kernel(SOURCE, "largest");
            spread = site.kernel(SOURCE, "spread");
            gather = site.kernel(SOURCE, "gather");
            table = site.place("table");
            count = site.slot("table").length();
            mask = (1 << layer.logTable()) - 1;
            DeviceQueue queue = site.queue();
            grid = queue.allocate((long) layer.levels() * LEVEL);
            words = queue.allocate(2L * count + 1);
            int[] numbers = new int[layer.levels() * LEVEL];
            for (int level = 0; level < layer.levels(); level++) {
                numbers[level * LEVEL] = layer.cells(level);
                numbers[level * LEVEL + 1] = layer.isDense(level) ? 1 : 0;
                numbers[level * LEVEL + 2] = layer.firstEntry(level);
                for (int axis = 0; axis < layer.dimensions(); axis++) {
                    numbers[level * LEVEL + 3 + axis] = (int) layer.factor(level, axis);
                }
            }
            queue.write(grid, numbers);
        }

        @Override
        public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
            pass.perPoint(
                    forward,
                    y.width(),
                    x,
                    grid,
                    layer.dimensions(),
                    layer.perLevel(),
                    mask,
                    pass.parameters(),
                    table,
                    y);
        }

        @Override
        public void backward(
                DevicePass pass,
                DeviceFeatures x,
                DeviceFeatures y,
                DeviceFeatures dy,
                DeviceFeatures dx,
                boolean inputGradientWanted) {
            int last = 2 * count;
            pass.perItem(clear, last + 1, last + 1, words);
            pass.perPoint(largest, y.width(), dy, words, last);
            pass.perPoint(spread, y.width(), x, grid, layer.dimensions(), layer.perLevel(), mask, dy, words, last);
            pass.perItem(gather, count, count, pass.slices(), words, last, pass.sums(), table, pass.trainable());
        }
    }
}
