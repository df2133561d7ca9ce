package org.inrzoo.peer;

import org.inrzoo.engine.OutputBlock;

/** Outputs of consecutive points of a batch as a loss of the zoo asks for them, and its gradient by them. */
final class OutputPart implements OutputBlock {

    private final float[] values;
    private final float[] gradients;
    private final int first;
    private final int outputs;

    /**
     * Room for a gradient.
     *
     * @param values outputs, [points, outputs]
     * @param first number of the first point in the batch
     */
    OutputPart(float[] values, int first, int outputs) {
        this.values = values;
        this.first = first;
        this.outputs = outputs;
        gradients = new float[values.length];
    }

    /** dL/dy, [points, outputs]. */
    float[] gradients() {
        return gradients;
    }

    @Override
    public int count() {
        return values.length / outputs;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public int number(int point) {
        return first + point;
    }

    @Override
    public float value(int point, int output) {
        return values[point * outputs + output];
    }

    @Override
    public void setGradient(int point, int output, float gradient) {
        gradients[point * outputs + output] = gradient;
    }
}
