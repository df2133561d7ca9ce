package org.inrzoo.engine.opencl.spi;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.device.DeviceQueue;
import org.inrzoo.engine.opencl.device.WorkSize;

/**
 * Points that go through all layers together. Sums over them are made slice by slice, each in the points' order: how many points make a
 * slice follows from their number alone, so that no work-group's size changes a bit.
 *
 * <p>The first two arguments of every kernel that is started here are the numbers {@code int points, int stride}.
 *
 * @param queue what does the work
 * @param points their number
 * @param stride from one feature of a point to its next, in numbers
 * @param slice points of a slice; the last one may have fewer
 * @param sizes samples on every axis where these are all points of a grid, in row-major order; empty where they are any
 * @param coordinates of the points, as {@link DeviceFeatures} lie
 * @param parameters the network's flat vector
 * @param sums for every slice the sums of dL/dθ, {@link #trainable} numbers each
 * @param trainable length of one slice's sums
 */
public record DevicePass(
        DeviceQueue queue,
        int points,
        int stride,
        int slice,
        List<Integer> sizes,
        DeviceFeatures coordinates,
        DeviceMemory parameters,
        DeviceMemory sums,
        int trainable) {

    private static final String SUMS = """
            // Of every row, and every slice, the sum over its points: 32 at a time, so that a long one loses no digits.
            kernel void row_sums(int points, int stride, global const float *a, int a0, int rows, int slice,
                    global float *to, int to0, int apart) {
                int row = get_global_id(0), s = get_global_id(1);
                if (row >= rows) return;
                int end = min(points, (s + 1) * slice);
                float sum = 0;
                for (int from = s * slice; from < end; from += 32) {
                    float part = 0;
                    for (int p = from; p < min(end, from + 32); p++) part += a[a0 + (size_t) row * stride + p];
                    sum += part;
                }
                to[to0 + (size_t) s * apart + row] = sum;
            }

            kernel void product_sums(int points, int stride, global const float *a, int a0, global const float *b, int b0,
                    int rows, int slice, global float *to, int to0, int apart) {
                int row = get_global_id(0), s = get_global_id(1);
                if (row >= rows) return;
                int end = min(points, (s + 1) * slice);
                float sum = 0;
                for (int from = s * slice; from < end; from += 32) {
                    float part = 0;
                    for (int p = from; p < min(end, from + 32); p++) {
                        size_t at = (size_t) row * stride + p;
                        part = fma(a[a0 + at], b[b0 + at], part);
                    }
                    sum += part;
                }
                to[to0 + (size_t) s * apart + row] = sum;
            }
            """;

    /** Work-items of a work-group that need nothing of each other. */
    private int group() {
        return queue.side() * queue.side();
    }

    /** Slices of the points. */
    public int slices() {
        return (points + slice - 1) / slice;
    }

    /** Starts a kernel for every point, on axis 0, and each of {@code rows}, on axis 1; arguments may be {@link DeviceFeatures}. */
    public void perPoint(DeviceKernel kernel, int rows, Object... arguments) {
        queue.run(kernel, WorkSize.of(points, rows, group()), all(arguments));
    }

    /** Starts a kernel for each of {@code items}, on axis 0, and every slice, on axis 1. */
    public void perSlice(DeviceKernel kernel, int items, Object... arguments) {
        queue.run(kernel, WorkSize.of(items, slices(), group()), all(arguments));
    }

    /** Starts a kernel for each of {@code items}, on axis 0. */
    public void perItem(DeviceKernel kernel, int items, Object... arguments) {
        queue.run(kernel, WorkSize.of(items, 1, group()), all(arguments));
    }

    /** Starts a kernel for tiles of {@code tile} by {@code tile} of a matrix, {@code depth} times. */
    public void perTile(DeviceKernel kernel, int columns, int rows, int depth, int tile, Object... arguments) {
        queue.run(kernel, WorkSize.tiles(columns, rows, depth, queue.side(), tile), all(arguments));
    }

    /** The sums of every slice of the features' gradients, as those of the parameters from {@code place} on. */
    public void addUp(DeviceFeatures a, int place) {
        addUp(a, sums, place, trainable);
    }

    /** The sums over every slice's points of every feature, {@code apart} numbers from slice to slice, from {@code place} on. */
    public void addUp(DeviceFeatures a, DeviceMemory to, int place, int apart) {
        perSlice(queue.kernel(SUMS, "row_sums"), a.width(), a, a.width(), slice, to, place, apart);
    }

    /** The sums of every slice of the products of two features, as those of the parameters from {@code place} on. */
    public void addUpProducts(DeviceFeatures a, DeviceFeatures b, int place) {
        addUpProducts(a, b, sums, place, trainable);
    }

    /** The sums over every slice's points of every product, {@code apart} numbers from slice to slice, from {@code place} on. */
    public void addUpProducts(DeviceFeatures a, DeviceFeatures b, DeviceMemory to, int place, int apart) {
        perSlice(queue.kernel(SUMS, "product_sums"), a.width(), a, b, a.width(), slice, to, place, apart);
    }

    private List<Object> all(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(points, stride));
        for (Object argument : arguments) {
            if (argument instanceof DeviceFeatures features) {
                all.add(features.memory());
                all.add(features.offset());
            } else {
                all.add(argument);
            }
        }
        return all;
    }
}
