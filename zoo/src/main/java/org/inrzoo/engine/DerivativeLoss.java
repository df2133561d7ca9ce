package org.inrzoo.engine;

import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.point.AxisScales;

/**
 * A loss of a network's outputs and of their derivatives by the coordinates. What {@link OutputLoss} says of blocks holds here,
 * too.
 */
public interface DerivativeLoss extends OutputLoss {

    /** Which derivatives the loss is of. */
    DerivativeOrder order();

    /**
     * The units that the derivatives are in, here and in what the loss writes; unless said otherwise those of the network's own
     * coordinates p in [0,1]^d.
     *
     * @param dimensions coordinates per point, d
     */
    default AxisScales scales(int dimensions) {
        return AxisScales.ones(dimensions);
    }

    /**
     * Writes dL/dy for every output of the block, and the gradient by every derivative that L depends on.
     *
     * @return the block's part of L
     */
    double gradient(DerivativeBlock block);

    /**
     * The same for a block that has to be a {@link DerivativeBlock}.
     *
     * @throws EngineException when it is none: the engine computes no derivatives
     */
    @Override
    default double gradient(OutputBlock block) {
        if (block instanceof DerivativeBlock derivatives) {
            return gradient(derivatives);
        }
        throw new EngineException(
                "this engine computes no losses of derivatives by the coordinates: the samediff engine does");
    }
}
