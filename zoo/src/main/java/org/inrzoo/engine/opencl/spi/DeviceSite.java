package org.inrzoo.engine.opencl.spi;

import java.util.List;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.device.DeviceQueue;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.network.ParameterLayout;

/**
 * Where a layer stands in a network, and what the engine lends it.
 *
 * @param queue compiles, and gives memory
 * @param dimensions coordinates per point, d
 * @param inputs features that enter; the coordinates where the layer is an encoding
 * @param outputs features that leave
 * @param stride the most points of a pass, and the distance of a point's features
 * @param mostSlices the most slices of a pass
 * @param slots where the layer's parameters lie in the flat vector
 */
public record DeviceSite(
        DeviceQueue queue,
        int dimensions,
        int inputs,
        int outputs,
        int stride,
        int mostSlices,
        List<ParameterLayout.Slot> slots) {

    /** The parameter of this name, such as {@code weight}. */
    public ParameterLayout.Slot slot(String name) {
        return slots.stream()
                .filter(slot -> slot.parameter().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the layer has no parameter '" + name + "'"));
    }

    /** The place of a parameter's first value in the flat vector. */
    public int place(String name) {
        return slot(name).offset();
    }

    /** Whether a parameter is trained. */
    public boolean trains(String name) {
        return slot(name).parameter().trainable();
    }

    /** A kernel of a source text in OpenCL C 1.2, in which S is the side of work-groups that share tiles. */
    public DeviceKernel kernel(String source, String name) {
        return queue.kernel(source, name);
    }

    /** Room for features of all points of a pass. */
    public DeviceFeatures features(int width) {
        return new DeviceFeatures(queue.allocate((long) width * stride), 0, width);
    }

    /** Numbers that do not change. */
    public DeviceMemory constants(List<Double> numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        DeviceMemory memory = queue.allocate(values.length);
        queue.write(memory, values, values.length);
        return memory;
    }

    /** The stage of a layer inside this one, found as any other's. */
    public DeviceStage stage(IntermediateOutputs.Part part) {
        List<ParameterLayout.Slot> own = part.layer().parameters(part.inputs()).stream()
                .map(parameter -> {
                    ParameterLayout.Slot slot = slot(part.name(parameter));
                    return new ParameterLayout.Slot(slot.name(), slot.layer(), parameter, slot.offset());
                })
                .toList();
        int leaving = part.layer().outputs(part.inputs());
        return DeviceLayerKernels.stage(
                part.layer(), new DeviceSite(queue, dimensions, part.inputs(), leaving, stride, mostSlices, own));
    }
}
