package org.inrzoo.fit;

/** A fit cannot start or go on; the message is one line and says what to do. */
public final class FitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FitException(String message) {
        super(message);
    }
}
