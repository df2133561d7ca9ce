package org.inrzoo.layer;

import java.util.function.Function;

/**
 * A network with its weights.
 *
 * @param architecture the layers
 * @param parameters the flat vector of {@link Architecture#parameters()}; not copied
 */
public record Network(Architecture architecture, float[] parameters) {

    public Network {
        int size = architecture.parameters().size();
        if (parameters.length != size) {
            throw new IllegalArgumentException("the network has " + size + " parameters, not " + parameters.length);
        }
    }

    /** The network whose parameters have the values that {@code values} gives for their slots. */
    public static Network of(Architecture architecture, Function<ParameterLayout.Slot, float[]> values) {
        ParameterLayout layout = architecture.parameters();
        float[] parameters = new float[layout.size()];
        for (ParameterLayout.Slot slot : layout.slots()) {
            System.arraycopy(values.apply(slot), 0, parameters, slot.offset(), slot.length());
        }
        return new Network(architecture, parameters);
    }

    /** A copy of one parameter's values, row-major. */
    public float[] value(int layer, String name) {
        ParameterLayout.Slot slot = architecture.parameters().of(layer).stream()
                .filter(candidate -> candidate.parameter().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("layer " + layer + " has no parameter '" + name + "'"));
        float[] values = new float[slot.length()];
        System.arraycopy(parameters, slot.offset(), values, 0, values.length);
        return values;
    }
}
