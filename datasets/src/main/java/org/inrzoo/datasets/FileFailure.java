package org.inrzoo.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Turns the JDK's terse I/O exceptions into one line that says what could not be done, to which file, and why. */
public final class FileFailure {

    private FileFailure() {}

    /**
     * An exception such as {@code cannot read 'a/b.png': no such file}, with the original as its cause.
     *
     * @param verb  what was attempted: "read", "write"
     * @param file  the file it was attempted on
     * @param cause why it failed
     */
    public static UncheckedIOException of(String verb, Path file, IOException cause) {
        return new UncheckedIOException("cannot " + verb + " '" + file + "': " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (cause instanceof NotDirectoryException) {
            return "not a directory";
        }
        String told = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return told == null || told.isBlank()
                ? cause.getClass().getSimpleName()
                : told.strip().replaceAll("\\s+", " ");
    }
}
