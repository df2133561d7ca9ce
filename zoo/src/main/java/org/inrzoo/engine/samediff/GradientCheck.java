package org.inrzoo.engine.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inrzoo.engine.EngineException;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Points;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Holds a network's gradient, as SameDiff derives it, against central differences in double precision:
 *
 * <pre>&lt;∇L(θ), v&gt;  ≈  (L(θ + hv) - L(θ - hv)) / 2h,   L = Σ c·y</pre>
 *
 * <p>Every trainable tensor is checked along one random direction v that moves all its values, and along one axis.
 * The coefficients c are random; the parameters are those of a seed with some noise, so that no bias is zero and no
 * ReLU stands on its kink.
 */
public final class GradientCheck {

    private static final double STEP = 1e-6;
    private static final double RELATIVE = 1e-5;

    /** What rounding leaves of a central difference where the derivative is zero. */
    private static final double ROUNDING = 1e-8;

    private static final double NOISE = 0.02;
    private static final int SEED = 20;

    /**
     * One comparison.
     *
     * @param what the parameter, such as {@code layer1/weight}, and where it was moved
     * @param gradient the derivative along the direction by SameDiff
     * @param difference the same by central differences
     * @param scale sum of the absolute values that the derivative is the sum of; 0 where the whole gradient is 0, so
     *     that nothing has been checked
     */
    public record Line(String what, double gradient, double difference, double scale) {

        /** Whether both agree up to rounding. */
        public boolean holds() {
            return Math.abs(gradient - difference) <= RELATIVE * Math.max(Math.abs(difference), scale) + ROUNDING;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %s: %.8g, by central differences %.8g",
                    holds() ? "ok   " : "WRONG",
                    what,
                    gradient,
                    difference);
        }
    }

    private final Architecture architecture;
    private final Points points;
    private final SameDiffEngine engine;
    private final RandomSource random = new RandomSource(SEED);
    private final double[] parameters;
    private final double[] coefficients;

    private GradientCheck(Architecture architecture, Points points, SameDiffEngine engine) {
        this.architecture = architecture;
        this.points = points;
        this.engine = engine;
        parameters = noisy(architecture.parameters());
        coefficients = direction(Math.multiplyExact(points.size(), architecture.outputs()));
    }

    /**
     * Checks a network at some points; a few of each are enough.
     *
     * @throws EngineException when SameDiff has no gradient of a trainable parameter
     */
    public static List<Line> of(Architecture architecture, Points points) {
        try (SameDiffEngine engine = new SameDiffEngine(architecture, 1, DataType.DOUBLE)) {
            return new GradientCheck(architecture, points, engine).lines();
        }
    }

    private List<Line> lines() {
        INDArray outputGradient = Nd4j.createFromArray(coefficients).reshape(points.size(), architecture.outputs());
        Map<String, INDArray> gradients = engine.gradients(Nd4j.createFromArray(parameters), points, outputGradient);
        List<Line> lines = new ArrayList<>();
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            if (slot.parameter().trainable()) {
                check(slot, gradient(gradients, slot), lines);
            }
        }
        return lines;
    }

    private static double[] gradient(Map<String, INDArray> gradients, ParameterLayout.Slot slot) {
        INDArray gradient = gradients.get(slot.name());
        if (gradient == null || gradient.length() != slot.length()) {
            throw new EngineException(
                    "SameDiff has no gradient of the shape of " + slot.name() + ": does the layer use it?");
        }
        return gradient.reshape(-1).toDoubleVector();
    }

    private void check(ParameterLayout.Slot slot, double[] gradient, List<Line> lines) {
        double[] direction = direction(slot.length());
        double along = 0;
        double scale = 0;
        for (int i = 0; i < direction.length; i++) {
            along += gradient[i] * direction[i];
            scale += Math.abs(gradient[i] * direction[i]);
        }
        lines.add(new Line(slot.name() + " along a direction", along, difference(slot, direction), scale));
        int index = random.below(slot.length());
        double[] axis = new double[slot.length()];
        axis[index] = 1;
        lines.add(new Line(
                slot.name() + "[" + index + "]", gradient[index], difference(slot, axis), scale / slot.length()));
    }

    private double difference(ParameterLayout.Slot slot, double[] direction) {
        return (loss(slot, direction, STEP) - loss(slot, direction, -STEP)) / (2 * STEP);
    }

    /** L with the slot's values moved by {@code step} along the direction. */
    private double loss(ParameterLayout.Slot slot, double[] direction, double step) {
        double[] moved = parameters.clone();
        for (int i = 0; i < direction.length; i++) {
            moved[slot.offset() + i] += step * direction[i];
        }
        double[] outputs =
                engine.outputs(Nd4j.createFromArray(moved), points).reshape(-1).toDoubleVector();
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += outputs[i] * coefficients[i];
        }
        return sum;
    }

    private double[] noisy(ParameterLayout layout) {
        float[] first = layout.initialize(SEED);
        double[] values = new double[first.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = first[i] + (i < layout.trainable() ? NOISE * random.normal() : 0);
        }
        return values;
    }

    /** Values between -1 and 1. */
    private double[] direction(int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.uniform(1);
        }
        return values;
    }
}
