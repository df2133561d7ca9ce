package org.inrzoo.engine.fused.spi;

import java.util.List;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.schedule.Workers;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Parameter;

/**
 * Where a layer stands in a network, and what the engine lends its plan.
 *
 * @param kernels the vector loops, all for the engine's vector width
 * @param arena memory for what all threads share
 * @param workers the engine's threads, for a layer that shares out its work itself where points are few
 * @param dimensions coordinates per point, d
 * @param inputs features that enter; the coordinates where the layer is an encoding
 * @param slots where the layer's parameters lie in the flat vector
 */
public record LayerSite(
        Kernels kernels, Arena arena, Workers workers, int dimensions, int inputs, List<ParameterLayout.Slot> slots) {

    /**
     * The layer's parameter of this name.
     *
     * @param name as the layer itself has it, such as {@code weight}
     */
    public ParameterLayout.Slot slot(String name) {
        return slots.stream()
                .filter(slot -> slot.parameter().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the layer has no parameter '" + name + "'"));
    }

    /** The plan of a layer inside this one, found as any other's. */
    public LayerPlan plan(IntermediateOutputs.Part part) {
        List<ParameterLayout.Slot> own = part.layer().parameters(part.inputs()).stream()
                .map(parameter -> inside(part, parameter))
                .toList();
        return LayerKernels.plan(part.layer(), new LayerSite(kernels, arena, workers, dimensions, part.inputs(), own));
    }

    private ParameterLayout.Slot inside(IntermediateOutputs.Part part, Parameter parameter) {
        ParameterLayout.Slot slot = slot(part.name(parameter));
        return new ParameterLayout.Slot(slot.name(), slot.layer(), parameter, slot.offset());
    }
}
