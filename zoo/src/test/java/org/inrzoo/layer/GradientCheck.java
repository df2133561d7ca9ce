package org.inrzoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Holds a network's gradient, as SameDiff derives it, against central differences in double precision. */
public final class GradientCheck {

    private static final double STEP = 1e-6;
    private static final double RELATIVE = 1e-5;

    /** What rounding leaves of a central difference where the derivative is zero. */
    private static final double ROUNDING = 1e-8;

    private static final int VALUES_PER_TENSOR = 1;

    private final Architecture architecture;
    private final Points points;
    private final SameDiffEngine engine;
    private final Random random = new Random(20);
    private final double[] parameters;
    private final INDArray outputGradient;

    private GradientCheck(Architecture architecture, Points points, SameDiffEngine engine) {
        this.architecture = architecture;
        this.points = points;
        this.engine = engine;
        parameters = parameters(architecture, random);
        outputGradient = array(random.doubles((long) points.size() * architecture.outputs(), -1, 1).toArray())
                .reshape(points.size(), architecture.outputs());
    }

    /**
     * Checks every trainable tensor: along one direction that moves all of its values, and for a few values alone.
     *
     * <p>The parameters are those of a seed with some noise, so that no bias is zero and no ReLU stands on its kink.
     */
    public static void assertGradientIsTheDerivative(Architecture architecture, Points points) {
        try (SameDiffEngine engine = new SameDiffEngine(architecture, 1, DataType.DOUBLE)) {
            new GradientCheck(architecture, points, engine).check();
        }
    }

    /** Random points of the unit cube. */
    public static Scattered randomPoints(int count, int dimensions) {
        Random random = new Random(21);
        float[] coordinates = new float[count * dimensions];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = random.nextFloat();
        }
        return new Scattered(coordinates, dimensions);
    }

    private void check() {
        Map<String, INDArray> gradients = engine.gradients(array(parameters), points, outputGradient);
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            if (slot.parameter().trainable()) {
                assertThat(gradients).as("gradients").containsKey(slot.name());
                check(slot, gradients.get(slot.name()).reshape(-1).toDoubleVector());
            }
        }
    }

    private void check(ParameterLayout.Slot slot, double[] gradient) {
        assertThat(gradient).as("gradient of %s", slot.name()).hasSize(slot.length());
        assertThat(gradient).as("gradient of %s, which is not all zero", slot.name()).isNotEqualTo(new double[slot.length()]);
        double[] direction = random.doubles(slot.length(), -1, 1).toArray();
        double expected = 0;
        double scale = 0;
        for (int i = 0; i < direction.length; i++) {
            expected += gradient[i] * direction[i];
            scale += Math.abs(gradient[i] * direction[i]);
        }
        compare(slot.name() + " along a direction", expected, difference(slot, direction), scale);
        for (int n = 0; n < VALUES_PER_TENSOR; n++) {
            int index = random.nextInt(slot.length());
            double[] axis = new double[slot.length()];
            axis[index] = 1;
            compare(slot.name() + "[" + index + "]", gradient[index], difference(slot, axis), scale / slot.length());
        }
    }

    private void compare(String what, double gradient, double difference, double scale) {
        double tolerance = RELATIVE * Math.max(Math.abs(difference), scale) + ROUNDING;
        assertThat(gradient).as("gradient of %s against central differences", what)
                .isCloseTo(difference, within(tolerance));
    }

    private double difference(ParameterLayout.Slot slot, double[] direction) {
        return (weighted(slot, direction, STEP) - weighted(slot, direction, -STEP)) / (2 * STEP);
    }

    /** Σ y · dL/dy with the slot's values moved by {@code step} along the direction. */
    private double weighted(ParameterLayout.Slot slot, double[] direction, double step) {
        double[] moved = parameters.clone();
        for (int i = 0; i < direction.length; i++) {
            moved[slot.offset() + i] += step * direction[i];
        }
        double[] outputs = engine.outputs(array(moved), points).reshape(-1).toDoubleVector();
        double[] weights = outputGradient.reshape(-1).toDoubleVector();
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += outputs[i] * weights[i];
        }
        return sum;
    }

    private static double[] parameters(Architecture architecture, Random random) {
        float[] first = architecture.parameters().initialize(22);
        double[] values = new double[first.length];
        for (int i = 0; i < values.length; i++) {
            boolean trainable = i < architecture.parameters().trainable();
            values[i] = first[i] + (trainable ? 0.02 * random.nextGaussian() : 0);
        }
        return values;
    }

    private static INDArray array(double[] values) {
        return Nd4j.createFromArray(values);
    }
}
