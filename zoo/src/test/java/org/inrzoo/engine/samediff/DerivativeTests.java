package org.inrzoo.engine.samediff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.EngineException;
import org.inrzoo.error.ZooException;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.layer.ConstantEncoding;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.PointSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Derivatives by the coordinates against central differences in double precision, for every model of the zoo: gradients against
 * differences of values, Laplacians against differences of gradients, and the gradients by the parameters of losses of them all.
 */
class DerivativeTests {

    private static final Map<String, Integer> TINY = Map.ofEntries(
            Map.entry("width", 5),
            Map.entry("depth", 3),
            Map.entry("frequencies", 4),
            Map.entry("headRows", 2),
            Map.entry("headColumns", 3),
            Map.entry("alpha", 3),
            Map.entry("levels", 3),
            Map.entry("logTable", 5),
            Map.entry("base", 2),
            Map.entry("finest", 9),
            Map.entry("sigma0", 2),
            Map.entry("scale", 2),
            Map.entry("outputs", 2));

    /** Coordinates and their neighbours are multiples of 2^-24, so that single precision holds both exactly. */
    private static final double STEP = 0x1p-20;

    /** Units of unequal lengths, one of an axis that runs backwards. */
    private static final AxisScales SCALES = new AxisScales(List.of(1.5, -0.5, 2.0));

    private static final double RELATIVE = 2e-4;
    private static final int POINTS = 7;
    private static final long SEED = 12;

    /** All in the plane; of every family the first one in other dimensions. */
    static Stream<Arguments> models() {
        Set<Class<?>> families = new HashSet<>();
        return Registry.list("*").stream()
                .flatMap(model -> (families.add(model.family().getClass()) ? Stream.of(1, 2, 3) : Stream.of(2))
                        .filter(dimensions -> exists(model, dimensions))
                        .map(dimensions -> Arguments.of(model.name(), dimensions, network(model, dimensions))));
    }

    /** Some models are made for a picture or for a film alone. */
    private static boolean exists(Variant model, int dimensions) {
        try {
            network(model, dimensions);
            return true;
        } catch (ZooException | IllegalArgumentException e) {
            assertThat(dimensions).as("%s: %s", model.name(), e.getMessage()).isNotEqualTo(2);
            return false;
        }
    }

    private static Architecture network(Variant model, int dimensions) {
        Variant tiny = model;
        if (model.settings().containsKey("sigma0")) {
            tiny = tiny.with("omega0", 2); // few and sharp wavelets are zero at all points
        }
        for (Map.Entry<String, Integer> setting : TINY.entrySet()) {
            if (model.settings().containsKey(setting.getKey())) {
                tiny = tiny.with(setting.getKey(), setting.getValue());
            }
        }
        if (model.settings().containsKey("detached")) {
            tiny = tiny.with("detached", false); // or the backward pass is not the derivative, on purpose
        }
        return BatchStatistics.frozen(tiny.family().architecture(dimensions, 2), 50);
    }

    @ParameterizedTest(name = "{0}, {1}-D")
    @MethodSource("models")
    void areThoseOfCentralDifferencesOrRefused(String name, int dimensions, Architecture network) {
        try (SameDiffEngine engine = new SameDiffEngine(network, 1, DataType.DOUBLE)) {
            for (DerivativeOrder order : List.of(DerivativeOrder.GRADIENT, DerivativeOrder.LAPLACIAN)) {
                if (network.withoutDerivative(order).isPresent()) {
                    String reason = network.withoutDerivative(order).get();
                    assertThat(reason)
                            .startsWith("this network has no " + order)
                            .doesNotContain("\n");
                    assertThatThrownBy(() -> engine.derivatives(
                                    new float[network.parameters().size()], pointsAt(dimensions, -1, 0), order))
                            .isInstanceOf(EngineException.class)
                            .hasMessage(reason);
                } else {
                    new Check(network, engine, order).all();
                }
            }
        }
    }

    private static PointSet pointsAt(int dimensions, int axis, double step) {
        SplittableRandom random = new SplittableRandom(32);
        float[] coordinates = new float[POINTS * dimensions];
        for (int i = 0; i < coordinates.length; i++) {
            double coordinate = random.nextInt(1 << 10, (1 << 20) - (1 << 10)) * 0x1p-20;
            coordinates[i] = (float) (coordinate + (i % dimensions == axis ? step : 0));
        }
        return new PointSet(coordinates, dimensions);
    }

    private record Check(
            Architecture network,
            SameDiffEngine engine,
            DerivativeOrder order,
            INDArray parameters,
            PointSet points,
            AxisScales scales) {

        Check(Architecture network, SameDiffEngine engine, DerivativeOrder order) {
            this(
                    network,
                    engine,
                    order,
                    noisy(network),
                    pointsAt(network.dimensions(), -1, 0),
                    new AxisScales(SCALES.factors().subList(0, network.dimensions())));
        }

        private static INDArray noisy(Architecture network) {
            SplittableRandom random = new SplittableRandom(SEED);
            float[] first = network.parameters().initialize(SEED);
            double[] values = new double[first.length];
            for (int i = 0; i < first.length; i++) {
                values[i] = first[i] + (i < network.parameters().trainable() ? random.nextDouble(-.05, .05) : 0);
            }
            return Nd4j.createFromArray(values);
        }

        void all() {
            List<INDArray> found = engine.derivatives(parameters, points, order, scales);
            double[] values = flat(engine.outputs(parameters, points));
            assertClose("values", flat(found.get(0)), values);
            double[] gradient = flat(found.get(1));
            assertClose("gradients", gradient, differences(this::values));
            if (!network.layers().get(0).getClass().equals(ConstantEncoding.class)) {
                assertThat(DoubleStream.of(gradient).anyMatch(slope -> slope != 0))
                        .as("gradients that are not zero")
                        .isTrue();
            }
            if (order == DerivativeOrder.LAPLACIAN) {
                int d = network.dimensions();
                double[] second = differences(points -> flat(
                        engine.derivatives(parameters, points, order, scales).get(1)));
                double[] laplacian = new double[values.length];
                for (int i = 0; i < laplacian.length; i++) {
                    for (int axis = 0; axis < d; axis++) {
                        laplacian[i] += second[(i * d + axis) * d + axis];
                    }
                }
                assertClose("Laplacians", flat(found.get(2)), laplacian);
            }
            parameterGradients(found);
        }

        private double[] values(PointSet points) {
            return flat(engine.outputs(parameters, points));
        }

        /** Every value's difference quotient on each axis, in its unit, [values, d]. */
        private double[] differences(Function<PointSet, double[]> function) {
            int d = network.dimensions();
            double[] result = null;
            for (int axis = 0; axis < d; axis++) {
                double[] up = function.apply(pointsAt(d, axis, STEP));
                double[] down = function.apply(pointsAt(d, axis, -STEP));
                double[] far = function.apply(pointsAt(d, axis, 2 * STEP));
                double[] back = function.apply(pointsAt(d, axis, -2 * STEP));
                result = result == null ? new double[up.length * d] : result;
                for (int i = 0; i < up.length; i++) {
                    double byCoordinate = (8 * (up[i] - down[i]) - (far[i] - back[i])) / (12 * STEP);
                    result[i * d + axis] = scales.of(axis) * byCoordinate;
                }
            }
            return result;
        }

        private void parameterGradients(List<INDArray> found) {
            SplittableRandom random = new SplittableRandom(3);
            List<INDArray> coefficients = new ArrayList<>();
            for (INDArray part : found) {
                double size = Math.max(1e-9, part.norm2Number().doubleValue());
                double[] values = new double[(int) part.length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextDouble(-1, 1) / size; // values, gradients, Laplacians weigh alike
                }
                coefficients.add(Nd4j.createFromArray(values).reshape(part.shape()));
            }
            Map<ParameterLayout.Slot, INDArray> gradients =
                    engine.gradients(parameters, points, order, scales, coefficients);
            for (ParameterLayout.Slot slot : network.parameters().slots()) {
                if (slot.parameter().trainable()) {
                    check(slot, gradients.get(slot), coefficients, random);
                }
            }
        }

        private void check(
                ParameterLayout.Slot slot, INDArray gradient, List<INDArray> coefficients, SplittableRandom random) {
            assertThat(gradient).as("gradient of %s", slot.name()).isNotNull();
            double[] direction = new double[slot.length()];
            double along = 0;
            double scale = 0;
            double[] values = flat(gradient);
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextDouble(-1, 1);
                along += direction[i] * values[i];
                scale += Math.abs(direction[i] * values[i]);
            }
            double h = 1e-6;
            double difference =
                    (loss(slot, direction, h, coefficients) - loss(slot, direction, -h, coefficients)) / (2 * h);
            assertThat(along)
                    .as("%s of a loss of order %s", slot.name(), order)
                    .isCloseTo(difference, within(RELATIVE * scale + 1e-7));
        }

        private double loss(ParameterLayout.Slot slot, double[] direction, double step, List<INDArray> coefficients) {
            INDArray moved = parameters.dup();
            for (int i = 0; i < direction.length; i++) {
                moved.putScalar(slot.offset() + i, parameters.getDouble(slot.offset() + i) + step * direction[i]);
            }
            List<INDArray> found = engine.derivatives(moved, points, order, scales);
            double sum = 0;
            for (int i = 0; i < found.size(); i++) {
                sum += found.get(i).mul(coefficients.get(i)).sumNumber().doubleValue();
            }
            return sum;
        }
    }

    private static double[] flat(INDArray array) {
        return array.dup('c').reshape(-1).toDoubleVector();
    }

    private static void assertClose(String what, double[] found, double[] wanted) {
        double largest = 0;
        for (double value : wanted) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(found).as(what).containsExactly(wanted, within(RELATIVE * largest));
    }
}
