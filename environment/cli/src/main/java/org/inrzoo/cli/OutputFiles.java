package org.inrzoo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.option.OptionException;

/** Files that a command makes and that overwrite none unless told to. */
final class OutputFiles {

    private OutputFiles() {}

    /** Refuses a name that is taken or that no file can have, before there is any work. */
    static void requireFree(Path out, boolean force) {
        AtomicFiles.requirePossible(out);
        if (!force && Files.exists(out)) {
            throw taken(out);
        }
    }

    /** Writes a file; without {@code force} only where no other program has made one meanwhile. */
    static void write(Path out, boolean force, Consumer<Path> writer) {
        if (force) {
            writer.accept(out);
            return;
        }
        try {
            AtomicFiles.writeNew(out, writer);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof FileAlreadyExistsException ? taken(out) : e;
        }
    }

    /** Gives a finished file its name. */
    static void move(Path half, Path file) {
        try {
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write '" + file + "'", e);
        }
    }

    /** Takes away what is half written; one that stays is no loss. */
    static void delete(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException e) {
            // it stays
        }
    }

    private static OptionException taken(Path out) {
        return new OptionException("'" + out + "' exists; --force overwrites it, --out takes another");
    }
}
