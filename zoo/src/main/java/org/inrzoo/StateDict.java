package org.inrzoo;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inrzoo.io.DType;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;

/**
 * The linear layers in a PyTorch {@code state_dict} that was saved as safetensors: every {@code NAME.weight}, [out, in], with
 * its {@code NAME.bias}, [out], in the order in which they follow one another.
 *
 * <p>The order is that of the names, their numbers taken as numbers, unless the shapes allow only another: a first layer
 * {@code first}, say, stands behind {@code body.0} by name.
 *
 * @param layers in the network's order
 * @param file the file's name
 */
record StateDict(List<Linear> layers, String file) {

    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    /** More than any network of this zoo has; how they follow one another is a search. */
    private static final int MAX_LAYERS = 100;

    /**
     * One linear layer.
     *
     * @param name without {@code .weight}
     * @param weight [out, in], row-major
     * @param bias [out]; zeros where the file has none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Linear(String name, int in, int out, float[] weight, float[] bias) {

        private String shape() {
            return name + " " + in + " -> " + out;
        }
    }

    /**
     * Reads the layers of a file.
     *
     * @throws MalformedFileException when it holds other tensors than those of linear layers, or layers that do not follow
     *     one another
     */
    static StateDict read(Path file) {
        String name = String.valueOf(file.getFileName());
        Safetensors content = Safetensors.read(file);
        if (content.metadata().getOrDefault("format", "").startsWith("inrzoo-")) {
            throw new MalformedFileException(
                    name, "it is the zoo's own, no state_dict: it can be loaded and drawn as it is");
        }
        Map<String, Tensor> tensors = content.tensors();
        Set<String> left = new TreeSet<>(tensors.keySet());
        List<Linear> layers = new ArrayList<>();
        for (Tensor tensor : tensors.values()) {
            if (tensor.name().endsWith(WEIGHT) && tensor.shape().size() == 2) {
                Linear layer = linear(tensors, tensor, name);
                layers.add(layer);
                left.remove(layer.name + WEIGHT);
                left.remove(layer.name + BIAS);
            }
        }
        if (layers.isEmpty() || !left.isEmpty()) {
            throw new MalformedFileException(
                    name,
                    layers.isEmpty()
                            ? "it holds no linear layer of PyTorch's, NAME.weight of two axes"
                            : "it is no network of linear layers alone: it holds " + String.join(", ", left));
        }
        if (layers.size() > MAX_LAYERS) {
            throw new MalformedFileException(
                    name, "it holds " + layers.size() + " linear layers, and at most " + MAX_LAYERS + " are read");
        }
        layers.sort(Comparator.comparing(Linear::name, StateDict::natural));
        return new StateDict(chain(layers, name), name);
    }

    private static Linear linear(Map<String, Tensor> tensors, Tensor weight, String file) {
        String name = weight.name().substring(0, weight.name().length() - WEIGHT.length());
        int out = size(weight, 0, file);
        int in = size(weight, 1, file);
        Tensor bias = tensors.get(name + BIAS);
        if (bias != null && !bias.shape().equals(List.of((long) out))) {
            throw new MalformedFileException(
                    file,
                    "'" + name + BIAS + "' should be [" + out + "], as '" + weight.name() + "' is " + weight.shape()
                            + ", and is " + bias.shape());
        }
        return new Linear(name, in, out, finite(weight, file), bias == null ? new float[out] : finite(bias, file));
    }

    private static int size(Tensor weight, int axis, String file) {
        long size = weight.shape().get(axis);
        if (size < 1 || size > weight.data().remaining()) {
            throw new MalformedFileException(file, "'" + weight.name() + "' is empty: " + weight.shape());
        }
        return (int) size;
    }

    private static float[] finite(Tensor tensor, String file) {
        float[] values = numbers(tensor, file);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new MalformedFileException(
                        file, "'" + tensor.name() + "' holds a value that is not finite: " + value);
            }
        }
        return values;
    }

    private static float[] numbers(Tensor tensor, String file) {
        if (tensor.hasFloats()) {
            return tensor.floats();
        }
        if (tensor.dtype() != DType.F64) {
            throw new MalformedFileException(
                    file, "'" + tensor.name() + "' is of type " + tensor.dtype() + ": save it as float32");
        }
        double[] doubles = tensor.doubles();
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    /** Each layer takes what the one before gives; of those that could come next, the first by name that is not the last. */
    private static List<Linear> chain(List<Linear> layers, String file) {
        if (follow(layers)) {
            return layers;
        }
        for (Linear first : layers) {
            Set<Linear> left = new LinkedHashSet<>(layers);
            List<Linear> chain = new ArrayList<>();
            for (Linear next = first; next != null; next = next(left, chain.get(chain.size() - 1))) {
                chain.add(next);
                left.remove(next);
            }
            if (left.isEmpty()) {
                return chain;
            }
        }
        throw new MalformedFileException(
                file,
                "its linear layers do not follow one another: "
                        + layers.stream().map(Linear::shape).collect(Collectors.joining(", ")));
    }

    private static boolean follow(List<Linear> layers) {
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).in != layers.get(i - 1).out) {
                return false;
            }
        }
        return true;
    }

    private static Linear next(Set<Linear> left, Linear before) {
        List<Linear> fitting =
                left.stream().filter(layer -> layer.in == before.out).toList();
        return fitting.stream()
                .filter(layer ->
                        left.stream().anyMatch(other -> !other.name.equals(layer.name) && other.in == layer.out))
                .findFirst()
                .orElse(fitting.isEmpty() ? null : fitting.get(0));
    }

    /** Compares names with their numbers as numbers: net.2 is before net.10. */
    private static int natural(String a, String b) {
        Pattern parts = Pattern.compile("\\d+|\\D+");
        Matcher left = parts.matcher(a);
        Matcher right = parts.matcher(b);
        while (true) {
            boolean more = left.find();
            if (!right.find() || !more) {
                return Integer.compare(a.length(), b.length());
            }
            boolean numbers = Character.isDigit(left.group().charAt(0))
                    && Character.isDigit(right.group().charAt(0));
            int order = numbers
                    ? new BigInteger(left.group()).compareTo(new BigInteger(right.group()))
                    : left.group().compareTo(right.group());
            if (order != 0) {
                return order;
            }
        }
    }
}
