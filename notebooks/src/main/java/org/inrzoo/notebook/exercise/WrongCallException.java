package org.inrzoo.notebook.exercise;

/** What the user asked for makes no sense; the message says what does. */
public final class WrongCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongCallException(String message) {
        super(message);
    }
}
