package org.inrzoo;

import java.nio.file.Path;

/** A file format that a fitted image can be written in for other programs; found through {@link java.util.ServiceLoader}. */
public interface FieldFormat {

    /** The ending of such a file's name, such as {@code .npz}. */
    String ending();

    /**
     * Writes the file, whole or not at all.
     *
     * @throws org.inrzoo.option.OptionException when the format has no words for a layer; names it
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    void write(FittedImage fitted, Path file);
}
