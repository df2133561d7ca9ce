package org.inrzoo.datasets.label;

import java.util.Optional;

/**
 * A place that labelled pictures come from, by name. Implementations are public, have a public constructor without
 * arguments, and are named in {@code META-INF/services/org.inrzoo.datasets.label.PictureSource}, in any jar.
 */
public interface PictureSource {

    /** The name: lower case. */
    String name();

    /** How it is asked for, such as {@code cifar10:DIR}. */
    String usage();

    /** What it is, in one sentence without its full stop. */
    String summary();

    /** The terms that the pictures are under which come with it; empty where none do. */
    default Optional<String> licence() {
        return Optional.empty();
    }

    /**
     * The pictures.
     *
     * @param argument what follows the name and a colon, where something does
     * @throws org.inrzoo.datasets.SignalFileException if a file is missing, cut off, damaged or of another format, or the
     *     argument is not what {@link #usage} asks for
     */
    PictureSet read(Optional<String> argument);
}
