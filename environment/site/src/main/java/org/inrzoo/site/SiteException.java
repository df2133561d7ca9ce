package org.inrzoo.site;

import org.inrzoo.error.ZooException;

/** Why a site could not be made, in one line that says what to do. */
public final class SiteException extends ZooException {

    private static final long serialVersionUID = 1;

    SiteException(String message) {
        super(message);
    }
}
