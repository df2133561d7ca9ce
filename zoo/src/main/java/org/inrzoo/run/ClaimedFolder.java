package org.inrzoo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.fit.FitException;
import org.inrzoo.run.FolderException.Reason;

/**
 * A folder that one run writes to and no other, of this process or another, until it is closed.
 *
 * <p>A locked file in the folder marks it; the system unlocks it when a process ends, however it ends. What a killed run left
 * half written is taken away.
 */
public final class ClaimedFolder implements AutoCloseable {

    static final String MARK = ".inrzoo-run.lock";

    private static final int MAX_ATTEMPTS = 1000;

    /** Claims of this process: locks of one process do not keep out each other, and closing one file frees all. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path key;
    private final FileChannel mark;
    private final boolean temporary;

    private ClaimedFolder(Path path, Path key, FileChannel mark, boolean temporary) {
        this.path = path;
        this.key = key;
        this.mark = mark;
        this.temporary = temporary;
    }

    /**
     * A folder for a new run, made where it is missing.
     *
     * @param force whether files of an earlier run may be overwritten
     * @throws FolderException when it cannot be written, is in use, or is not empty and {@code force} is not set
     * @throws UncheckedIOException when a folder or a device has the name of a file that the run is to leave
     */
    public static ClaimedFolder of(Path path, boolean force) {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(path);
                ClaimedFolder claimed = claim(path, true);
                claimed.makeReady(force);
                return claimed;
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                // Another run may just have taken away a folder that it left empty: make it again.
                if (attempt == MAX_ATTEMPTS) {
                    throw new FolderException(path, Reason.NOT_WRITABLE);
                }
            } catch (IOException e) {
                throw new FolderException(path, Reason.NOT_WRITABLE);
            }
        }
    }

    /**
     * A new folder for a new run: of this name, or where that is taken with the first free number behind it.
     *
     * @throws FolderException when it cannot be made
     */
    public static ClaimedFolder numbered(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new FolderException(path, Reason.NOT_WRITABLE);
        }
        for (int number = 1; ; number++) {
            Path folder = number == 1 ? path : path.resolveSibling(path.getFileName() + "-" + number);
            try {
                Files.createDirectory(folder);
                return of(folder, false);
            } catch (FileAlreadyExistsException e) {
                // taken: the next one
            } catch (FolderException e) {
                if (e.reason() == Reason.NOT_WRITABLE) {
                    throw e;
                }
            } catch (IOException e) {
                throw new FolderException(folder, Reason.NOT_WRITABLE);
            }
        }
    }

    /**
     * The folder of a run that is to go on.
     *
     * @throws FolderException when it cannot be written or is in use
     * @throws FitException when there is no such folder
     * @throws UncheckedIOException when a folder or a device has the name of a file that the run is to leave
     */
    public static ClaimedFolder existing(Path path) {
        if (!Files.isDirectory(path)) {
            throw new FitException("cannot read the folder '" + path + "': give the folder of a fit");
        }
        try {
            ClaimedFolder claimed = claim(path, false);
            claimed.requirePossible();
            return claimed;
        } catch (IOException e) {
            throw new FolderException(path, Reason.NOT_WRITABLE);
        }
    }

    private static ClaimedFolder claim(Path path, boolean temporary) throws IOException {
        Path key = path.toRealPath();
        if (!OWN.add(key)) {
            throw new FolderException(path, Reason.IN_USE);
        }
        try {
            ClaimedFolder claimed = new ClaimedFolder(path, key, lock(path), temporary);
            AtomicFiles.removeLeftovers(path);
            return claimed;
        } catch (IOException | RuntimeException e) {
            OWN.remove(key);
            throw e;
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path mark = path.resolve(MARK);
        while (true) {
            FileChannel channel = FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(channel)) {
                channel.close();
                throw new FolderException(path, Reason.IN_USE);
            }
            if (isStillNamed(channel, mark)) {
                return channel;
            }
            channel.close(); // the run before has just ended and taken its mark away
        }
    }

    /** Whether the file that was locked is the one that has its name, told by a length that no other will have. */
    private static boolean isStillNamed(FileChannel channel, Path file) throws IOException {
        long length = 1 + (UUID.randomUUID().getLeastSignificantBits() >>> 40);
        channel.truncate(0).write(ByteBuffer.allocate(1), length - 1);
        try {
            return Files.size(file) == length;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            channel.truncate(1);
        }
    }

    private static boolean isFree(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (IOException e) {
            return true; // a file system without locks
        }
    }

    private void makeReady(boolean force) throws IOException {
        try {
            RunFolder.makeReady(path, force);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void requirePossible() {
        try {
            folder().requirePossible();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The folder, to write to. */
    public RunFolder folder() {
        return new RunFolder(path);
    }

    /** Lets others have the folder; one that a new run has not written to is deleted. */
    @Override
    public void close() {
        try (mark) {
            Files.deleteIfExists(path.resolve(MARK));
            if (temporary && RunFolder.isEmpty(path)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // A mark or an empty folder that stays is no loss.
        } finally {
            OWN.remove(key);
        }
    }
}
