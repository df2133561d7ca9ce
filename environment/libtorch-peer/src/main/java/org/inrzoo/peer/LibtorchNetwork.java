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
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    LibtorchNetwork(Architecture architecture, float[] values, NDManager manager) {
        this.architecture = architecture;
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

    /** All parameters in the zoo's flat vector. */
    float[] values() {
        float[] values = new float[architecture.parameters().size()];
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            System.arraycopy(parameters.get(slot.name()).toFloatArray(), 0, values, slot.offset(), slot.length());
        }
        return values;
    }

    /**
     * The network's outputs.
     *
     * @param points coordinates of the pixels in [0,1], [n, 2]
     * @param pixels which they are
     */
    NDArray forward(NDArray points, Pixels pixels) {
        return looksAround() ? rowByRow(points, pixels) : chain(points, pixels);
    }

    /** Whether it has values for the whole image alone. */
    boolean looksAround() {
        return architecture.reach() > 0;
    }

    /** Layers that look at neighbours are given the pixels as an image has them; the coordinates are few, and so are the outputs. */
    private NDArray rowByRow(NDArray points, Pixels pixels) {
        if (pixels.count() != pixels.size() * pixels.size()) {
            throw new EngineException(
                    "the libtorch peer computes a network that looks at neighbours for whole images alone");
        }
        long[] numbers = new long[pixels.count()];
        long[] places = new long[pixels.count()];
        for (int place = 0; place < numbers.length; place++) {
            numbers[place] = MortonOrder.number(place / pixels.size(), place % pixels.size());
            places[(int) numbers[place]] = place;
        }
        NDManager manager = points.getManager();
        return chain(points.get(manager.create(numbers)), new Pixels(pixels.size(), pixelNumbers(numbers), 1))
                .get(manager.create(places));
    }

    private static int[] pixelNumbers(long[] numbers) {
        return Arrays.stream(numbers).mapToInt(Math::toIntExact).toArray();
    }

    private NDArray chain(NDArray points, Pixels pixels) {
        NDArray x = points;
        List<Layer> layers = architecture.layers();
        for (int i = 0; i < layers.size(); i++) {
            x = apply(layers.get(i), i, x, pixels);
        }
        return x;
    }

    private NDArray apply(Layer layer, int index, NDArray x, Pixels pixels) {
        Translation<?> translation = TRANSLATIONS.get(layer.getClass());
        if (translation == null) {
            throw new EngineException(
                    "the libtorch peer has no " + layer.getClass().getSimpleName());
        }
        return translation.apply(
                layer,
                x,
                new Translation.Site(
                        pixels.size(),
                        pixels.count(),
                        place -> pixels.numbers()[place],
                        pixels.run(),
                        name -> parameter(index, name)));
    }

    private NDArray parameter(int layer, String name) {
        return architecture.parameters().of(layer).stream()
                .filter(slot -> slot.parameter().name().equals(name))
                .map(slot -> parameters.get(slot.name()))
                .findFirst()
                .orElseThrow();
    }
}
