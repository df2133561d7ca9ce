package org.inrzoo.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A network with its weights.
 *
 * @param architecture the layers
 * @param parameters the flat vector of {@link Architecture#parameters()}; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Network(Architecture architecture, float[] parameters) {

    public Network {
        int size = architecture.parameters().size();
        if (parameters.length != size) {
            throw new IllegalArgumentException("the network has " + size + " parameters, not " + parameters.length);
        }
    }

    /** The architecture, and how many parameters there are. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s%n%,d values", architecture, parameters.length);
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

    /**
     * A network some of whose parameters are all those of another: with their values.
     *
     * @throws IllegalArgumentException when this one lacks a parameter of the other's
     */
    public Network part(Architecture other) {
        ParameterLayout layout = architecture.parameters();
        return of(other, slot -> values(layout.slots(), ParameterLayout.Slot::name, slot.name()));
    }

    /** Copies of the values of one layer's parameters, row-major, by their short names. */
    public Map<String, float[]> values(int layer) {
        return architecture.parameters().of(layer).stream()
                .collect(Collectors.toMap(
                        slot -> slot.parameter().name(),
                        slot -> Arrays.copyOfRange(parameters, slot.offset(), slot.offset() + slot.length())));
    }

    /** A copy of one parameter's values, row-major. */
    public float[] value(int layer, String name) {
        return values(
                architecture.parameters().of(layer), slot -> slot.parameter().name(), name);
    }

    private float[] values(
            List<ParameterLayout.Slot> slots, Function<ParameterLayout.Slot, String> names, String name) {
        ParameterLayout.Slot slot = slots.stream()
                .filter(candidate -> names.apply(candidate).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no parameter '" + name + "' here"));
        float[] values = new float[slot.length()];
        System.arraycopy(parameters, slot.offset(), values, 0, values.length);
        return values;
    }

    /** Equal where all it holds is, number by number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Network that
                && architecture.equals(that.architecture)
                && Arrays.equals(parameters, that.parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(architecture, Arrays.hashCode(parameters));
    }
}
