package org.inrzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole files of bounded size. */
public final class FileBytes {

    /** The largest limit that can be asked for, in bytes: about 2 GiB, what one Java array holds. */
    public static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private FileBytes() {}

    /**
     * The content of a regular file of at most {@code limit} bytes.
     *
     * @param limit the largest size that is read, in bytes, from 0 to {@link #MAX_BYTES}
     * @throws java.io.UncheckedIOException if there is no such file, it is a directory or a device, it is larger than
     *                                      the limit, or it cannot be read
     */
    public static byte[] read(Path file, int limit) {
        try {
            requireRegular(file);
            requireAtMost(limit, Files.size(file));
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(limit);
                requireAtMost(limit, in.read() < 0 ? bytes.length : limit + 1L);
                return bytes;
            }
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    /**
     * The first bytes of a regular file of any size: {@code count} of them, or all where there are fewer.
     *
     * @throws java.io.UncheckedIOException if there is no such file, it is a directory or a device, or it cannot be read
     */
    public static byte[] start(Path file, int count) {
        try {
            requireRegular(file);
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(count);
            }
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    private static void requireRegular(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory, not a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
    }

    private static void requireAtMost(int limit, long size) throws IOException {
        if (size > limit) {
            throw new IOException("it is larger than the " + limit + " bytes that are read at most");
        }
    }
}
