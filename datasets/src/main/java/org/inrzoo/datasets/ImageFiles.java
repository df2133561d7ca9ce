package org.inrzoo.datasets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG, JPEG and BMP files.
 *
 * <p>Gray files give 1 channel, palette and RGB files 3. Samples are taken as stored: 16-bit ones keep their full
 * precision, and neither gamma nor colour profiles are applied. A file that is not whole is refused.
 */
public final class ImageFiles {

    /** The largest picture that is decoded, in pixels. */
    public static final long MOST_PIXELS = 1L << 28;

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "bmp");

    /**
     * A picture and what a user should know about how it was read.
     *
     * @param image the picture
     * @param notes short sentences, such as "alpha channel ignored"; often none
     */
    public record Loaded(Image image, List<String> notes) {
        public Loaded {
            notes = List.copyOf(notes);
        }
    }

    private ImageFiles() {
    }

    /**
     * The picture in a file.
     *
     * @throws ImageFileException if the file is missing, a directory, unreadable, empty, cut off or damaged, of
     *                            another format, or has more than {@link #MOST_PIXELS} pixels
     */
    public static Loaded read(Path file) {
        byte[] bytes;
        try {
            bytes = FileBytes.read(file, FileBytes.MOST);
        } catch (UncheckedIOException e) {
            throw new ImageFileException(e.getMessage(), e);
        }
        return decode(bytes, file.toString());
    }

    /**
     * The picture in the bytes of a file.
     *
     * @param name what to call the picture in messages
     * @throws ImageFileException if the bytes are none, cut off or damaged, of another format, or a picture of more
     *                            than {@link #MOST_PIXELS} pixels
     */
    public static Loaded decode(byte[] bytes, String name) {
        try {
            return decode(bytes);
        } catch (IOException | RuntimeException e) {
            throw new ImageFileException(refusal(name, reason(e)), e);
        } catch (OutOfMemoryError e) {
            throw new ImageFileException(
                    refusal(name, "it does not fit in memory; shrink it or give Java more with -Xmx"), e);
        }
    }

    private static Loaded decode(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("the file is empty");
        }
        if (Png.is(bytes)) {
            Png.requireWhole(bytes);
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(in);
            try {
                reader.setInput(in, true, true);
                return decode(reader, Png.isGray(bytes));
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader reader(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
        }
        throw new IllegalArgumentException("it is not a PNG, JPEG or BMP picture");
    }

    private static Loaded decode(ImageReader reader, boolean gray) throws IOException {
        requireReasonableSize(reader.getWidth(0), reader.getHeight(0));
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage picture = reader.read(0);
        requireWhole(warnings);
        List<String> notes = picture.getColorModel().hasAlpha() ? List.of("alpha channel ignored") : List.of();
        return new Loaded(Samples.of(picture, gray), notes);
    }

    private static void requireReasonableSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("its size is " + width + "x" + height);
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("it is too large: " + width + "x" + height
                    + " is more than " + MOST_PIXELS + " pixels");
        }
    }

    /** The JPEG decoder fills what is missing with gray and only warns. */
    private static void requireWhole(List<String> warnings) {
        for (String warning : warnings) {
            if (warning.matches("(?is).*(truncated|premature|corrupt).*")) {
                throw new IllegalArgumentException("the file is cut off or damaged (" + warning + ")");
            }
        }
    }

    private static String refusal(String name, String reason) {
        return "cannot read picture '" + name + "': " + reason;
    }

    private static String reason(Exception e) {
        String told = e.getMessage() == null ? e.getClass().getSimpleName()
                : e.getMessage().strip().replaceAll("\\s+", " ");
        return e.getClass() == IllegalArgumentException.class ? told
                : "it is damaged or of an unsupported kind (" + told + "); try saving it again as PNG";
    }
}
