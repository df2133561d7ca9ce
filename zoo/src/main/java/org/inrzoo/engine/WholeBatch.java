package org.inrzoo.engine;

import org.inrzoo.point.Points;

/**
 * All points of a call as one block, for losses whose points cannot be told apart by blocks.
 *
 * @param count points
 * @param outputs outputs per point
 * @param values y, [count, outputs]
 * @param gradients receives dL/dy, [count, outputs]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WholeBatch(int count, int outputs, float[] values, float[] gradients) implements OutputBlock {

    /** Goes forward for the outputs, asks the loss, and lets the engine go backward with the answer. */
    static double differentiate(Engine engine, float[] parameters, Points points, OutputLoss loss, float[] gradient) {
        OutputLoss.requireGroups(loss, points.size());
        int outputs = engine.architecture().outputs();
        float[] values = new float[Math.multiplyExact(points.size(), outputs)];
        engine.forward(parameters, points, values);
        WholeBatch all = new WholeBatch(points.size(), outputs, values, new float[values.length]);
        double result = loss.gradient(all);
        engine.backward(parameters, points, all.gradients, gradient);
        return result;
    }

    @Override
    public int number(int point) {
        return point;
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
