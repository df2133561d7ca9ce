package org.inrzoo.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG, JPEG, TIFF, WebP, GIF and BMP files, whatever their names.
 *
 * <p>Gray files give 1 channel, palette and RGB files 3. Samples are taken as stored: 16-bit and real-valued ones keep
 * their full precision, and neither gamma nor colour profiles are applied; CMYK and other colours are converted to RGB.
 * Pictures are turned as their EXIF data say, and transparent parts show a background. Of several frames or pages the
 * first is read. A file that is not whole is refused.
 *
 * <p>A picture that is to become smaller is read strip by strip and need not fit in memory.
 */
public final class ImageFiles {

    /** The largest picture that is decoded, in pixels. */
    public static final long MAX_PIXELS = 1L << 28;

    /** Samples that are decoded at a time, at most. */
    private static final int STRIP = 1 << 27;

    /**
     * A picture and what a user should know about how it was read.
     *
     * @param image the picture
     * @param notes short sentences, such as "transparent parts are shown on white"; often none
     */
    public record Loaded(Image image, List<String> notes) {
        public Loaded {
            notes = List.copyOf(notes);
        }
    }

    /**
     * A picture that need not fit in Java's heap, and what a user should know about how it was read.
     *
     * @param image the picture
     * @param notes as of {@link Loaded}
     */
    public record Streamed(LargeImage image, List<String> notes) {
        public Streamed {
            notes = List.copyOf(notes);
        }
    }

    private static final Pattern NAME =
            Pattern.compile(".*\\.(png|jpe?g|tiff?|webp|gif|bmp)", Pattern.CASE_INSENSITIVE);

    private ImageFiles() {}

    /** Whether a folder's entry is a file whose name ends as a picture's does. */
    public static boolean isPicture(Path entry) {
        return NAME.matcher(entry.getFileName().toString()).matches() && Files.isRegularFile(entry);
    }

    /**
     * The picture in a file, at its own size and on white.
     *
     * @throws ImageFileException as of {@link #read(Path, ReadOptions)}
     */
    public static Loaded read(Path file) {
        return read(file, ReadOptions.DEFAULT);
    }

    /**
     * The picture in a file.
     *
     * @throws ImageFileException       if the file is missing, a directory, unreadable, empty, cut off or damaged, of
     *                                  another format, has more than {@link #MAX_PIXELS} pixels, or needs more memory
     *                                  than there is; the cause is then an {@link OutOfMemoryError}
     * @throws IllegalArgumentException if the picture would be too large for an array at the size asked for
     */
    public static Loaded read(Path file, ReadOptions options) {
        return decode(bytes(file), file.toString(), options);
    }

    private static byte[] bytes(Path file) {
        try {
            return FileBytes.read(file, FileBytes.MAX_BYTES);
        } catch (UncheckedIOException e) {
            throw new ImageFileException(e.getMessage(), e);
        }
    }

    /**
     * The picture in the bytes of a file, at its own size and on white.
     *
     * @param name what to call the picture in messages
     * @throws ImageFileException as of {@link #read(Path, ReadOptions)}
     */
    public static Loaded decode(byte[] bytes, String name) {
        return decode(bytes, name, ReadOptions.DEFAULT);
    }

    /**
     * The picture in the bytes of a file.
     *
     * @param name what to call the picture in messages
     * @throws ImageFileException       as of {@link #read(Path, ReadOptions)}
     * @throws IllegalArgumentException if the picture would be too large for an array at the size asked for
     */
    public static Loaded decode(byte[] bytes, String name, ReadOptions options) {
        return decode(bytes, name, options, STRIP);
    }

    static Loaded decode(byte[] bytes, String name, ReadOptions options, int strip) {
        return decoded(name, () -> PictureFile.of(bytes).read(options, strip));
    }

    /**
     * How many pixels the picture in a file has, as its header says; 0 where it cannot be told.
     */
    public static long pixels(Path file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = in == null ? Collections.emptyIterator() : ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return 0;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return 0; // who reads it is told why
        }
    }

    /**
     * The picture in a file that may be larger than Java's heap, at its own size, its samples exactly as {@link #read} has them.
     *
     * @param background what shows through its transparent parts
     * @throws ImageFileException as of {@link #read(Path, ReadOptions)}, but of more than {@link LargeImage#MAX_PIXELS} pixels, or
     *     where the folder for temporary files has no room for it
     */
    public static Streamed stream(Path file, Background background) {
        return stream(file, background, STRIP);
    }

    static Streamed stream(Path file, Background background, int strip) {
        byte[] bytes = bytes(file);
        return decoded(file.toString(), () -> PictureFile.of(bytes).stream(background, strip));
    }

    /** Decodes a picture. */
    private interface Decoding<T> {
        T run() throws IOException;
    }

    private static <T> T decoded(String name, Decoding<T> decoding) {
        try {
            return decoding.run();
        } catch (UnfitSizeException e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw new ImageFileException(refusal(name, e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            throw new ImageFileException(refusal(name, reason(e)), e);
        } catch (OutOfMemoryError e) {
            long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
            throw new ImageFileException(
                    refusal(name, "it needs more memory than Java has (" + mebibytes + " MiB)"), e);
        }
    }

    private static String refusal(String name, String reason) {
        return "cannot read picture '" + name + "': " + reason;
    }

    private static String reason(Exception e) {
        String told = e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().strip().replaceAll("\\s+", " ");
        return e.getClass() == IllegalArgumentException.class
                ? told
                : "it is damaged or of an unsupported kind (" + told + "); try saving it again as PNG";
    }
}
