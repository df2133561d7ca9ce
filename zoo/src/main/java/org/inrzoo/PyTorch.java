package org.inrzoo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inrzoo.StateDict.Linear;
import org.inrzoo.family.Variant;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.Range;

/**
 * Reads a network of linear layers that was trained by PyTorch: a {@code state_dict} saved as safetensors, into a model whose
 * layers with weights are all linear ones, such as siren, relu, relu-pe, finer or gauss. Width, depth and channels follow
 * from the shapes; all else, such as omega0, is what the model says.
 */
final class PyTorch {

    private PyTorch() {}

    /**
     * The file's network as a fitted image.
     *
     * @param model what the layers mean; with omega0, targets, grid and the like as the network was trained with
     * @param width pixels per row of the image that was fitted
     * @param height rows
     * @throws org.inrzoo.io.MalformedFileException when the file holds no chain of linear layers
     * @throws OptionException when the model has other layers than the file, or cannot be made to
     */
    static FittedImage read(Path file, Variant model, PyTorchConvention convention, int width, int height) {
        StateDict weights = StateDict.read(file);
        List<Linear> linear = weights.layers();
        Variant variant = sized(model, linear, weights.file());
        int channels = linear.get(linear.size() - 1).out();
        Architecture architecture = variant.architecture(width, height, channels);
        requireSameLayers(variant, architecture, linear, weights.file());
        Layer encoding = architecture.layers().get(0);
        List<Integer> dense = IntStream.range(0, architecture.layers().size())
                .filter(i -> architecture.layers().get(i) instanceof Dense)
                .boxed()
                .toList();
        double scale = firstScale(variant, architecture, convention);
        Network network = Network.of(architecture, slot -> {
            int number = dense.indexOf(slot.layer());
            Linear layer = linear.get(number);
            boolean bias = slot.parameter().name().equals("bias");
            if (number > 0) {
                return bias ? layer.bias().clone() : transposed(layer);
            }
            First first = new First(layer, encoding, convention, scale);
            return bias ? first.bias() : first.weight();
        });
        return new FittedImage(variant, width, height, channels, network.parameters());
    }

    private static Variant sized(Variant model, List<Linear> linear, String file) {
        int channels = linear.get(linear.size() - 1).out();
        List<Integer> widths = linear.subList(0, linear.size() - 1).stream()
                .map(Linear::out)
                .distinct()
                .toList();
        if (channels != 1 && channels != 3) {
            throw new OptionException("'" + file + "' gives " + channels + " values a point; a picture has 1 or 3");
        }
        if (widths.size() != 1) {
            throw new OptionException(
                    "'" + file + "' has " + (widths.isEmpty() ? "no hidden layer" : "hidden layers of widths " + widths)
                            + ", and " + model.name() + " has some of one width");
        }
        if (!model.settings().containsKey("width") || !model.settings().containsKey("depth")) {
            throw new OptionException(model.name() + " has no width and depth that could follow from '" + file + "'");
        }
        return model.with("width", widths.get(0)).with("depth", linear.size() - 1);
    }

    private static void requireSameLayers(
            Variant variant, Architecture architecture, List<Linear> linear, String file) {
        List<Integer> weighted = IntStream.range(0, architecture.layers().size())
                .filter(i -> !architecture
                        .layers()
                        .get(i)
                        .parameters(architecture.inputs(i))
                        .isEmpty())
                .boxed()
                .toList();
        String others = weighted.stream()
                .map(architecture.layers()::get)
                .filter(layer -> !(layer instanceof Dense))
                .map(layer -> layer.getClass().getSimpleName())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!others.isEmpty() || weighted.size() != linear.size()) {
            throw new OptionException(variant.name() + " is no chain of " + linear.size() + " linear layers, which '"
                    + file + "' holds: it has " + (others.isEmpty() ? weighted.size() + " of them" : others));
        }
        for (int number = 0; number < linear.size(); number++) {
            Linear found = linear.get(number);
            int in = architecture.inputs(weighted.get(number));
            int out = architecture.inputs(weighted.get(number) + 1);
            if (found.in() != in || found.out() != out) {
                throw new OptionException("'" + found.name() + ".weight' of '" + file + "' is [" + found.out() + ", "
                        + found.in() + "], and in " + variant + " it is [" + out + ", " + in + "]");
            }
        }
    }

    /** What the first sine's argument is multiplied by, since the zoo's sines have all the same frequency factor. */
    private static double firstScale(Variant variant, Architecture architecture, PyTorchConvention convention) {
        if (convention.firstOmega() == 0) {
            return 1;
        }
        return architecture.layers().stream()
                .filter(Sine.class::isInstance)
                .mapToDouble(layer -> convention.firstOmega() / ((Sine) layer).omega0())
                .filter(ratio -> ratio > 0 && Double.isFinite(ratio))
                .findFirst()
                .orElseThrow(() -> new OptionException("a frequency factor of the first sine, "
                        + convention.firstOmega() + ", means nothing for " + variant.name()));
    }

    /** [in, out] of [out, in]. */
    private static float[] transposed(Linear layer) {
        float[] weight = new float[layer.weight().length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = layer.weight()[i % layer.out() * layer.in() + i / layer.out()];
        }
        return weight;
    }

    /**
     * The first layer for coordinates as the zoo has them: v where the network was trained on u = a v + c, in the other order
     * perhaps, y = uW + b = v (aW) + (b + c ΣW).
     */
    private record First(Linear layer, Layer encoding, PyTorchConvention convention, double scale) {

        float[] weight() {
            float[] weights = transposed(layer);
            float[] weight = new float[weights.length];
            int out = layer.out();
            for (int i = 0; i < weights.length; i++) {
                int input = i / out;
                int taken = convention.xFirst() ? swapped(input) : input;
                weight[i] = (float) (scale * stretch() * weights[taken * out + i % out]);
            }
            return weight;
        }

        float[] bias() {
            float[] bias = layer.bias().clone();
            for (int j = 0; j < bias.length; j++) {
                double sum = 0;
                for (int i = 0; i < layer.in(); i++) {
                    sum += layer.weight()[j * layer.in() + i];
                }
                bias[j] = (float) (scale * (bias[j] + shift() * sum));
            }
            return bias;
        }

        /** Both coordinates stand side by side in every block of features. */
        private int swapped(int input) {
            if (!(encoding instanceof Identity) && !(encoding instanceof PositionalEncoding)) {
                throw new OptionException(
                        "points (x, y) cannot be told to " + encoding.getClass().getSimpleName());
            }
            return input ^ 1;
        }

        private double stretch() {
            return theirs().length() / own().length();
        }

        private double shift() {
            return theirs().low() - own().low() * stretch();
        }

        private Range theirs() {
            return convention.coordinates().orElse(own());
        }

        private Range own() {
            if (encoding instanceof Identity identity) {
                return identity.range();
            }
            Range range = encoding instanceof PositionalEncoding positional ? positional.range() : Range.UNIT;
            if (convention.coordinates().filter(other -> other != range).isPresent()) {
                throw new OptionException("behind " + encoding.getClass().getSimpleName()
                        + " the coordinates' interval is " + range + " and no other");
            }
            return range;
        }
    }
}
