package org.inrzoo.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

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
        byte[] bytes;
        try {
            bytes = FileBytes.read(file, FileBytes.MAX_BYTES);
        } catch (UncheckedIOException e) {
            throw new ImageFileException(e.getMessage(), e);
        }
        return decode(bytes, file.toString(), options);
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
        try {
            return PictureFile.of(bytes).read(options, strip);
        } catch (UnfitSizeException e) {
            throw e;
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
