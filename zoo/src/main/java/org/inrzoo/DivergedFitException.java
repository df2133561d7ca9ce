package org.inrzoo;

import org.inrzoo.fit.DivergedException;

/** The fit of an image has diverged; carries the network as it was before. */
public final class DivergedFitException extends DivergedException {

    private static final long serialVersionUID = 1L;

    private final transient FittedImage fitted;

    DivergedFitException(DivergedException failure, FittedImage fitted) {
        super(failure);
        this.fitted = fitted;
    }

    /** The network with the last weights whose loss and gradient were finite; its scores are not known. */
    public FittedImage fitted() {
        return fitted;
    }
}
