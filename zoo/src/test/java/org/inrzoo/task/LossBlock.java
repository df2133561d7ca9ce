package org.inrzoo.task;

import org.inrzoo.engine.DerivativeBlock;

/**
 * Made-up outputs of a network at consecutive points, for a loss by itself.
 *
 * @param numbers [points, outputs · (1 + dimensions)]: a point's outputs, then the slopes of each
 * @param gradients receives the loss' gradient by each
 * @param outputs of a point
 * @param dimensions 0 where there are no slopes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LossBlock(float[] numbers, float[] gradients, int outputs, int dimensions) implements DerivativeBlock {

    private int at(int point) {
        return point * outputs * (1 + dimensions);
    }

    private int slope(int point, int output, int axis) {
        return at(point) + outputs + dimensions * output + axis;
    }

    @Override
    public int count() {
        return numbers.length / at(1);
    }

    @Override
    public int number(int point) {
        return point;
    }

    @Override
    public float value(int point, int output) {
        return numbers[at(point) + output];
    }

    @Override
    public float derivative(int point, int output, int axis) {
        return numbers[slope(point, output, axis)];
    }

    @Override
    public float laplacian(int point, int output) {
        throw new IllegalStateException("nobody asked for it");
    }

    @Override
    public void setGradient(int point, int output, float gradient) {
        gradients[at(point) + output] = gradient;
    }

    @Override
    public void setDerivativeGradient(int point, int output, int axis, float gradient) {
        gradients[slope(point, output, axis)] = gradient;
    }

    @Override
    public void setLaplacianGradient(int point, int output, float gradient) {
        throw new IllegalStateException("nobody asked for it");
    }
}
