package org.inrzoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inrzoo.layer.GradientAssertions.assertGradientIsTheDerivative;
import static org.inrzoo.layer.GradientAssertions.randomPoints;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers against their papers' formulas, computed here once more by loops over plain numbers. */
class LayerDefinitionTests {

    private static final double ERROR = 1e-9;
    private static final int POINTS = 20;
    private static final Initializer WEIGHT = new Initializer.Normal(1);

    /** What the formulas need of a network of one point. */
    private interface Formula {
        double[] apply(double[] p, Map<String, double[]> parameters);
    }

    @Nested
    class Gaussians {

        @Test
        void areBells() {
            check(2, behindDense(new Gaussian(3)), (p, values) -> {
                double[] z = dense(p, values);
                return new double[] {Math.exp(-9 * z[0] * z[0]), Math.exp(-9 * z[1] * z[1])};
            });
        }
    }

    @Nested
    class FinersSines {

        @Test
        void goFasterAwayFromZero() {
            for (boolean detached : new boolean[] {true, false}) {
                check(
                        1,
                        behindDense(new FinerSine(7, detached)),
                        (p, values) -> Arrays.stream(dense(p, values))
                                .map(z -> Math.sin(7 * (Math.abs(z) + 1) * z))
                                .toArray());
            }
        }

        @Test
        void detachedHaveTheSlopeOfASineOfConstantFactor() {
            double w = 0.75;
            List<Layer> layers = List.of(
                    new Identity(Range.UNIT),
                    new Dense(1, new Initializer.Constant(w), Initializer.zeros()),
                    new FinerSine(3, true));
            Architecture network = new Architecture(1, layers);
            try (SameDiffEngine engine = new SameDiffEngine(network, 1, DataType.DOUBLE)) {
                double p = 0.5;
                INDArray slope = engine.gradients(
                                Nd4j.createFromArray(w, 0.0),
                                new PointSet(new float[] {0.5f, 0}, 1),
                                Nd4j.createFromArray(1.0, 0.0).reshape(2, 1))
                        .get("layer1/weight");
                double factor = w * p + 1;
                assertThat(slope.getDouble(0)).isCloseTo(3 * factor * p * Math.cos(3 * factor * w * p), within(ERROR));
            }
        }
    }

    @Nested
    class ComplexLayers {

        @Test
        void multiplyComplexNumbers() {
            check(4, List.of(new Identity(Range.UNIT), new ComplexDense(3, false, WEIGHT, WEIGHT)), (p, values) -> {
                double[] y = new double[6];
                for (int k = 0; k < 3; k++) {
                    y[2 * k] = values.get("layer1/bias")[k];
                    y[2 * k + 1] = values.get("layer1/biasImaginary")[k];
                    for (int c = 0; c < 2; c++) {
                        double re = values.get("layer1/weight")[c * 3 + k];
                        double im = values.get("layer1/weightImaginary")[c * 3 + k];
                        y[2 * k] += p[2 * c] * re - p[2 * c + 1] * im;
                        y[2 * k + 1] += p[2 * c] * im + p[2 * c + 1] * re;
                    }
                }
                return y;
            });
        }

        @Test
        void makeRealNumbersComplex() {
            check(2, List.of(new Identity(Range.UNIT), new ComplexDense(1, true, WEIGHT, WEIGHT)), (p, values) -> {
                double[] w = values.get("layer1/weight");
                return new double[] {p[0] * w[0] + p[1] * w[1] + values.get("layer1/bias")[0], 0};
            });
        }

        @Test
        void haveWaveletsOfComplexArguments() {
            check(2, behindDense(new ComplexGabor(1, 3, 2)), (p, values) -> {
                double[] z = dense(p, values);
                double size = Math.exp(-3 * z[1] - 4 * (z[0] * z[0] + z[1] * z[1]));
                return new double[] {size * Math.cos(3 * z[0]), size * Math.sin(3 * z[0])};
            });
        }
    }

    @Nested
    class IntermediateOutputsOfLayers {

        @Test
        void standBehindTheirSteps() {
            List<Layer> steps = List.of(new Dense(3, WEIGHT, WEIGHT), new Sine(2));
            check(2, List.of(new Identity(Range.UNIT), withOutputs(steps, 1, 2)), (p, values) -> {
                double[] x = affine(p, values.get("layer1/step1/weight"), values.get("layer1/step1/bias"));
                double[] first = affine(x, values.get("layer1/tap1/weight"), values.get("layer1/tap1/bias"));
                double[] sines = Arrays.stream(x).map(z -> Math.sin(2 * z)).toArray();
                double[] second = affine(sines, values.get("layer1/tap2/weight"), values.get("layer1/tap2/bias"));
                return new double[] {first[0], first[1], second[0], second[1]};
            });
        }

        @Test
        void haveTheParametersOfFewerAmongThoseOfMore() {
            List<Layer> steps = List.of(new Dense(3, WEIGHT, WEIGHT), new Sine(2));
            assertThat(names(withOutputs(steps, 1, 2)))
                    .containsAll(names(withOutputs(steps, 2)))
                    .containsAll(names(withOutputs(steps.subList(0, 1), 1)));
        }

        @Test
        void refuseOutputsBehindNoStepAndStepsBehindTheLastOutput() {
            List<Layer> steps = List.of(new Sine(1), new Sine(1));
            for (Integer[] outputSteps : new Integer[][] {{}, {0, 2}, {1}, {2, 1}, {2, 2}, {1, 3}}) {
                assertThatThrownBy(() -> withOutputs(steps, outputSteps)).isInstanceOf(IllegalArgumentException.class);
            }
        }

        @Test
        void refuseStepsThatLookAtMoreThanAPointsFeatures() {
            for (Layer step : List.of(new Identity(Range.UNIT), new Normalization(Normalization.Kind.BATCH))) {
                assertThatThrownBy(() -> withOutputs(List.of(step), 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("a chain with intermediate outputs has no encoding and no statistics over a batch");
            }
        }

        private static IntermediateOutputs withOutputs(List<Layer> steps, Integer... outputSteps) {
            return new IntermediateOutputs(steps, List.of(outputSteps), new Dense(2, WEIGHT, WEIGHT));
        }

        private static List<String> names(Layer layer) {
            return layer.parameters(2).stream().map(Parameter::name).toList();
        }
    }

    @Nested
    class Filters {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void multiplyByASinusoidOfTheCoordinates(int dimensions) {
            Filter filter = new Filter(dimensions, Range.SYMMETRIC, WEIGHT, true, Optional.empty());
            check(dimensions, List.of(new ConstantEncoding(4), new Dense(4, WEIGHT, WEIGHT), filter), (p, values) -> {
                double[] y = affine(new double[] {1, 1, 1, 1}, values.get("layer1/weight"), values.get("layer1/bias"));
                for (int i = 0; i < 4; i++) {
                    y[i] *= Math.sin(phase(p, i, values));
                }
                return y;
            });
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void ofGaborsKindHaveABell(int dimensions) {
            Filter.Envelope bell = new Filter.Envelope(new Initializer.Gamma(1.5), new Initializer.Uniform(1));
            Filter filter = new Filter(dimensions, Range.SYMMETRIC, WEIGHT, true, Optional.of(bell));
            check(dimensions, List.of(new ConstantEncoding(4), new Dense(4, WEIGHT, WEIGHT), filter), (p, values) -> {
                double[] y = affine(new double[] {1, 1, 1, 1}, values.get("layer1/weight"), values.get("layer1/bias"));
                for (int i = 0; i < 4; i++) {
                    double distance = 0;
                    for (int axis = 0; axis < p.length; axis++) {
                        distance += square(2 * p[axis] - 1 - values.get("layer2/centre")[axis * 4 + i]);
                    }
                    y[i] *= Math.sin(phase(p, i, values)) * Math.exp(-values.get("layer2/sharpness")[i] / 2 * distance);
                }
                return y;
            });
        }

        private static double phase(double[] p, int feature, Map<String, double[]> values) {
            double phase = values.get("layer2/phase")[feature];
            for (int axis = 0; axis < p.length; axis++) {
                phase += (2 * p[axis] - 1) * values.get("layer2/frequency")[axis * 4 + feature];
            }
            return phase;
        }
    }

    @Nested
    class SplitLayers {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void multiplyTheirBranches(int branches) {
            check(2, List.of(new Identity(Range.UNIT), new SplitDense(3, branches, WEIGHT, WEIGHT)), (p, values) -> {
                double[] product = {1, 1, 1};
                for (int branch = 0; branch < branches; branch++) {
                    double[] y = affine(
                            p,
                            Arrays.copyOfRange(values.get("layer1/weight"), branch * 6, branch * 6 + 6),
                            Arrays.copyOfRange(values.get("layer1/bias"), branch * 3, branch * 3 + 3));
                    for (int i = 0; i < 3; i++) {
                        product[i] *= y[i];
                    }
                }
                return product;
            });
        }
    }

    @Nested
    class HashGrids {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void interpolateFeaturesOfVertices(int dimensions) {
            HashGrid grid = new HashGrid(dimensions, 3, 2, 4, 2, 11);
            check(dimensions, List.of(grid), (p, values) -> {
                double[] y = new double[6];
                for (int level = 0; level < 3; level++) {
                    for (int corner = 0; corner < 1 << dimensions; corner++) {
                        long[] vertex = new long[dimensions];
                        double weight = 1;
                        for (int axis = 0; axis < dimensions; axis++) {
                            double q = p[axis] * grid.cells(level);
                            vertex[axis] = (long) Math.floor(q) + (corner >> axis & 1);
                            weight *= Math.max(0, 1 - Math.abs(q - vertex[axis]));
                        }
                        int entry = grid.firstEntry(level) + entry(vertex, grid.cells(level) + 1, 16);
                        for (int feature = 0; feature < 2; feature++) {
                            y[2 * level + feature] += weight * values.get("encoding/table")[2 * entry + feature];
                        }
                    }
                }
                return y;
            });
        }

        /** Row-major where all vertices fit into the table, else the paper's hash in unsigned 32-bit arithmetic. */
        private static int entry(long[] vertex, int vertices, int table) {
            if (Math.pow(vertices, vertex.length) <= table) {
                long entry = 0;
                for (long x : vertex) {
                    entry = entry * vertices + x;
                }
                return (int) entry;
            }
            int[] primes = {1, (int) 2_654_435_761L, 805_459_861};
            int hash = 0;
            for (int axis = 0; axis < vertex.length; axis++) {
                hash ^= (int) vertex[axis] * primes[axis];
            }
            return Integer.remainderUnsigned(hash, table);
        }

        @Test
        void growFromTheBaseToTheFinest() {
            HashGrid grid = new HashGrid(2, 16, 2, 14, 16, 256);
            assertThat(grid.cells(0)).isEqualTo(16);
            assertThat(grid.cells(15)).isEqualTo(256);
            assertThat(grid.entries(0)).isEqualTo(17 * 17);
            assertThat(grid.entries(15)).isEqualTo(1 << 14);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void areDifferentiatedByTheirTables(int dimensions) {
            assertGradientIsTheDerivative(
                    new Architecture(
                            dimensions,
                            List.of(new HashGrid(dimensions, 3, 2, 4, 2, 11), new Dense(2, WEIGHT, WEIGHT))),
                    randomPoints(POINTS, dimensions));
        }

        @Test
        void holdAtTheFarEdge() {
            Architecture network = new Architecture(1, List.of(new HashGrid(1, 1, 1, 8, 4, 4)));
            double[] table = {0, 0, 0, 0, 7};
            try (SameDiffEngine engine = new SameDiffEngine(network, 1, DataType.DOUBLE)) {
                assertThat(engine.outputs(Nd4j.createFromArray(table), new PointSet(new float[] {1}, 1))
                                .getDouble(0))
                        .isEqualTo(7);
            }
        }
    }

    /** A Gabor network's frequencies grow with the root of their bells' sharpness. */
    @Test
    void firstFrequenciesAreScaledByTheRootOfTheSharpness() {
        Filter.Envelope bell = new Filter.Envelope(new Initializer.Gamma(1.5), new Initializer.Uniform(1));
        Initializer frequency = new Initializer.TimesRoot(new Initializer.Constant(3), "sharpness");
        Architecture network = new Architecture(
                2,
                List.of(new ConstantEncoding(50), new Filter(2, Range.SYMMETRIC, frequency, true, Optional.of(bell))));
        Map<String, double[]> values = named(network, network.parameters().initialize(4));
        for (int i = 0; i < 100; i++) {
            assertThat(values.get("layer1/frequency")[i])
                    .isCloseTo(3 * Math.sqrt(values.get("layer1/sharpness")[i % 50]), within(1e-5));
        }
    }

    /** The network's outputs at random points against the formula's. */
    private static void check(int dimensions, List<Layer> layers, Formula formula) {
        Architecture network = new Architecture(dimensions, layers);
        float[] first = network.parameters().initialize(3);
        Map<String, double[]> parameters = named(network, first);
        PointSet points = randomPoints(POINTS, dimensions);
        try (SameDiffEngine engine = new SameDiffEngine(network, 1, DataType.DOUBLE)) {
            INDArray flat = Nd4j.createFromArray(first).castTo(DataType.DOUBLE);
            double[] outputs = engine.outputs(flat, points).reshape(-1).toDoubleVector();
            for (int point = 0; point < POINTS; point++) {
                double[] p = new double[dimensions];
                for (int axis = 0; axis < dimensions; axis++) {
                    p[axis] = points.coordinates()[point * dimensions + axis];
                }
                double[] expected = formula.apply(p, parameters);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(outputs[point * expected.length + i])
                            .as("output %d at %s", i, Arrays.toString(p))
                            .isCloseTo(expected[i], within(ERROR));
                }
            }
        }
    }

    private static Map<String, double[]> named(Architecture network, float[] flat) {
        Map<String, double[]> named = new HashMap<>();
        for (ParameterLayout.Slot slot : network.parameters().slots()) {
            double[] values = new double[slot.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = flat[slot.offset() + i];
            }
            named.put(slot.name(), values);
        }
        return named;
    }

    /** A layer of two features that give {@code activation} its arguments. */
    private static List<Layer> behindDense(Activation activation) {
        return List.of(new Identity(Range.UNIT), new Dense(2, WEIGHT, WEIGHT), activation);
    }

    private static double[] dense(double[] p, Map<String, double[]> values) {
        return affine(p, values.get("layer1/weight"), values.get("layer1/bias"));
    }

    /** xW + b of a row-major W. */
    private static double[] affine(double[] x, double[] weight, double[] bias) {
        double[] y = bias.clone();
        for (int c = 0; c < x.length; c++) {
            for (int k = 0; k < y.length; k++) {
                y[k] += x[c] * weight[c * y.length + k];
            }
        }
        return y;
    }

    private static double square(double value) {
        return value * value;
    }
}
