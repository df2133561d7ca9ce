package org.inrzoo.engine;

import java.util.function.IntToDoubleFunction;

/** The mean of a {@link Penalty} over all points and outputs, each point with a weight of its own. */
public final class PointwiseLoss implements OutputLoss {

    private final Penalty penalty;
    private final float[] targets;
    private final int points;
    private final IntToDoubleFunction weights;

    /**
     * Where all points weigh alike.
     *
     * @param targets [points, outputs], row-major; not copied, not modified
     */
    public PointwiseLoss(Penalty penalty, float[] targets, int points) {
        this(penalty, targets, points, point -> 1);
    }

    /**
     * Where points weigh differently.
     *
     * @param targets [points, outputs], row-major; not copied, not modified
     * @param weights of a point by its number in the call; 0 leaves it out. The mean is over all points, whatever they weigh
     */
    public PointwiseLoss(Penalty penalty, float[] targets, int points, IntToDoubleFunction weights) {
        this.penalty = penalty;
        this.targets = targets;
        this.points = points;
        this.weights = weights;
    }

    @Override
    public double gradient(OutputBlock block) {
        int outputs = block.outputs();
        double values = (double) points * outputs;
        double sum = 0;
        for (int point = 0; point < block.count(); point++) {
            int number = block.number(point);
            double weight = weights.applyAsDouble(number) / values;
            for (int i = 0; i < outputs; i++) {
                double output = block.value(point, i);
                double target = targets[number * outputs + i];
                sum += weight * penalty.value(output, target);
                block.setGradient(point, i, (float) (weight * penalty.slope(output, target)));
            }
        }
        return sum;
    }
}
