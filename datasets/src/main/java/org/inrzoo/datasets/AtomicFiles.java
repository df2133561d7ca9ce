package org.inrzoo.datasets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes files that are there whole or not at all, even if the program or the machine stops in between.
 *
 * <p>The content goes to a temporary file in the target's folder, reaches the disk, and then takes the target's name in
 * one step. If anything fails the temporary file is removed and the target is what it was before. Where a process was killed
 * its temporary files stay; {@link #removeLeftovers} finds them, since those that are being written are locked.
 *
 * <p>An interrupt of the thread, before or meanwhile, keeps nothing from being written, and is still there afterwards: what a program leaves
 * that is told to end is whole.
 */
public final class AtomicFiles {

    private static final String BEGIN = ".inrzoo-";
    private static final String END = ".tmp";

    /** Of this process: locks of one process do not keep out each other, and closing one file frees all. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

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
            Path temporary = temporary(folder);
            Path lock = temporary.resolve("lock");
            Path file = temporary.resolve(target.getFileName());
            OWN.add(lock);
            Files.createDirectory(temporary);
            FileChannel channel = locked(lock, StandardOpenOption.CREATE_NEW);
            try {
                writer.accept(file);
                nameUnlessTaken(file, target);
            } finally {
                channel.close();
                for (Path part : List.of(file, lock, temporary)) {
                    Files.deleteIfExists(part);
                }
                OWN.remove(lock);
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
            Path temporary = temporary(folder);
            OWN.add(temporary);
            try (UninterruptedChannel channel = new UninterruptedChannel(
                    locked(temporary, StandardOpenOption.CREATE_NEW),
                    () -> locked(temporary, StandardOpenOption.WRITE))) {
                OutputStream out = new BufferedOutputStream(channel, 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force();
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
                OWN.remove(temporary);
            }
            syncFolder(folder);
        } catch (IOException e) {
            throw FileFailure.of("write", target, e);
        }
    }

    /**
     * Checks, before the work whose result a file is to hold, that what is there now would not keep it from being written.
     *
     * @throws java.io.UncheckedIOException if the folder does not exist, or the target is a directory or a device
     */
    public static void requirePossible(Path target) {
        try {
            requireWritable(target);
        } catch (IOException e) {
            throw FileFailure.of("write", target, e);
        }
    }

    /** Deletes the temporary files in a folder that were left by processes that are no more; those of others stay. */
    public static void removeLeftovers(Path folder) {
        try (Stream<Path> files = Files.list(folder.toRealPath())) {
            files.filter(AtomicFiles::isTemporary).forEach(AtomicFiles::removeIfLeft);
        } catch (IOException | UncheckedIOException e) {
            // A file that stays is no loss.
        }
    }

    private static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(BEGIN) && name.endsWith(END);
    }

    private static void removeIfLeft(Path temporary) {
        try {
            if (!Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) {
                if (isLeft(temporary)) {
                    Files.deleteIfExists(temporary);
                }
            } else if (isLeft(temporary.resolve("lock"))) {
                List<Path> parts;
                try (Stream<Path> files = Files.list(temporary)) {
                    parts = files.toList();
                }
                for (Path part : parts) {
                    Files.deleteIfExists(part);
                }
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // A file that stays is no loss.
        }
    }

    /** Whether a file is there and nobody holds its lock; where a file system knows no locks, nobody can tell. */
    private static boolean isLeft(Path file) {
        if (OWN.contains(file) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path temporary(Path folder) throws IOException {
        return folder.toRealPath().resolve(BEGIN + UUID.randomUUID() + END);
    }

    /** A file that is open and, where the file system knows locks, locked. */
    private static FileChannel locked(Path file, StandardOpenOption how) throws IOException {
        FileChannel channel = FileChannel.open(file, how, StandardOpenOption.WRITE);
        try {
            channel.tryLock();
        } catch (IOException e) {
            // a file system without locks
        }
        return channel;
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

    /** Makes the new name last; Windows, where a folder cannot be opened, does so by itself. */
    private static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            UninterruptedChannel.Opening open = () -> FileChannel.open(folder, StandardOpenOption.READ);
            try (UninterruptedChannel channel = new UninterruptedChannel(open.open(), open)) {
                channel.force();
            }
        }
    }
}
