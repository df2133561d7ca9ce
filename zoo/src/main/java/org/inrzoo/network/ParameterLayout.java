package org.inrzoo.network;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.layer.Encoding;
import org.inrzoo.layer.Layer;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.parameter.RandomSource;

/**
 * Where every parameter of an architecture lies in one flat vector: first all trainable ones in the order of the
 * layers, then the fixed ones.
 *
 * <p>Names are {@code encoding/frequencies}, {@code layer1/weight}, …: layers with parameters are counted from 1. They
 * are the SameDiff variables' names and the keys of the weight file.
 *
 * @param slots the parameters in the vector's order
 */
public record ParameterLayout(List<Slot> slots) {

    /**
     * One parameter in the flat vector.
     *
     * @param name full name, such as {@code layer3/weight}
     * @param layer number of its layer in the architecture, from 0
     * @param parameter shape and initialiser
     * @param offset its first value's place
     */
    public record Slot(String name, int layer, Parameter parameter, int offset) {

        /** Number of values. */
        public int length() {
            return parameter.length();
        }
    }

    static ParameterLayout of(Architecture architecture) {
        List<Slot> slots = new ArrayList<>();
        int offset = 0;
        for (boolean trainable : new boolean[] {true, false}) {
            int number = 0;
            for (int i = 0; i < architecture.layers().size(); i++) {
                Layer layer = architecture.layers().get(i);
                List<Parameter> parameters = layer.parameters(architecture.inputs(i));
                boolean encoding = layer instanceof Encoding;
                number += encoding || parameters.isEmpty() ? 0 : 1;
                for (Parameter parameter : parameters) {
                    if (parameter.trainable() == trainable) {
                        String name = (encoding ? "encoding" : "layer" + number) + "/" + parameter.name();
                        slots.add(new Slot(name, i, parameter, offset));
                        offset = Math.addExact(offset, parameter.length());
                    }
                }
            }
        }
        return new ParameterLayout(List.copyOf(slots));
    }

    /** The length of the flat vector: trainable and fixed values. */
    public int size() {
        return slots.stream().mapToInt(Slot::length).sum();
    }

    /** The number of trainable values, the field's "parameters"; they are the flat vector's first. */
    public int trainable() {
        return slots.stream()
                .filter(slot -> slot.parameter().trainable())
                .mapToInt(Slot::length)
                .sum();
    }

    /** The parameters of one layer, counted from 0. */
    public List<Slot> of(int layer) {
        return slots.stream().filter(slot -> slot.layer() == layer).toList();
    }

    /** A flat vector of first values; the same seed gives the same bits on every machine. */
    public float[] initialize(long seed) {
        RandomSource random = new RandomSource(seed);
        float[] values = new float[size()];
        for (Slot slot : slots) {
            Parameter parameter = slot.parameter();
            parameter
                    .initializer()
                    .fill(
                            random,
                            parameter.fanIn(),
                            parameter.fanOut(),
                            values,
                            slot.offset(),
                            slot.offset() + slot.length());
        }
        for (Slot slot : slots) {
            if (slot.parameter().initializer() instanceof Initializer.TimesRoot relation) {
                multiply(values, slot, sibling(slot, relation.other()));
            }
        }
        return values;
    }

    private Slot sibling(Slot slot, String name) {
        String fullName = slot.name().substring(0, slot.name().lastIndexOf('/') + 1) + name;
        return slots.stream()
                .filter(other -> other.name().equals(fullName))
                .findFirst()
                .orElseThrow();
    }

    private static void multiply(float[] values, Slot slot, Slot factors) {
        for (int i = 0; i < slot.length(); i++) {
            double factor = values[factors.offset() + i % factors.length()];
            values[slot.offset() + i] *= (float) StrictMath.sqrt(factor);
        }
    }
}
