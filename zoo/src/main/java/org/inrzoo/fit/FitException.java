package org.inrzoo.fit;

import org.inrzoo.error.ZooException;

/** A fit cannot start or go on. */
public class FitException extends ZooException {

    private static final long serialVersionUID = 1L;

    /** A failure that its message tells. */
    public FitException(String message) {
        super(message);
    }
}
