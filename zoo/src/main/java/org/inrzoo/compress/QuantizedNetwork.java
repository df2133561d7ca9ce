package org.inrzoo.compress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.ParameterLayout;

/**
 * A network whose weights are whole multiples of a step per tensor.
 *
 * @param architecture the layers, none of which keeps statistics of a batch
 * @param precision bits of a weight
 * @param tensors code of each tensor in the layout's order; empty for one that is as the seed draws it, such as random frequencies
 */
record QuantizedNetwork(Architecture architecture, Precision precision, List<Optional<TensorCode>> tensors) {

    /**
     * The nearest to a network.
     *
     * @param drawn the same network as the seed draws it
     */
    static QuantizedNetwork nearest(Network network, Network drawn, Precision precision) {
        List<Optional<TensorCode>> tensors = new ArrayList<>();
        for (ParameterLayout.Slot slot : network.architecture().parameters().slots()) {
            int from = slot.offset();
            tensors.add(
                    isDrawn(slot, network, drawn)
                            ? Optional.empty()
                            : Optional.of(
                                    TensorCode.nearest(network.parameters(), from, slot.length(), precision.of(slot))));
        }
        return new QuantizedNetwork(network.architecture(), precision, tensors);
    }

    /** Whether a tensor need not be kept, as it is the one that the seed draws, such as random frequencies. */
    static boolean isDrawn(ParameterLayout.Slot slot, Network network, Network drawn) {
        int from = slot.offset();
        int to = from + slot.length();
        return !slot.parameter().trainable()
                && Arrays.equals(network.parameters(), from, to, drawn.parameters(), from, to);
    }

    /**
     * The nearest to other weights by the same steps.
     *
     * @param parameters the flat vector of the architecture
     */
    QuantizedNetwork withSameSteps(float[] parameters) {
        List<ParameterLayout.Slot> slots = architecture.parameters().slots();
        List<Optional<TensorCode>> codes = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            ParameterLayout.Slot slot = slots.get(i);
            codes.add(tensors.get(i)
                    .map(code ->
                            TensorCode.withStep(parameters, slot.offset(), slot.length(), code.bits(), code.step())));
        }
        return new QuantizedNetwork(architecture, precision, codes);
    }

    /** Writes the weights to {@code parameters}, the flat vector; those as the seed draws them stay as they are. */
    void decode(float[] parameters) {
        List<ParameterLayout.Slot> slots = architecture.parameters().slots();
        for (int i = 0; i < slots.size(); i++) {
            int to = slots.get(i).offset();
            tensors.get(i).ifPresent(code -> code.decode(parameters, to));
        }
    }

    /**
     * The network.
     *
     * @param drawn the same network as the seed draws it
     */
    Network network(Network drawn) {
        float[] parameters = drawn.parameters().clone();
        decode(parameters);
        return new Network(architecture, parameters);
    }
}
