package org.inrzoo.engine;

import org.inrzoo.layer.DerivativeOrder;

/**
 * A loss of a network's outputs and of their derivatives by the coordinates, in the network's own coordinates p in [0,1]^d. What
 * {@link OutputLoss} says of blocks holds here, too.
 */
public interface DerivativeLoss extends OutputLoss {

    /** Which derivatives the loss is of. */
    DerivativeOrder order();

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
