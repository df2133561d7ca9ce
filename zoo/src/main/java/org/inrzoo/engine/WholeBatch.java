package org.inrzoo.engine;

import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.Points;

/**
 * All points of a call as one block, for losses whose points cannot be told apart by blocks.
 *
 * @param count points
 * @param outputs outputs per point
 * @param dimensions coordinates per point, d
 * @param order what was computed
 * @param values y and its derivatives
 * @param gradients receives dL/d of each of them
 */
record WholeBatch(
        int count, int outputs, int dimensions, DerivativeOrder order, Derivatives values, Derivatives gradients)
        implements DerivativeBlock {

    /** Goes forward for the outputs, asks the loss, and lets the engine go backward with the answer. */
    static double differentiate(Engine engine, float[] parameters, Points points, OutputLoss loss, float[] gradient) {
        OutputLoss.requireGroups(loss, points.size());
        DerivativeOrder order = loss instanceof DerivativeLoss derivative ? derivative.order() : DerivativeOrder.VALUES;
        int outputs = engine.architecture().outputs();
        int dimensions = points.dimensions();
        AxisScales scales =
                loss instanceof DerivativeLoss derivative ? derivative.scales(dimensions) : AxisScales.ones(dimensions);
        Derivatives gradients = Derivatives.zeros(order, points.size(), outputs, dimensions);
        Derivatives values;
        if (order == DerivativeOrder.VALUES) {
            values = Derivatives.zeros(order, points.size(), outputs, dimensions);
            engine.forward(parameters, points, values.values());
        } else {
            values = engine.derivatives(parameters, points, order, scales);
        }
        double result = loss.gradient(new WholeBatch(points.size(), outputs, dimensions, order, values, gradients));
        if (order == DerivativeOrder.VALUES) {
            engine.backward(parameters, points, gradients.values(), gradient);
        } else {
            engine.backward(parameters, points, order, scales, gradients, gradient);
        }
        return result;
    }

    @Override
    public int number(int point) {
        return point;
    }

    @Override
    public float value(int point, int output) {
        return values.values()[point * outputs + output];
    }

    @Override
    public float derivative(int point, int output, int axis) {
        require(DerivativeOrder.GRADIENT);
        return values.gradients()[(point * outputs + output) * dimensions + axis];
    }

    @Override
    public float laplacian(int point, int output) {
        require(DerivativeOrder.LAPLACIAN);
        return values.laplacians()[point * outputs + output];
    }

    @Override
    public void setGradient(int point, int output, float gradient) {
        gradients.values()[point * outputs + output] = gradient;
    }

    @Override
    public void setDerivativeGradient(int point, int output, int axis, float gradient) {
        require(DerivativeOrder.GRADIENT);
        gradients.gradients()[(point * outputs + output) * dimensions + axis] = gradient;
    }

    @Override
    public void setLaplacianGradient(int point, int output, float gradient) {
        require(DerivativeOrder.LAPLACIAN);
        gradients.laplacians()[point * outputs + output] = gradient;
    }

    private void require(DerivativeOrder wanted) {
        if (!order.holds(wanted)) {
            throw new IllegalStateException(
                    "the loss asks for a " + wanted + ", but its order is " + order.name() + " (DerivativeLoss.order)");
        }
    }
}
