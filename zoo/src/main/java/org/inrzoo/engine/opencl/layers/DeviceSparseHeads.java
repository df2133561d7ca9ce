package org.inrzoo.engine.opencl.layers;

import java.util.Arrays;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.device.DeviceQueue;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernel;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.SparseHeads;

/** Heads that see a few features each. For the way back there is, of every feature, a list of the connections that lead from it. */
public final class DeviceSparseHeads implements DeviceLayerKernel<SparseHeads> {

    private static final String SOURCE = """
            kernel void forward(int points, int stride, global const float *theta, int weight, int connections, int bias, int alpha,
                    global const float *x, int x0, global float *y, int y0) {
                int p = get_global_id(0), k = get_global_id(1);
                if (p >= points) return;
                float sum = 0;
                for (int j = k * alpha; j < (k + 1) * alpha; j++)
                    sum = fma(theta[weight + j], x[x0 + (size_t) theta[connections + j] * stride + p], sum);
                y[y0 + (size_t) k * stride + p] = bias < 0 ? sum : sum + theta[bias + k];
            }

            kernel void backward(int points, int stride, global const float *theta, int weight, int alpha, global const int *starts,
                    global const int *list, global const float *dy, int dy0, global float *dx, int dx0) {
                int p = get_global_id(0), i = get_global_id(1);
                if (p >= points) return;
                float sum = 0;
                for (int at = starts[i]; at < starts[i + 1]; at += 32) {
                    float part = 0;
                    for (int k = at; k < min(starts[i + 1], at + 32); k++)
                        part = fma(theta[weight + list[k]], dy[dy0 + (size_t) (list[k] / alpha) * stride + p], part);
                    sum += part;
                }
                dx[dx0 + (size_t) i * stride + p] = sum;
            }

            kernel void gradients(int points, int stride, global const float *theta, int weight, int connections, int alpha, int count,
                    global const float *x, int x0, global const float *dy, int dy0, int slice, global float *sums, int trainable) {
                int j = get_global_id(0), s = get_global_id(1);
                if (j >= count) return;
                int end = min(points, (s + 1) * slice);
                size_t from = x0 + (size_t) theta[connections + j] * stride, by = dy0 + (size_t) (j / alpha) * stride;
                float sum = 0;
                for (int first = s * slice; first < end; first += 32) {
                    float part = 0;
                    for (int p = first; p < min(end, first + 32); p++) part = fma(x[from + p], dy[by + p], part);
                    sum += part;
                }
                sums[(size_t) s * trainable + weight + j] = sum;
            }
            """;

    @Override
    public Class<SparseHeads> layer() {
        return SparseHeads.class;
    }

    @Override
    public DeviceStage stage(SparseHeads layer, DeviceSite site) {
        return new Stage(layer, site);
    }

    private static final class Stage implements DeviceStage {

        private final DeviceQueue queue;
        private final DeviceKernel forward;
        private final DeviceKernel backward;
        private final DeviceKernel gradients;
        private final DeviceMemory starts;
        private final DeviceMemory list;
        private final int features;
        private final int alpha;
        private final int count;
        private final int weight;
        private final int bias;
        private final int connections;
        private float[] listed = {};

        Stage(SparseHeads layer, DeviceSite site) {
            queue = site.queue();
            forward = site.kernel(SOURCE, "forward");
            backward = site.kernel(SOURCE, "backward");
            gradients = site.kernel(SOURCE, "gradients");
            features = site.inputs();
            alpha = layer.connections();
            count = layer.heads() * alpha;
            weight = site.place("weight");
            bias = layer.bias() ? site.place("bias") : -1;
            connections = site.place("connections");
            starts = queue.allocate(features + 1L);
            list = queue.allocate(count);
        }

        @Override
        public void prepare(float[] values) {
            if (listed.length == count && Arrays.equals(listed, 0, count, values, connections, connections + count)) {
                return;
            }
            listed = Arrays.copyOfRange(values, connections, connections + count);
            int[] firsts = new int[features + 1];
            for (float feature : listed) {
                firsts[(int) feature + 1]++;
            }
            for (int i = 0; i < features; i++) {
                firsts[i + 1] += firsts[i];
            }
            int[] next = firsts.clone();
            int[] sorted = new int[count];
            for (int j = 0; j < count; j++) {
                sorted[next[(int) listed[j]]++] = j;
            }
            queue.write(starts, firsts);
            queue.write(list, sorted);
        }

        @Override
        public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
            pass.perPoint(forward, y.width(), pass.parameters(), weight, connections, bias, alpha, x, y);
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
                    count,
                    pass.parameters(),
                    weight,
                    connections,
                    alpha,
                    count,
                    x,
                    dy,
                    pass.slice(),
                    pass.sums(),
                    pass.trainable());
            if (bias >= 0) {
                pass.addUp(dy, bias);
            }
            if (inputGradientWanted) {
                pass.perPoint(backward, features, pass.parameters(), weight, alpha, starts, list, dy, dx);
            }
        }
    }
}
