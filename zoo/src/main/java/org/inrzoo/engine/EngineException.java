package org.inrzoo.engine;

/** An engine cannot be had or cannot do what was asked; the message is one line and says what to do. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }
}
