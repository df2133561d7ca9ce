package org.inrzoo.engine;

import org.inrzoo.error.ZooException;

/** An engine cannot be had or cannot do what was asked; the message is one line and says what to do. */
public final class EngineException extends ZooException {

    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }
}
