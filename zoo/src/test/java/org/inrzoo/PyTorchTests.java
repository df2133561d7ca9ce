package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as PyTorch saves them, against plain loops over its own formulas. */
class PyTorchTests {

    private static final int WIDTH = 5;

    @TempDir
    private Path folder;

    /** A network as PyTorch sees it: y = W x + b for every layer, W [out, in]. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Theirs(List<String> names, List<float[]> weights, List<float[]> biases) {

        static Theirs random(List<String> names, int inputs, int outputs) {
            RandomSource random = new RandomSource(4);
            List<float[]> weights = new ArrayList<>();
            List<float[]> biases = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                int in = i == 0 ? inputs : WIDTH;
                int out = i == names.size() - 1 ? outputs : WIDTH;
                weights.add(uniform(random, in * out));
                biases.add(uniform(random, out));
            }
            return new Theirs(names, weights, biases);
        }

        private static float[] uniform(RandomSource random, int count) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (random.uniform() - 0.5) / 12;
            }
            return values;
        }

        List<Tensor> tensors() {
            List<Tensor> tensors = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                int out = biases.get(i).length;
                tensors.add(Tensor.of(names.get(i) + ".weight", weights.get(i), out, weights.get(i).length / out));
                tensors.add(Tensor.of(names.get(i) + ".bias", biases.get(i), out));
            }
            return tensors;
        }

        double[] at(double[] point, DoubleUnaryOperator first, DoubleUnaryOperator others) {
            double[] x = point;
            for (int layer = 0; layer < names.size(); layer++) {
                double[] y = new double[biases.get(layer).length];
                for (int j = 0; j < y.length; j++) {
                    y[j] = biases.get(layer)[j];
                    for (int i = 0; i < x.length; i++) {
                        y[j] += weights.get(layer)[j * x.length + i] * x[i];
                    }
                    boolean last = layer == names.size() - 1;
                    y[j] = last ? y[j] : layer == 0 ? first.applyAsDouble(y[j]) : others.applyAsDouble(y[j]);
                }
                x = y;
            }
            return x;
        }
    }

    /** A model whose coordinates are those of {@link FittedImage#at(double, double)}. */
    private static Variant centered(String name) {
        return Registry.get(name).with("grid", "pixel-centres");
    }

    private Path saved(List<Tensor> tensors) {
        Path file = folder.resolve("theirs.safetensors");
        Safetensors.of(tensors, Map.of()).write(file);
        return file;
    }

    private static double sine(double omega, double z) {
        return Math.sin(omega * z);
    }

    static Stream<Arguments> sirens() {
        return Stream.of(
                Arguments.of(List.of("net.0.linear", "net.1.linear", "net.2.linear", "net.3"), 1),
                Arguments.of(List.of("net.net.0.0", "net.net.1.0", "net.net.2.0"), 3),
                Arguments.of(
                        List.of(
                                "first", "body.0", "body.1", "body.2", "body.3", "body.4", "body.5", "body.6", "body.7",
                                "body.8", "body.9", "body.10", "last"),
                        3),
                Arguments.of(List.of("layers.0.linear", "layers.1.linear", "final_linear"), 1));
    }

    /** The SIREN authors' conventions: points (row, column) on [-1,1], sin(30 (Wx + b)), values on [-1,1]. */
    @ParameterizedTest
    @MethodSource("sirens")
    void aSirenOfItsAuthorsIsReadAsItIs(List<String> names, int channels) {
        Theirs theirs = Theirs.random(names, 2, channels);
        Path file = saved(theirs.tensors());
        FittedImage fitted = PyTorch.read(file, centered("siren"), PyTorchConvention.USUAL, 20, 10);
        assertThat(fitted.variant().settings()).containsEntry("width", WIDTH).containsEntry("depth", names.size() - 1);
        assertThat(fitted.channels()).isEqualTo(channels);
        double x = 0.3;
        double y = 0.8;
        double[] wanted = theirs.at(new double[] {2 * y - 1, 2 * x - 1}, z -> sine(30, z), z -> sine(30, z));
        float[] values = fitted.at(x, y);
        for (int c = 0; c < channels; c++) {
            assertThat((double) values[c]).isCloseTo(Math.max(0, Math.min(1, (wanted[c] + 1) / 2)), within(2e-5));
        }
    }

    @Test
    void otherConventionsAreTakenIntoTheFirstLayer() {
        Theirs theirs = Theirs.random(List.of("a.0", "a.2", "a.4"), 2, 1);
        Variant model = centered("siren").with("omega0", 3).with("targets", "unit");
        FittedImage fitted = PyTorch.read(
                saved(theirs.tensors()),
                model,
                PyTorchConvention.USUAL.xy().in(Range.UNIT).firstOmega(12),
                8,
                8);
        for (double x : new double[] {0, 0.25, 0.9}) {
            double[] wanted = theirs.at(new double[] {x, 0.4}, z -> sine(12, z), z -> sine(3, z));
            assertThat((double) fitted.at(x, 0.4)[0])
                    .as("at %f", x)
                    .isCloseTo(Math.max(0, Math.min(1, wanted[0])), within(1e-5));
        }
    }

    @Test
    void reluNetworksAreReadWithAndWithoutEncodingAndWithDoubles() {
        Theirs plain = Theirs.random(List.of("0", "2", "4"), 2, 1);
        List<Tensor> doubles = plain.tensors().stream()
                .map(tensor -> Tensor.of(
                        tensor.name(),
                        widened(tensor.floats()),
                        tensor.shape().stream().mapToLong(Long::longValue).toArray()))
                .toList();
        FittedImage fitted = PyTorch.read(saved(doubles), centered("relu-10x28"), PyTorchConvention.USUAL, 8, 8);
        DoubleUnaryOperator relu = z -> Math.max(0, z);
        double wanted = plain.at(new double[] {-0.5, 0.25}, relu, relu)[0];
        assertThat((double) fitted.at(0.625, 0.25)[0]).isCloseTo(Math.max(0, Math.min(1, wanted)), within(1e-6));

        Theirs encoded = Theirs.random(List.of("0", "2"), 42, 1);
        FittedImage second =
                PyTorch.read(saved(encoded.tensors()), centered("relu-pe"), PyTorchConvention.USUAL.xy(), 8, 8);
        double[] features = new double[42];
        double[] v = {0.25, -0.5}; // x, y on [-1,1]
        System.arraycopy(v, 0, features, 0, 2);
        for (int k = 0; k < 10; k++) {
            for (int axis = 0; axis < 2; axis++) {
                features[2 + 4 * k + axis] = Math.sin(Math.pow(2, k) * v[axis]);
                features[4 + 4 * k + axis] = Math.cos(Math.pow(2, k) * v[axis]);
            }
        }
        double other = encoded.at(features, relu, relu)[0];
        assertThat((double) second.at(0.625, 0.25)[0]).isCloseTo(Math.max(0, Math.min(1, other)), within(1e-5));
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    @Test
    void aNetworkWithoutBiasesHasNone() {
        List<Tensor> weights = Theirs.random(List.of("0", "1"), 2, 1).tensors().stream()
                .filter(tensor -> tensor.name().endsWith("weight"))
                .toList();
        FittedImage fitted = PyTorch.read(saved(weights), Registry.get("siren"), PyTorchConvention.USUAL, 8, 8);
        assertThat(fitted.at(0.5, 0.5)[0])
                .as("sin(0) throughout, and [-1,1] to [0,1]")
                .isEqualTo(0.5f);
    }

    @Test
    void refusesFilesThatAreNoChainOfLinearLayers() {
        assertRefused(
                List.of(Tensor.of("x", new float[1], 1)),
                "it holds no linear layer of PyTorch's, NAME.weight of two axes");
        assertRefused(
                List.of(weight("0", 5, 2), weight("1", 1, 4)),
                "its linear layers do not follow one another: 0 2 -> 5, 1 4 -> 1");
        assertRefused(
                List.of(weight("0", 5, 2), weight("1", 1, 5), Tensor.of("norm.running_mean", new float[5], 5)),
                "it is no network of linear layers alone: it holds norm.running_mean");
        assertRefused(
                List.of(weight("0", 5, 2), Tensor.of("0.bias", new float[4], 4), weight("1", 1, 5)),
                "'0.bias' should be [5], as '0.weight' is [5, 2], and is [4]");
        assertRefused(
                List.of(Tensor.of("0.weight", new float[] {Float.NaN, 1}, 1, 2), weight("1", 1, 1)),
                "'0.weight' holds a value that is not finite: NaN");
    }

    private void assertRefused(List<Tensor> tensors, String reason) {
        Path file = saved(tensors);
        assertThatThrownBy(() -> PyTorch.read(file, Registry.get("siren"), PyTorchConvention.USUAL, 8, 8))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage("file 'theirs.safetensors' is malformed: " + reason);
    }

    @Test
    void refusesModelsThatTheLayersDoNotMean() {
        assertMeansNot(
                "siren",
                List.of(weight("0", 5, 3), weight("1", 1, 5)),
                "'0.weight' of 'theirs.safetensors' is [5, 3], and in siren[width=5, depth=1] it is [5, 2]");
        assertMeansNot(
                "siren",
                List.of(weight("0", 5, 2), weight("1", 2, 5)),
                "'theirs.safetensors' gives 2 values a point; a picture has 1 or 3");
        assertMeansNot(
                "siren",
                List.of(weight("0", 5, 2), weight("1", 6, 5), weight("2", 1, 6)),
                "'theirs.safetensors' has hidden layers of widths [5, 6], and siren has some of one width");
        assertMeansNot(
                "siren",
                List.of(weight("0", 1, 2)),
                "'theirs.safetensors' has no hidden layer, and siren has some of one width");
        assertMeansNot(
                "wire",
                List.of(weight("0", 5, 2), weight("1", 1, 5)),
                "wire is no chain of 2 linear layers, which 'theirs.safetensors' holds: it has ComplexDense");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "finer"})
    void refusesAFrequencyFactorWhereThereIsNoSine(String name) {
        Path file = saved(List.of(weight("0", 5, 2), weight("1", 1, 5)));
        assertThatThrownBy(() -> PyTorch.read(file, Registry.get(name), PyTorchConvention.USUAL.firstOmega(60), 8, 8))
                .isInstanceOf(OptionException.class)
                .hasMessage("a frequency factor of the first sine, 60.0, means nothing for " + name);
    }

    @Test
    void refusesOtherCoordinatesBehindAnEncoding() {
        Path file = saved(List.of(weight("0", 5, 42), weight("1", 1, 5)));
        assertThatThrownBy(() -> PyTorch.read(
                        file, Registry.get("relu-pe"), new PyTorchConvention(false, Optional.of(Range.UNIT), 0), 8, 8))
                .isInstanceOf(OptionException.class)
                .hasMessage("behind PositionalEncoding the coordinates' interval is SYMMETRIC and no other");
    }

    private void assertMeansNot(String model, List<Tensor> tensors, String reason) {
        Path file = saved(tensors);
        assertThatThrownBy(() -> PyTorch.read(file, Registry.get(model), PyTorchConvention.USUAL, 8, 8))
                .isInstanceOf(OptionException.class)
                .hasMessage(reason);
    }

    private static Tensor weight(String name, int out, int in) {
        return Tensor.of(name + ".weight", new float[out * in], out, in);
    }
}
