package org.inrzoo.engine;

/** The mean squared error over all points and outputs; engines compute it without asking block by block. */
public final class SquaredError implements OutputLoss {

    private final float[] targets;
    private final int points;

    /**
     * The error of a call's points.
     *
     * @param targets [points, outputs], row-major; longer ones are taken too; not copied, not modified
     */
    public SquaredError(float[] targets, int points) {
        this.targets = targets;
        this.points = points;
    }

    /** The wanted outputs; not to be modified. */
    public float[] targets() {
        return targets;
    }

    @Override
    public double gradient(OutputBlock block) {
        int outputs = block.outputs();
        double values = (double) points * outputs;
        float scale = (float) (2 / values);
        double squares = 0;
        for (int point = 0; point < block.count(); point++) {
            for (int i = 0; i < outputs; i++) {
                float residual = block.value(point, i) - targets[block.number(point) * outputs + i];
                squares += (double) residual * residual;
                block.setGradient(point, i, scale * residual);
            }
        }
        return squares / values;
    }
}
