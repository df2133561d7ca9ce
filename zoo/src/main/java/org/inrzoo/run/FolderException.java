package org.inrzoo.run;

import java.nio.file.Path;
import org.inrzoo.error.ZooException;

/** A run cannot have the folder it wants; the message is one line and names it. */
public final class FolderException extends ZooException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** No file can be made there. */
        NOT_WRITABLE,
        /** It holds files that a new run could overwrite. */
        NOT_EMPTY,
        /** Another run that goes on writes to it. */
        IN_USE
    }

    private final Reason reason;

    FolderException(Path folder, Reason reason) {
        super(
                switch (reason) {
                    case NOT_WRITABLE -> "cannot write to the output folder '" + folder + "'";
                    case NOT_EMPTY -> "the output folder '" + folder + "' is not empty";
                    case IN_USE -> "the folder '" + folder + "' is in use by another run";
                });
        this.reason = reason;
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }
}
