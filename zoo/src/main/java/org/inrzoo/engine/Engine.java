package org.inrzoo.engine;

import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.Points;

/**
 * Computes a network's outputs and gradients.
 *
 * <p>All state of the network is the flat vector of {@link org.inrzoo.network.ParameterLayout}, which the caller
 * owns: an engine keeps nothing between calls but its buffers. One engine serves one thread at a time; several
 * engines may work at the same time.
 *
 * <p>Where a layer has statistics over a batch, the batch is all the points of a call.
 */
public interface Engine extends AutoCloseable {

    /** The engine's name on the command line and in result records. */
    String name();

    /** The network that is computed. */
    Architecture architecture();

    /** The number of threads that compute. */
    int threads();

    /**
     * The network's outputs.
     *
     * <p>Arrays may be longer than need be, here and below: what lies beyond is neither read nor written.
     *
     * @param parameters the flat vector; not modified
     * @param outputs receives [points, outputs], row-major
     * @throws IllegalArgumentException when an array is too short, or the points are not of the network's dimension
     * @throws EngineException when the batch does not fit in memory and the network cannot be computed in parts
     */
    void forward(float[] parameters, Points points, float[] outputs);

    /**
     * The gradient of any loss, given the loss' gradient by the outputs.
     *
     * @param parameters the flat vector; not modified
     * @param outputGradient dL/dy, [points, outputs], row-major; not modified
     * @param gradient receives dL/dθ of the trainable parameters, the flat vector's first
     * @throws IllegalArgumentException when an array is too short, or the points are not of the network's dimension
     */
    void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient);

    /**
     * A loss of the network's outputs, and its gradient. Unless an engine knows better it goes forward, asks the loss for all
     * points at once, and goes forward and backward.
     *
     * @param parameters the flat vector; not modified
     * @param gradient receives dL/dθ of the trainable parameters, the flat vector's first; a longer array is taken too
     * @return the loss L
     * @throws IllegalArgumentException when the points are not of the network's dimensions, their number is no multiple of the
     *     loss' {@link OutputLoss#group}, or an array is too short
     */
    default double differentiate(float[] parameters, Points points, OutputLoss loss, float[] gradient) {
        return WholeBatch.differentiate(this, parameters, points, loss, gradient);
    }

    /**
     * The mean squared error over all points and outputs, and its gradient, in one pass.
     *
     * @param parameters the flat vector; not modified
     * @param targets [points, outputs], row-major; not modified
     * @param gradient receives dL/dθ of the trainable parameters
     * @return the mean squared error L
     * @throws IllegalArgumentException when an array is too short, or the points are not of the network's dimension
     */
    default double squaredError(float[] parameters, Points points, float[] targets, float[] gradient) {
        return differentiate(parameters, points, new SquaredError(targets, points.size()), gradient);
    }

    /**
     * The network's outputs and their derivatives by the coordinates, in its own coordinates p in [0,1]^d; see {@link
     * #derivatives(float[], Points, DerivativeOrder, AxisScales)}.
     *
     * @param parameters the flat vector, as below
     */
    default Derivatives derivatives(float[] parameters, Points points, DerivativeOrder order) {
        return derivatives(parameters, points, order, AxisScales.ones(points.dimensions()));
    }

    /**
     * The network's outputs and their derivatives by the coordinates: a derivative at the point, and where the network jumps
     * from cell to cell that inside the point's cell.
     *
     * @param parameters the flat vector; not modified
     * @param order what is wanted besides the values
     * @param scales the units that the derivatives are in
     * @throws IllegalArgumentException when the vector is too short, or points or scales are not of the network's dimension
     * @throws EngineException when the network has no such derivative, which {@link Architecture#withoutDerivative} tells
     *     beforehand, or the engine does not compute it
     */
    default Derivatives derivatives(float[] parameters, Points points, DerivativeOrder order, AxisScales scales) {
        throw new EngineException(
                "the " + name() + " engine computes no derivatives by the coordinates: samediff does");
    }

    /**
     * The gradient by the parameters of any loss of outputs and derivatives, given the loss' gradient by these.
     *
     * @param parameters the flat vector; not modified
     * @param order the derivatives that the loss is of
     * @param scales the units that they are in
     * @param outputGradient dL/d of each of them; not modified
     * @param gradient receives dL/dθ of the trainable parameters, the flat vector's first
     * @throws IllegalArgumentException when an array is too short, or the points are not of the network's dimension
     * @throws EngineException when the network has no such derivative, or the engine does not compute it
     */
    default void backward(
            float[] parameters,
            Points points,
            DerivativeOrder order,
            AxisScales scales,
            Derivatives outputGradient,
            float[] gradient) {
        throw new EngineException(
                "the " + name() + " engine computes no derivatives by the coordinates: samediff does");
    }

    /** The largest number of points of this kind that {@link #differentiate} can take in this process' memory. */
    int largestBatch(Points points);

    /**
     * Loops of the engine's own for whatever steps its network's weights, such as an optimiser; empty where it has none
     * that are faster than plain Java.
     */
    default Optional<WeightArithmetic> arithmetic() {
        return Optional.empty();
    }

    /**
     * Training by the mean squared error, Muon and Adam that leaves the weights where the engine computes; empty where they are at hand
     * anyway, or where a layer of the network needs them elsewhere at every step.
     *
     * @param matrices what Muon moves, in the flat vector's order; Adam moves all else
     * @param parameters the flat vector to begin with; not modified
     * @param state the optimisers' to go on from, as {@link ResidentTraining#state} gives it; empty to start afresh; not modified
     */
    default Optional<ResidentTraining> residentTraining(
            List<WeightMatrix> matrices, float[] parameters, float[] state) {
        return Optional.empty();
    }

    @Override
    void close();
}
