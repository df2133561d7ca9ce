package org.inrzoo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The project's folder.
 *
 * @param root absolute
 */
record Checkout(Path root) {

    /** Where the launcher keeps what it has built. */
    Path target() {
        return root.resolve("environment").resolve("target");
    }

    Path notebooks() {
        return root.resolve("notebooks");
    }

    /** The script that starts the launcher. */
    Path script() {
        return root.resolve("environment").resolve("inrzoo");
    }

    /**
     * Makes a folder to write to.
     *
     * @throws LauncherException when that cannot be; says what to do instead
     */
    static Path writable(Path folder, String instead) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw LauncherException.failure("cannot write to the folder '" + folder + "': " + instead);
        }
        if (!Files.isWritable(folder)) {
            throw LauncherException.failure("cannot write to the folder '" + folder + "': " + instead);
        }
        return folder;
    }
}
