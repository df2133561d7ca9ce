package org.inrzoo.io;

import org.inrzoo.error.ZooException;

/** A file's content is not what its format demands; the message is one line that names the file and the fault. */
public final class MalformedFileException extends ZooException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 300;

    /**
     * Says what is wrong with a file.
     *
     * @param file   the file's name
     * @param reason what is wrong; may quote the file: line breaks are taken out and the length is bounded
     */
    public MalformedFileException(String file, String reason) {
        super("file '" + file + "' is malformed: " + oneLine(reason));
    }

    private static String oneLine(String reason) {
        boolean whole = reason.length() <= LONGEST_REASON;
        String line =
                (whole ? reason : reason.substring(0, LONGEST_REASON)).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        return whole ? line : line + "...";
    }
}
