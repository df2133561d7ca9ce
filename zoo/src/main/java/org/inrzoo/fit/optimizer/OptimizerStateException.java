package org.inrzoo.fit.optimizer;

import org.inrzoo.error.ZooException;

/** A saved state that is not of the optimiser, or not of the network, that is to go on from it. */
public final class OptimizerStateException extends ZooException {

    private static final long serialVersionUID = 1L;

    /** A state of so many values where another number of them is needed. */
    public OptimizerStateException(long values, long needed) {
        super("the optimiser's state has " + values + " values where " + needed + " are needed");
    }
}
