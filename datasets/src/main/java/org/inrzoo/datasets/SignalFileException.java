package org.inrzoo.datasets;

import org.inrzoo.error.ZooException;

/** A file of a signal could not be read; the message is one line that names it and says why. */
public class SignalFileException extends ZooException {

    private static final long serialVersionUID = 1L;

    /** With the line to be shown. */
    public SignalFileException(String message) {
        super(message);
    }

    /** With the line to be shown and what it comes from. */
    public SignalFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
