package org.inrzoo.peer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inrzoo.engine.EngineException;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;

/** A network of the zoo in libtorch's operations, for pixels in {@link MortonOrder}. */
final class LibtorchNetwork {

    private static final Map<Class<?>, Translation<?>> TRANSLATIONS =
            ServiceLoader.load(TranslationProvider.class, LibtorchNetwork.class.getClassLoader()).stream()
                    .flatMap(provider -> provider.get().translations().stream())
                    .collect(Collectors.toMap(Translation::layer, Function.identity()));

    private final Architecture architecture;
    private final int size;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    LibtorchNetwork(Architecture architecture, int size, float[] values, NDManager manager) {
        this.architecture = architecture;
        this.size = size;
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            long[] shape = slot.parameter().shape().stream()
                    .mapToLong(Integer::longValue)
                    .toArray();
            float[] part = Arrays.copyOfRange(values, slot.offset(), slot.offset() + slot.length());
            NDArray array = manager.create(part, new Shape(shape));
            array.setRequiresGradient(slot.parameter().trainable());
            parameters.put(slot.name(), array);
        }
    }

    /** The trainable parameters by name. */
    Map<String, NDArray> trainable() {
        Map<String, NDArray> trainable = new LinkedHashMap<>();
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            if (slot.parameter().trainable()) {
                trainable.put(slot.name(), parameters.get(slot.name()));
            }
        }
        return trainable;
    }

    /**
     * The network's outputs.
     *
     * @param points coordinates in [0,1], [n, 2], of n = 4^k pixels
     * @param first number of the first of them, a multiple of n
     */
    NDArray forward(NDArray points, int first) {
        NDArray x = points;
        List<Layer> layers = architecture.layers();
        for (int i = 0; i < layers.size(); i++) {
            x = apply(layers.get(i), i, x, first);
        }
        return x;
    }

    private NDArray apply(Layer layer, int index, NDArray x, int first) {
        Translation<?> translation = TRANSLATIONS.get(layer.getClass());
        if (translation == null) {
            throw new EngineException(
                    "the libtorch peer has no " + layer.getClass().getSimpleName());
        }
        return translation.apply(layer, x, new Translation.Site(size, first, name -> parameter(index, name)));
    }

    private NDArray parameter(int layer, String name) {
        return architecture.parameters().of(layer).stream()
                .filter(slot -> slot.parameter().name().equals(name))
                .map(slot -> parameters.get(slot.name()))
                .findFirst()
                .orElseThrow();
    }
}
