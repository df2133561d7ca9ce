package org.inrzoo.datasets;

/** A picture cannot be brought to the size that was asked for; the file is not to blame. */
final class UnfitSizeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnfitSizeException(String message) {
        super(message);
    }
}
