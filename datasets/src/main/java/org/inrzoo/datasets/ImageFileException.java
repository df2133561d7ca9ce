package org.inrzoo.datasets;

/** A picture could not be read; the message is one line that names it and says why. */
public final class ImageFileException extends SignalFileException {

    private static final long serialVersionUID = 1L;

    ImageFileException(String message) {
        super(message);
    }

    ImageFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
