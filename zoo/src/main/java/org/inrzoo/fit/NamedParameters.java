package org.inrzoo.fit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Tensor;
import org.inrzoo.network.ParameterLayout;

/** A flat parameter vector as named tensors, one for every slot of its layout. */
public final class NamedParameters {

    private NamedParameters() {}

    /** The slots of {@code parameters}, [parameters of the layout], as tensors. */
    public static List<Tensor> tensors(float[] parameters, ParameterLayout layout) {
        return layout.slots().stream()
                .map(slot -> Tensor.slice(slot.name(), parameters, slot.offset(), shape(slot)))
                .toList();
    }

    /**
     * The flat vector of a layout, from exactly its tensors.
     *
     * @param name the file's name, for the message
     * @throws MalformedFileException when a tensor is missing, left over, of another shape or type, or holds no numbers
     */
    public static float[] read(Map<String, Tensor> tensors, ParameterLayout layout, String name) {
        Set<String> leftOver = new TreeSet<>(tensors.keySet());
        for (ParameterLayout.Slot slot : layout.slots()) {
            require(tensors.get(slot.name()), slot, name);
            leftOver.remove(slot.name());
        }
        if (!leftOver.isEmpty()) {
            throw new MalformedFileException(name, "does not match the model: it has no " + leftOver);
        }
        float[] parameters = new float[layout.size()]; // no more than the file holds
        for (ParameterLayout.Slot slot : layout.slots()) {
            float[] values = tensors.get(slot.name()).floats();
            requireAllowed(values, slot, name);
            System.arraycopy(values, 0, parameters, slot.offset(), slot.length());
        }
        return parameters;
    }

    private static void require(Tensor tensor, ParameterLayout.Slot slot, String name) {
        List<Long> shape =
                slot.parameter().shape().stream().map(Integer::longValue).toList();
        if (tensor == null || !tensor.hasFloats() || !tensor.shape().equals(shape)) {
            throw new MalformedFileException(
                    name,
                    "does not match the model: '" + slot.name() + "' should be F32 " + shape + " and is "
                            + (tensor == null ? "missing" : tensor.dtype() + " " + tensor.shape()));
        }
    }

    private static void requireAllowed(float[] values, ParameterLayout.Slot slot, String name) {
        for (float value : values) {
            if (!slot.parameter().initializer().allows(value)) {
                throw new MalformedFileException(
                        name,
                        "'" + slot.name() + "' holds a value that "
                                + (Float.isFinite(value) ? "its model does not allow: " : "is not finite: ") + value);
            }
        }
    }

    private static long[] shape(ParameterLayout.Slot slot) {
        return slot.parameter().shape().stream().mapToLong(Integer::longValue).toArray();
    }
}
