package org.inrzoo.kernel;

import java.util.List;

/** A cell failed: it does not compile, it threw, or it was interrupted. The message names the cell and the line. */
public final class CellError extends Exception {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final transient List<String> trace;

    CellError(String kind, String message, List<String> trace) {
        super(message);
        this.kind = kind;
        this.trace = List.copyOf(trace);
    }

    /** The exception's class, {@code CompileError} or {@code Interrupted}. */
    public String kind() {
        return kind;
    }

    /** All that is known, line by line; the first line is the message. */
    public List<String> trace() {
        return trace;
    }
}
