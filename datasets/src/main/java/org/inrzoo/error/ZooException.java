package org.inrzoo.error;

/**
 * Something the library cannot do: the parent of all its own exceptions. The message is one line in the library's words; what
 * a program may want to act on, such as a batch that would fit, is to be had from the subclass.
 *
 * <p>Besides these there are {@link java.io.UncheckedIOException}, where a file cannot be read or written,
 * {@link IllegalArgumentException}, where a method's contract is broken, and {@link OutOfMemoryError}.
 */
public abstract class ZooException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure that its message tells. */
    protected ZooException(String message) {
        super(message);
    }

    /** A failure that another has caused. */
    protected ZooException(String message, Throwable cause) {
        super(message, cause);
    }
}
