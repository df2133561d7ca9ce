package org.inrzoo.option;

import org.inrzoo.error.ZooException;

/** An unknown option or an impossible value; the message is one line and names what is allowed. */
public final class OptionException extends ZooException {

    private static final long serialVersionUID = 1L;

    public OptionException(String message) {
        super(message);
    }
}
