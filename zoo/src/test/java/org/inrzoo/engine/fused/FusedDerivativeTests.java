package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.DerivativeBlock;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.engine.Derivatives;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerKernels;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.FrozenNormalization;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Jet;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Derivatives of the fused engine against those of SameDiff in double precision, for all that it says it computes. */
class FusedDerivativeTests {

    /** Largest error of a tensor, relative to its largest value. */
    private static final double AGREEMENT = 1e-3;

    private static final long SEED = 20;

    private static final Map<String, Integer> MODEST = Map.of(
            "width",
            19,
            "sigma0",
            2,
            "scale",
            3,
            "levels",
            5,
            "logTable",
            8,
            "base",
            4,
            "finest",
            30,
            "headRows",
            3,
            "headColumns",
            3,
            "alpha",
            5);

    /** Units of unequal lengths, one of an axis that runs backwards. */
    private static final AxisScales SCALES = new AxisScales(List.of(1.5, -0.5));

    private static final List<DerivativeOrder> ORDERS = List.of(DerivativeOrder.GRADIENT, DerivativeOrder.LAPLACIAN);

    /** A loss of everything that a point has, quadratic in it, weighed so that all count alike. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Everything(DerivativeOrder order, AxisScales scales, float[] weights) implements DerivativeLoss {

        @Override
        public AxisScales scales(int dimensions) {
            return scales;
        }

        @Override
        public double gradient(DerivativeBlock block) {
            double loss = 0;
            for (int point = 0; point < block.count(); point++) {
                for (int i = 0; i < block.outputs(); i++) {
                    float target = (block.number(point) * 7 + i) % 5 * 0.1f;
                    float residual = block.value(point, i) - target;
                    loss += weights[0] * residual * residual / 2;
                    block.setGradient(point, i, weights[0] * residual);
                    for (int axis = 0; axis < block.dimensions(); axis++) {
                        float slope = block.derivative(point, i, axis);
                        loss += weights[1] * slope * slope / 2;
                        block.setDerivativeGradient(point, i, axis, weights[1] * slope);
                    }
                    if (order == DerivativeOrder.LAPLACIAN) {
                        float laplacian = block.laplacian(point, i);
                        loss += weights[2] * laplacian * laplacian / 2;
                        block.setLaplacianGradient(point, i, weights[2] * laplacian);
                    }
                }
            }
            return loss;
        }
    }

    /** All that have the derivative, whether or not the fused engine says that it computes it. */
    static Stream<Arguments> models() {
        return Registry.list("*").stream().flatMap(model -> {
            Variant small = modest(model);
            Architecture network = BatchStatistics.frozen(small.family().architecture(2, 3), 50);
            return ORDERS.stream()
                    .filter(order -> network.withoutDerivative(order).isEmpty())
                    .map(order -> Arguments.of(model.name(), order, network));
        });
    }

    /** Normalisations between smooth layers, so that they have a Laplacian, which those of the zoo's models have not. */
    static Stream<Arguments> normalizations() {
        List<Layer> kinds = List.of(
                new Normalization(Kind.LAYER),
                new FrozenNormalization(Kind.BATCH, 50),
                new FrozenNormalization(Kind.GLOBAL, 50),
                new FrozenNormalization(Kind.CROSS, 50),
                new FrozenNormalization(Kind.CROSS, 5));
        return kinds.stream().flatMap(kind -> Stream.of(2, 70).map(width -> Arguments.of(kind, width)));
    }

    private static Variant modest(Variant model) {
        Map<String, Integer> changes = new HashMap<>(MODEST);
        changes.keySet().retainAll(model.settings().keySet());
        if (changes.containsKey("sigma0")) {
            changes.put("omega0", 2);
        }
        if (model.settings().containsKey("depth") && !model.settings().containsKey("outputs")) {
            changes.put("depth", 3);
        }
        return model.withAll(changes);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("models")
    void agreeWithTheDefinition(String name, DerivativeOrder order, Architecture network) {
        // None of these pixels lies at the edge of a grid's or an expert's cell, where either side is right.
        for (Points points : List.of(scattered(90, 2), Grid.image(16, 8, GridConvention.PIXEL_CENTERS))) {
            new Comparison(network, order, points).check(512);
        }
        for (int bits : new int[] {128, 256}) {
            new Comparison(network, order, scattered(5, 2)).check(bits);
        }
    }

    @ParameterizedTest(name = "{0}, {1} features")
    @MethodSource("normalizations")
    void agreeOfNormalizations(Layer normalization, int width) {
        Initializer spread = new Initializer.Uniform(2);
        Layer dense = new Dense(width, spread, spread);
        Architecture network = new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        dense,
                        normalization,
                        new Sine(1),
                        new Dense(2, spread, spread)));
        new Comparison(network, DerivativeOrder.LAPLACIAN, scattered(45, 2)).check(width == 2 ? 128 : 512);
    }

    @Test
    void areComputedForTheseKindsOfNetwork() {
        Set<String> gradients = new TreeSet<>();
        Set<String> laplacians = new TreeSet<>();
        models().forEach(arguments -> (arguments.get()[1] == DerivativeOrder.GRADIENT ? gradients : laplacians)
                .add((String) arguments.get()[0]));
        assertThat(gradients)
                .contains("siren", "relu", "relu-pe", "fourier-features", "finer", "gauss", "loe-sine-fine2coarse")
                .contains("instant-ngp", "wire", "mfn-gabor", "bacon", "split-relu", "loe-leaky-fine2coarse")
                .contains("relu-bn", "relu-ln", "relu-gn", "relu-cn");
        assertThat(laplacians)
                .contains("siren", "finer", "gauss", "wire", "mfn-gabor", "bacon", "split-sine")
                .doesNotContain("relu", "instant-ngp");
    }

    @Test
    void areComputedOfEveryModelThatHasThem() {
        assertThat(models()).allSatisfy(arguments -> {
            Architecture network = (Architecture) arguments.get()[2];
            assertThat(LayerKernels.refusal(network, (DerivativeOrder) arguments.get()[1]))
                    .as("%s", arguments.get()[0])
                    .isEmpty();
        });
    }

    private record Comparison(Architecture network, DerivativeOrder order, Points points) {

        void check(int bits) {
            float[] parameters = network.parameters().initialize(SEED);
            int trainable = network.parameters().trainable();
            try (SameDiffEngine definition = new SameDiffEngine(network, 2, DataType.DOUBLE);
                    FusedEngine engine = new FusedEngine(network, 2, bits)) {
                INDArray exact = Nd4j.createFromArray(parameters).castTo(DataType.DOUBLE);
                List<INDArray> wanted = definition.derivatives(exact, points, order, SCALES);
                Derivatives found = engine.derivatives(parameters, points, order, SCALES);
                float[] weights = new float[3];
                List<float[]> parts = List.of(found.values(), found.gradients(), found.laplacians());
                for (int i = 0; i < wanted.size(); i++) {
                    double[] expected = wanted.get(i).reshape(-1).toDoubleVector();
                    assertClose("derivatives of order " + i, parts.get(i), expected);
                    double squares = 1e-12;
                    for (double value : expected) {
                        squares += value * value;
                    }
                    weights[i] = (float) (1 / squares);
                }
                float[] gradient = new float[trainable];
                Everything loss = new Everything(order, SCALES, weights);
                engine.differentiate(parameters, points, loss, gradient);
                check(definition, exact, loss, gradient);
            }
        }

        /** Tensor by tensor; one that is small beside the whole gradient may be as wrong as that one's rounding. */
        private void check(SameDiffEngine definition, INDArray parameters, Everything loss, float[] gradient) {
            Recorder recorder = new Recorder(definition.derivatives(parameters, points, order, SCALES), network);
            loss.gradient(recorder);
            Map<ParameterLayout.Slot, INDArray> wanted =
                    definition.gradients(parameters, points, order, SCALES, recorder.gradients);
            double largest = 0;
            for (INDArray part : wanted.values()) {
                largest = Math.max(largest, part.amaxNumber().doubleValue());
            }
            for (Map.Entry<ParameterLayout.Slot, INDArray> entry : wanted.entrySet()) {
                int offset = entry.getKey().offset();
                double[] expected = entry.getValue().reshape(-1).toDoubleVector();
                double scale = Math.max(entry.getValue().amaxNumber().doubleValue(), 0.02 * largest);
                for (int i = 0; i < expected.length; i++) {
                    if (!(Math.abs(gradient[offset + i] - expected[i])
                            <= AGREEMENT * scale)) { // quicker than an assertion
                        assertThat((double) gradient[offset + i])
                                .as(
                                        "gradient of %s[%d] among %s",
                                        entry.getKey().name(), i, largest)
                                .isCloseTo(expected[i], within(AGREEMENT * scale));
                    }
                }
            }
        }
    }

    /** A block in double precision. */
    private static final class Recorder implements DerivativeBlock {

        private final List<INDArray> values;
        private final Architecture network;
        private final List<INDArray> gradients = new ArrayList<>();

        Recorder(List<INDArray> values, Architecture network) {
            this.values = values;
            this.network = network;
            values.forEach(part -> gradients.add(Nd4j.zeros(DataType.DOUBLE, part.shape())));
        }

        @Override
        public int count() {
            return (int) values.get(0).shape()[0];
        }

        @Override
        public int outputs() {
            return network.outputs();
        }

        @Override
        public int dimensions() {
            return network.dimensions();
        }

        @Override
        public int number(int point) {
            return point;
        }

        @Override
        public float value(int point, int output) {
            return values.get(0).getFloat(point, output);
        }

        @Override
        public float derivative(int point, int output, int axis) {
            return values.get(1).getFloat(point, output, axis);
        }

        @Override
        public float laplacian(int point, int output) {
            return values.get(2).getFloat(point, output);
        }

        @Override
        public void setGradient(int point, int output, float gradient) {
            gradients.get(0).putScalar(new int[] {point, output}, gradient);
        }

        @Override
        public void setDerivativeGradient(int point, int output, int axis, float gradient) {
            gradients.get(1).putScalar(new int[] {point, output, axis}, gradient);
        }

        @Override
        public void setLaplacianGradient(int point, int output, float gradient) {
            gradients.get(2).putScalar(new int[] {point, output}, gradient);
        }
    }

    @Test
    void haveTheSameBitsOnAnyNumberOfThreads() {
        for (String name : List.of("siren", "finer", "gauss", "fourier-features")) {
            Architecture network = modest(Registry.get(name)).family().architecture(3, 2);
            DerivativeOrder order =
                    network.withoutDerivative(DerivativeOrder.LAPLACIAN).isEmpty()
                            ? DerivativeOrder.LAPLACIAN
                            : DerivativeOrder.GRADIENT;
            float[] parameters = network.parameters().initialize(4);
            Points points = scattered(700, 3);
            float[] one = null;
            Derivatives first = null;
            for (int threads : new int[] {1, 2, 5}) {
                float[] gradient = new float[network.parameters().trainable()];
                try (Engine engine = new FusedEngine(network, threads)) {
                    engine.differentiate(
                            parameters,
                            points,
                            new Everything(order, AxisScales.ones(3), new float[] {1, 1e-2f, 1e-5f}),
                            gradient);
                    Derivatives found = engine.derivatives(parameters, points, order);
                    first = first == null ? found : first;
                    assertThat(found.gradients()).isEqualTo(first.gradients());
                    assertThat(found.laplacians()).isEqualTo(first.laplacians());
                }
                one = one == null ? gradient : one;
                assertThat(gradient).as("%s, %d threads", name, threads).isEqualTo(one);
            }
        }
    }

    @Test
    void giveTheSameInOnePassAndInTwo() {
        Architecture network = modest(Registry.get("siren")).family().architecture(2, 2);
        float[] parameters = network.parameters().initialize(4);
        Everything loss = new Everything(DerivativeOrder.LAPLACIAN, SCALES, new float[] {1, 1e-2f, 1e-5f});
        DerivativeLoss whole = new DerivativeLoss() {
            @Override
            public DerivativeOrder order() {
                return loss.order();
            }

            @Override
            public AxisScales scales(int dimensions) {
                return loss.scales;
            }

            @Override
            public double gradient(DerivativeBlock block) {
                return loss.gradient(block);
            }

            @Override
            public int group() {
                return ALL;
            }
        };
        float[] once = new float[network.parameters().trainable()];
        float[] twice = once.clone();
        try (Engine engine = new FusedEngine(network, 2)) {
            double value = engine.differentiate(parameters, scattered(333, 2), loss, once);
            assertThat(engine.differentiate(parameters, scattered(333, 2), whole, twice))
                    .isCloseTo(value, within(1e-6 * value));
        }
        assertClose("gradient", twice, doubles(once));
    }

    @Test
    void areRefusedInOneLineWhereThereAreNone() {
        Architecture relu = modest(Registry.get("relu")).family().architecture(2, 1);
        try (Engine engine = new FusedEngine(relu, 1)) {
            assertThatThrownBy(() -> engine.derivatives(
                            relu.parameters().initialize(1), scattered(3, 2), DerivativeOrder.LAPLACIAN))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith(
                            "this network has no Laplacian by the coordinates; layer 2, Relu[]: its slope")
                    .hasMessageNotContaining("\n");
        }
        assertThatThrownBy(() -> Engines.create("auto", relu, 1, DerivativeOrder.LAPLACIAN))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("this network has no Laplacian by the coordinates");
    }

    @Test
    void areLeftToSameDiffWhereTheFusedEngineHasNone() {
        Layer dense = new Dense(3, new Initializer.Uniform(1), new Initializer.Uniform(1));
        Architecture network = new Architecture(2, List.of(new Identity(Range.SYMMETRIC), dense, new Doubled(), dense));
        LayerKernel<Doubled> kernel = new LayerKernel<>() {
            @Override
            public Class<Doubled> layer() {
                return Doubled.class;
            }

            @Override
            public LayerPlan plan(Doubled layer, LayerSite site) {
                return ActivationPlan.of(site, (z, zOffset, y, yOffset, d, dOffset, count, columns) -> {
                    throw new AssertionError("nothing is computed here");
                });
            }
        };
        LayerKernels.register(kernel);
        try (Engine values = Engines.create("auto", network, 1);
                Engine derivatives = Engines.create("auto", network, 1, DerivativeOrder.GRADIENT)) {
            assertThat(values.name()).isEqualTo("fused");
            assertThat(derivatives.name()).isEqualTo("samediff");
            assertThatThrownBy(() -> Engines.create("fused", network, 1, DerivativeOrder.GRADIENT))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the samediff engine can");
        } finally {
            LayerKernels.remove(kernel);
        }
    }

    /** A layer of somebody else's, whose kernel computes values alone. */
    private record Doubled() implements Layer {

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public SDVariable define(LayerGraph graph, SDVariable x) {
            return x.mul(2);
        }

        @Override
        public Optional<String> withoutDerivative(DerivativeOrder order) {
            return Optional.empty();
        }

        @Override
        public Jet differentiate(LayerGraph graph, Jet x) {
            return x.times(2);
        }
    }

    private static void assertClose(String what, float[] found, double[] wanted) {
        double largest = 0;
        for (double value : wanted) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(found).as(what).hasSameSizeAs(wanted);
        for (int i = 0; i < found.length; i++) {
            if (!(Math.abs(found[i] - wanted[i]) <= AGREEMENT * largest)) { // quicker than an assertion
                assertThat((double) found[i])
                        .as("%s, number %d, largest %s", what, i, largest)
                        .isCloseTo(wanted[i], within(AGREEMENT * largest));
            }
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static Points scattered(int count, int dimensions) {
        SplittableRandom random = new SplittableRandom(6);
        float[] coordinates = new float[count * dimensions];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = (float) random.nextDouble();
        }
        return new PointSet(coordinates, dimensions);
    }
}
