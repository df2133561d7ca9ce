package org.inrzoo.datasets.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.SignalFileException;

/** Opens files for decoders and turns whatever goes wrong into one line. */
public final class SignalReading {

    /**
     * Makes a signal of a file's bytes. It throws an {@link IllegalArgumentException} to say what is wrong with the file, an
     * {@link EOFException} where it ends too early; any other exception is taken for a sign of damage.
     */
    @FunctionalInterface
    public interface Decoder<T> {
        /** Reads all that is wanted; the source is closed by the caller. */
        T decode(ByteSource in) throws IOException;
    }

    private SignalReading() {}

    /**
     * What a decoder makes of a file.
     *
     * @param kind of signal, for messages, such as "sound"
     * @throws SignalFileException if the file is missing, a folder, unreadable, empty, cut off, damaged or of another format
     */
    public static <T> T file(String kind, Path file, Decoder<T> decoder) {
        try (InputStream in = open(file)) {
            long size = Files.size(file);
            return source(kind, file.toString(), ByteSource.of(in, size), decoder);
        } catch (UncheckedIOException e) {
            throw new SignalFileException(e.getMessage(), e);
        } catch (IOException e) {
            throw new SignalFileException(FileFailure.of("read", file, e).getMessage(), e);
        }
    }

    /**
     * What a decoder makes of the bytes of a file.
     *
     * @param kind of signal, for messages, such as "sound"
     * @param name of the file, for messages
     * @throws SignalFileException if they are none, cut off, damaged or of another format
     */
    public static <T> T bytes(String kind, String name, byte[] bytes, Decoder<T> decoder) {
        return source(kind, name, ByteSource.of(bytes), decoder);
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder, not a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    private static <T> T source(String kind, String name, ByteSource in, Decoder<T> decoder) {
        return guarded(kind, name, () -> {
            if (in.remaining() == 0) {
                throw new IllegalArgumentException("the file is empty");
            }
            return decoder.decode(in);
        });
    }

    /** What may fail for a reason that lies in the file. */
    @FunctionalInterface
    public interface Attempt<T> {
        /** Does it. */
        T make() throws IOException;
    }

    /**
     * What an attempt makes, for decoders that open files by themselves; see {@link #file} for what is refused.
     *
     * @throws SignalFileException if it fails
     */
    public static <T> T guarded(String kind, String name, Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (SignalFileException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
            throw new SignalFileException("cannot read " + kind + " '" + name + "': " + reason(e), e);
        } catch (OutOfMemoryError e) {
            long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
            throw new SignalFileException(
                    "cannot read " + kind + " '" + name + "': it needs more memory than Java has (" + mebibytes
                            + " MiB)",
                    e);
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof EOFException) {
            return "the file is cut off";
        }
        String told = e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().strip().replaceAll("\\s+", " ");
        return e.getClass() == IllegalArgumentException.class
                ? told
                : "it is damaged or of an unsupported kind (" + told + ")";
    }
}
