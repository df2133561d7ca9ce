package org.inrzoo.datasets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes files that are there whole or not at all, even if the program or the machine stops in between.
 *
 * <p>The content goes to a temporary file in the target's folder, reaches the disk, and then takes the target's name in
 * one step. If anything fails the temporary file is removed and the target is what it was before.
 */
public final class AtomicFiles {

    /** What a file is to contain. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of the content; the stream is buffered and closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFiles() {}

    /**
     * Writes bytes to a file, replacing an earlier one.
     *
     * @throws java.io.UncheckedIOException if the folder does not exist, the target is a directory or a device, or the
     *                                      file cannot be written
     */
    public static void write(Path target, byte[] content) {
        write(target, out -> out.write(content));
    }

    /**
     * Writes a file that must not be there yet, not even when the writer has come to its end.
     *
     * @param writer writes the file it is given, which has the target's name in a folder of its own
     * @throws java.io.UncheckedIOException if the target is there, its cause then a {@link FileAlreadyExistsException}, its
     *                                      folder does not exist, or the file cannot be written
     * @throws RuntimeException             whatever the writer throws
     */
    public static void writeNew(Path target, Consumer<Path> writer) {
        try {
            Path folder = requireWritable(target);
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Path temporary = Files.createDirectory(folder.resolve(".inrzoo-" + UUID.randomUUID() + ".tmp"));
            Path file = temporary.resolve(target.getFileName());
            try {
                writer.accept(file);
                nameUnlessTaken(file, target);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(temporary);
            }
            syncFolder(folder);
        } catch (IOException e) {
            throw FileFailure.of("write", target, e);
        }
    }

    /** By a second name, which is given in one step; or where a file system knows none, by an empty file that reserves the name. */
    private static void nameUnlessTaken(Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            Files.createFile(target);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Writes to a file what the content puts out, replacing an earlier one.
     *
     * @throws java.io.UncheckedIOException if the folder does not exist, the target is a directory or a device, or the
     *                                      file cannot be written
     * @throws RuntimeException             whatever the content throws
     */
    public static void write(Path target, Content content) {
        try {
            Path folder = requireWritable(target);
            Path temporary = folder.resolve(".inrzoo-" + UUID.randomUUID() + ".tmp");
            try {
                writeToDisk(temporary, content);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
            syncFolder(folder);
        } catch (IOException e) {
            throw FileFailure.of("write", target, e);
        }
    }

    private static Path requireWritable(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new IOException("it is a directory");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new IOException("it is not a regular file");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder '" + folder + "'");
        }
        return folder;
    }

    private static void writeToDisk(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** Makes the new name last; Windows, where a folder cannot be opened, does so by itself. */
    private static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
