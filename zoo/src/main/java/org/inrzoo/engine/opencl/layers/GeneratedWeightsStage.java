package org.inrzoo.engine.opencl.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DeviceLayerKernels;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.GeneratedWeights;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Parameter;

/** The stage of the plain layer, with weights that the host makes before every call and whose gradient it takes back after it. */
final class GeneratedWeightsStage implements DeviceStage {

    private static final String SOURCE = """
            kernel void add(int points, int stride, global const float *sums, int slices, int count, global float *gradient) {
                int i = get_global_id(0);
                if (i >= count) return;
                float sum = gradient[i];
                for (int s = 0; s < slices; s++) sum += sums[(size_t) s * count + i];
                gradient[i] = sum;
            }
            """;

    private final GeneratedWeights layer;
    private final DeviceSite site;
    private final List<ParameterLayout.Slot> slots;
    private final DeviceStage plain;
    private final DeviceMemory parameters;
    private final DeviceMemory sums;
    private final DeviceMemory gradient;
    private final DeviceKernel add;
    private final int size;
    private Map<String, float[]> own = Map.of();

    GeneratedWeightsStage(GeneratedWeights layer, DeviceSite site) {
        this.layer = layer;
        this.site = site;
        Layer plainLayer = layer.plain(site.inputs());
        slots = slots(plainLayer, site.inputs());
        size = slots.stream().mapToInt(ParameterLayout.Slot::length).sum();
        parameters = site.queue().allocate(size);
        sums = site.queue().allocate((long) size * site.mostSlices());
        gradient = site.queue().allocate(size);
        add = site.kernel(SOURCE, "add");
        plain = DeviceLayerKernels.stage(
                plainLayer,
                new DeviceSite(
                        site.queue(),
                        site.dimensions(),
                        site.inputs(),
                        site.outputs(),
                        site.stride(),
                        site.mostSlices(),
                        slots));
    }

    /** Where the plain layer's parameters lie in a vector that holds nothing else; all have a gradient, which leads further back. */
    private static List<ParameterLayout.Slot> slots(Layer plain, int inputs) {
        List<ParameterLayout.Slot> slots = new ArrayList<>();
        int offset = 0;
        for (Parameter parameter : plain.parameters(inputs)) {
            slots.add(new ParameterLayout.Slot(parameter.name(), 0, parameter, offset));
            offset += parameter.length();
        }
        return slots;
    }

    @Override
    public boolean needsHost() {
        return true;
    }

    @Override
    public void prepare(float[] values) {
        own = read(site.slots(), values);
        Map<String, float[]> made = layer.generated(site.inputs(), own);
        float[] vector = new float[size];
        for (ParameterLayout.Slot slot : slots) {
            System.arraycopy(made.get(slot.parameter().name()), 0, vector, slot.offset(), slot.length());
        }
        site.queue().write(parameters, vector, size);
        site.queue().write(gradient, new float[size], size);
        plain.prepare(vector);
    }

    private static Map<String, float[]> read(List<ParameterLayout.Slot> slots, float[] vector) {
        Map<String, float[]> values = new HashMap<>();
        for (ParameterLayout.Slot slot : slots) {
            values.put(
                    slot.parameter().name(), Arrays.copyOfRange(vector, slot.offset(), slot.offset() + slot.length()));
        }
        return values;
    }

    private DevicePass inside(DevicePass pass) {
        return new DevicePass(
                pass.queue(),
                pass.points(),
                pass.stride(),
                pass.slice(),
                pass.sizes(),
                pass.coordinates(),
                parameters,
                sums,
                size);
    }

    @Override
    public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
        plain.forward(inside(pass), x, y);
    }

    @Override
    public void backward(
            DevicePass pass,
            DeviceFeatures x,
            DeviceFeatures y,
            DeviceFeatures dy,
            DeviceFeatures dx,
            boolean inputGradientWanted) {
        plain.backward(inside(pass), x, y, dy, dx, inputGradientWanted);
        pass.perItem(add, size, sums, pass.slices(), size, gradient);
    }

    @Override
    public void collect(float[] whole) {
        float[] made = new float[size];
        site.queue().read(gradient, made, 0, size);
        Map<String, float[]> pulledBack = layer.pulledBack(site.inputs(), own, read(slots, made));
        for (ParameterLayout.Slot slot : site.slots()) {
            if (slot.parameter().trainable()) {
                System.arraycopy(pulledBack.get(slot.parameter().name()), 0, whole, slot.offset(), slot.length());
            }
        }
    }
}
