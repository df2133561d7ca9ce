package org.inrzoo.engine.opencl;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.opencl.device.Device;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.device.DeviceQueue;
import org.inrzoo.engine.opencl.device.WorkSize;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernels;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Points;

/** A network made ready on a device for passes of up to so many points: its stages, and memory for features, gradients and sums. */
final class DevicePlan implements AutoCloseable {

    /** Rows of features are whole multiples of it. */
    private static final int ALIGNMENT = 64;

    /** Most points of a pass where nothing couples them: enough to keep a large GPU busy. */
    private static final int LONGEST_PASS = 1 << 16;

    private static final int SHORTEST_SLICE = 256;
    private static final int MOST_SLICES = 64;

    /** Of the slices' sums together, numbers. */
    private static final long MOST_SUMS = 1L << 26;

    private static final String SOURCE = """
            // [points, width] to features, and back.
            kernel void to_features(int points, int stride, global const float *rows, int from, global float *x, int x0, int width) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p < points) x[x0 + (size_t) j * stride + p] = rows[from + (size_t) p * width + j];
            }

            kernel void to_rows(int points, int stride, global const float *x, int x0, global float *rows, int width) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p < points) rows[(size_t) p * width + j] = x[x0 + (size_t) j * stride + p];
            }

            // dL/dy of a mean of squares.
            kernel void residual(int points, int stride, global const float *y, int y0, global const float *targets, int from,
                    global float *dy, int dy0, int width, float scale) {
                int p = get_global_id(0), j = get_global_id(1);
                if (p >= points) return;
                size_t at = (size_t) j * stride + p;
                dy[dy0 + at] = scale * (y[y0 + at] - targets[from + (size_t) p * width + j]);
            }

            // The slices' sums in their order, behind those of the passes before.
            kernel void collect(int count, int slices, global const float *sums, global float *gradient, int goOn) {
                int i = get_global_id(0);
                if (i >= count) return;
                float sum = goOn ? gradient[i] : 0;
                for (int s = 0; s < slices; s++) sum += sums[(size_t) s * count + i];
                gradient[i] = sum;
            }
            """;

    private final Architecture architecture;
    private final DeviceQueue queue;
    private final int stride;
    private final int mostSlices;
    private final int trainable;
    private final List<DeviceStage> stages = new ArrayList<>();
    private final List<DeviceFeatures> features = new ArrayList<>();
    private final DeviceFeatures[] gradients = new DeviceFeatures[2];
    private final DeviceMemory parameters;
    private final DeviceMemory sums;
    private final DeviceMemory gradient;
    private final DeviceMemory rows;
    private final DeviceMemory squares;

    /**
     * Makes a network ready.
     *
     * @param capacity the most points of a pass
     * @throws EngineException when the device has too little memory
     */
    DevicePlan(Architecture architecture, Device device, int side, int capacity) {
        this.architecture = architecture;
        queue = new DeviceQueue(device, side);
        stride = (capacity + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        trainable = architecture.parameters().trainable();
        mostSlices = slices(stride, trainable);
        try {
            requireMemory(device);
            parameters = queue.allocate(architecture.parameters().size());
            sums = queue.allocate((long) mostSlices * trainable);
            gradient = queue.allocate(trainable);
            int outputs = architecture.outputs();
            rows = queue.allocate((long) Math.max(architecture.dimensions(), outputs) * stride);
            squares = queue.allocate((long) mostSlices * outputs);
            int widest = architecture.dimensions();
            features.add(features(architecture.dimensions()));
            for (int i = 0; i < architecture.layers().size(); i++) {
                Layer layer = architecture.layers().get(i);
                int inputs = architecture.inputs(i);
                int leaving = layer.outputs(inputs);
                widest = Math.max(widest, leaving);
                features.add(features(leaving));
                stages.add(DeviceLayerKernels.stage(
                        layer,
                        new DeviceSite(
                                queue,
                                architecture.dimensions(),
                                inputs,
                                leaving,
                                stride,
                                mostSlices,
                                architecture.parameters().of(i))));
            }
            gradients[0] = features(widest);
            gradients[1] = features(widest);
        } catch (EngineException e) {
            queue.close();
            throw e;
        }
    }

    private DeviceFeatures features(int width) {
        return new DeviceFeatures(queue.allocate((long) width * stride), 0, width);
    }

    private void requireMemory(Device device) {
        long bytes = Float.BYTES * (perPoint(architecture) * stride + fixed(architecture, stride));
        if (bytes > device.memory()) {
            throw new EngineException("this network needs " + bytes + " bytes for " + stride + " points, and "
                    + device.name() + " has " + device.memory()
                    + ": take smaller batches or a smaller network, or --engine fused");
        }
    }

    /** Numbers that a point takes in the device's memory. */
    static long perPoint(Architecture architecture) {
        long numbers = (long) architecture.dimensions() + Math.max(architecture.dimensions(), architecture.outputs());
        long widest = architecture.dimensions();
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            int leaving = layer.outputs(architecture.inputs(i));
            widest = Math.max(widest, leaving);
            numbers += leaving + DeviceLayerKernels.scratch(layer, architecture.inputs(i));
        }
        return numbers + 2 * widest;
    }

    private static long fixed(Architecture architecture, int points) {
        int trainable = architecture.parameters().trainable();
        return architecture.parameters().size() + (1L + slices(points, trainable)) * trainable;
    }

    /** The points that one pass takes of a network whose points are not coupled; depends on network and device alone. */
    static int longestPass(Architecture architecture, Device device) {
        int points = largestBatch(architecture, device);
        return Math.max(ALIGNMENT, Math.min(LONGEST_PASS, points / ALIGNMENT * ALIGNMENT));
    }

    /** The points that half of the device's memory has room for, in pieces as large as it gives them. */
    static int largestBatch(Architecture architecture, Device device) {
        long all = device.memory() / 2 / Float.BYTES - fixed(architecture, LONGEST_PASS);
        int widest = architecture.dimensions();
        for (int i = 1; i <= architecture.layers().size(); i++) {
            widest = Math.max(widest, architecture.inputs(i));
        }
        long piece = Math.min(device.largestAllocation() / Float.BYTES, Integer.MAX_VALUE);
        return (int) Math.max(0, Math.min(all / perPoint(architecture), piece / widest));
    }

    private static int slicePoints(int points, int trainable) {
        int most = (int) Math.max(1, Math.min(MOST_SLICES, MOST_SUMS / Math.max(1, trainable)));
        int share = (points + most - 1) / most;
        return Math.max(SHORTEST_SLICE, (share + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    private static int slices(int points, int trainable) {
        int slice = slicePoints(points, trainable);
        return (points + slice - 1) / slice;
    }

    /** What does the work. */
    DeviceQueue queue() {
        return queue;
    }

    /** The flat vector. */
    DeviceMemory parameters() {
        return parameters;
    }

    /** What {@link #backward} leaves. */
    DeviceMemory gradient() {
        return gradient;
    }

    /** Whether the host has to see parameters or gradients at every step. */
    boolean needsHost() {
        return stages.stream().anyMatch(DeviceStage::needsHost);
    }

    /** The most sums that {@link #residuals} makes of a pass of so many points. */
    static int residualSums(Architecture architecture, int points) {
        return slices(points, architecture.parameters().trainable()) * architecture.outputs();
    }

    /** Points of a pass at most. */
    int capacity() {
        return stride;
    }

    /** Takes over the parameters, for all passes of a call. */
    void prepare(float[] values) {
        queue.write(parameters, values, architecture.parameters().size());
        stages.forEach(stage -> stage.prepare(values));
    }

    /** A pass of {@code count} points from number {@code first} on, whose coordinates it brings to the device. */
    DevicePass pass(Points points, int first, int count) {
        int dimensions = architecture.dimensions();
        float[] coordinates = new float[count * dimensions];
        points.read(first, count, coordinates);
        queue.write(rows, coordinates, coordinates.length);
        return pass(points.sizes(), rows, 0, count);
    }

    /**
     * A pass of points whose coordinates are on the device.
     *
     * @param sizes of the grid whose points are all of them; empty where they are any
     * @param coordinates [points, d], from the place {@code from} on
     */
    DevicePass pass(List<Integer> sizes, DeviceMemory coordinates, int from, int count) {
        DevicePass pass = new DevicePass(
                queue,
                count,
                stride,
                slicePoints(count, trainable),
                sizes,
                features.get(0),
                parameters,
                sums,
                trainable);
        toFeatures(pass, coordinates, from, features.get(0));
        return pass;
    }

    private void toFeatures(DevicePass pass, DeviceMemory values, int from, DeviceFeatures x) {
        pass.perPoint(kernel("to_features"), x.width(), values, from, x, x.width());
    }

    private DeviceKernel kernel(String name) {
        return queue.kernel(SOURCE, name);
    }

    /** Goes through all layers. */
    void forward(DevicePass pass) {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).forward(pass, features.get(i), features.get(i + 1));
        }
    }

    /** Reads a pass' outputs, [points, outputs], from {@code target[at]} on. */
    void readOutputs(DevicePass pass, float[] target, int at) {
        DeviceFeatures y = features.get(stages.size());
        pass.perPoint(kernel("to_rows"), y.width(), y, rows, y.width());
        queue.read(rows, target, at, pass.points() * y.width());
    }

    /** Where dL/dy lies. */
    private DeviceFeatures outputGradient() {
        return new DeviceFeatures(gradients[stages.size() % 2].memory(), 0, architecture.outputs());
    }

    /** Brings dL/dy, [points, outputs]. */
    void writeOutputGradient(DevicePass pass, float[] values) {
        queue.write(rows, values, pass.points() * architecture.outputs());
        toFeatures(pass, rows, 0, outputGradient());
    }

    /**
     * Makes dL/dy of a mean of squares.
     *
     * @param targets of the pass' points, [points, outputs]
     * @param scale what a residual is multiplied by
     * @return the sum of the squares of dL/dy
     */
    double residuals(DevicePass pass, float[] targets, float scale) {
        queue.write(rows, targets, pass.points() * architecture.outputs());
        float[] parts = new float[residuals(pass, rows, 0, scale, squares, 0)];
        queue.read(squares, parts, 0, parts.length);
        double sum = 0;
        for (float part : parts) {
            sum += part;
        }
        return sum;
    }

    /**
     * Makes dL/dy of a mean of squares, and the sums of its squares: a number for every slice and output.
     *
     * @param targets [points, outputs], from the place {@code from} on
     * @param parts receives the sums, from the place {@code place} on
     * @return how many sums there are
     */
    int residuals(DevicePass pass, DeviceMemory targets, int from, float scale, DeviceMemory parts, int place) {
        DeviceFeatures y = features.get(stages.size());
        DeviceFeatures dy = outputGradient();
        int width = y.width();
        pass.perPoint(kernel("residual"), width, y, targets, from, dy, width, scale);
        pass.addUpProducts(dy, dy, parts, place, width);
        return pass.slices() * width;
    }

    /**
     * Goes back through all layers, and adds up what the slices give.
     *
     * @param goOn whether earlier passes' sums are added to
     */
    void backward(DevicePass pass, boolean goOn) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            DeviceFeatures dy =
                    narrowed(gradients[(i + 1) % 2], features.get(i + 1).width());
            DeviceFeatures dx = narrowed(gradients[i % 2], features.get(i).width());
            stages.get(i).backward(pass, features.get(i), features.get(i + 1), dy, dx, trainsBefore(i));
        }
        queue.run(
                kernel("collect"),
                WorkSize.of(trainable, 1, queue.side() * queue.side()),
                List.of(trainable, pass.slices(), sums, gradient, goOn ? 1 : 0));
    }

    private static DeviceFeatures narrowed(DeviceFeatures all, int width) {
        return new DeviceFeatures(all.memory(), 0, width);
    }

    private boolean trainsBefore(int layer) {
        return architecture.parameters().slots().stream()
                .anyMatch(slot -> slot.layer() < layer && slot.parameter().trainable());
    }

    /** Reads the finished gradient. */
    void readGradient(float[] target) {
        queue.read(gradient, target, 0, trainable);
        stages.forEach(stage -> stage.collect(target));
    }

    @Override
    public void close() {
        queue.close();
    }
}
