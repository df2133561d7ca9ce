package org.inrzoo.fit.optimizer;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;

/** An engine that computes nothing: it has a network's parameters, and lends another engine's arithmetic, or none. */
record StillEngine(Architecture architecture, Optional<WeightArithmetic> arithmetic) implements Engine {

    private static final Initializer WEIGHT = Initializer.pytorchDefault();

    /** A network with matrices 20 × 24, four of 24 × 70 and 70 × 20, none of whose sides vectors divide, and much else. */
    static Architecture network() {
        return new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(20, WEIGHT, WEIGHT),
                        new Sine(1),
                        new Dense(24, WEIGHT, WEIGHT),
                        new Sine(1),
                        new LevelsOfExperts(70, new ExpertTiling(2, 2, 1.5, 0, Blending.NEAREST), WEIGHT, WEIGHT, true),
                        new Sine(1),
                        new Dense(20, WEIGHT, WEIGHT),
                        new Sine(1),
                        new Dense(15, WEIGHT, WEIGHT),
                        new Dense(17, WEIGHT, WEIGHT)));
    }

    /** A network whose one matrix that is neither the first nor the last has {@code rows} × {@code columns}. */
    static Architecture network(int rows, int columns) {
        return new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(rows, WEIGHT, WEIGHT),
                        new Dense(columns, WEIGHT, WEIGHT),
                        new Dense(1, WEIGHT, WEIGHT)));
    }

    /** The place of that matrix in the flat vector. */
    static int matrix(Architecture architecture) {
        return architecture.parameters().slots().stream()
                .filter(slot -> slot.name().equals("layer2/weight"))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    /** Numbers between -1 and 1. */
    static float[] numbers(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return numbers;
    }

    @Override
    public String name() {
        return "still";
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void forward(float[] parameters, Points points, float[] outputs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int largestBatch(Points points) {
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        // has nothing
    }
}
