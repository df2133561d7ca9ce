package org.inrzoo.io;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileCacheImageOutputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.LargeImage;

/** Pictures for people to look at. */
public final class Pictures {

    private static final Map<String, String> FORMATS =
            Map.of("png", "png", "jpg", "jpeg", "jpeg", "jpeg", "tif", "tiff", "tiff", "tiff", "bmp", "bmp");
    private static final Set<String> DEEP = Set.of("png", "tiff");
    private static final float JPEG_QUALITY = 0.95f;

    private Pictures() {}

    /**
     * Writes a picture to a PNG file, whole or not at all, replacing an earlier one.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void writePng(Path file, RenderedImage picture) {
        AtomicFiles.write(file, content("png", picture));
    }

    /**
     * Writes a picture in the format that the file's name ends in, PNG, JPEG, TIFF or BMP, replacing an earlier one.
     *
     * @param bits of a sample, 8 or 16; JPEG and BMP have 8
     * @throws IllegalArgumentException     if the name ends otherwise, or the format does not have samples of so many bits
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Image picture, int bits) {
        AtomicFiles.write(file, content(format(file, bits), picture.toBufferedImage(bits)));
    }

    /**
     * The same of a picture that need not fit in memory.
     *
     * @param bits as above
     */
    public static void write(Path file, LargeImage picture, int bits) {
        AtomicFiles.write(file, content(format(file, bits), picture.rendered(bits)));
    }

    /**
     * The format that a file's name ends in, as ImageIO calls it.
     *
     * @throws IllegalArgumentException if it ends otherwise, or the format does not have samples of so many bits
     */
    public static String format(Path file, int bits) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String format = FORMATS.get(ending);
        if (format == null) {
            throw new IllegalArgumentException("'" + file
                    + "' cannot be written: a picture's name ends in .png, .jpg, .jpeg, .tif, .tiff or .bmp");
        }
        if (bits > 8 && !DEEP.contains(format)) {
            throw new IllegalArgumentException(
                    "'" + file + "' cannot have samples of " + bits + " bits: PNG and TIFF have");
        }
        return format;
    }

    private static AtomicFiles.Content content(String format, RenderedImage picture) {
        return out -> {
            try (ImageOutputStream file = picture instanceof BufferedImage
                    ? new MemoryCacheImageOutputStream(out)
                    : new FileCacheImageOutputStream(out, null)) {
                if (format.equals("jpeg")) {
                    writeJpeg(file, picture);
                } else {
                    write(format, file, picture);
                }
            }
        };
    }

    /** The JDK's own writers come first: others that are registered for TIFF do not know 16 bits. */
    private static void write(String format, ImageOutputStream file, RenderedImage picture) throws IOException {
        List<ImageWriter> writers = new ArrayList<>();
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(picture), format)
                .forEachRemaining(writers::add);
        ImageWriter writer = writers.stream()
                .min(Comparator.comparing(found -> !found.getClass().getModule().isNamed()))
                .orElseThrow(() -> new IOException("this Java writes no " + format));
        try {
            writer.setOutput(file);
            writer.write(picture);
        } finally {
            writer.dispose();
        }
    }

    /** Finer than ImageIO's own three quarters, whose blocks are seen. */
    private static void writeJpeg(ImageOutputStream file, RenderedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(file);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
    }

    /**
     * An image, its reconstruction and the map of the errors, side by side with titles and a scale for the errors.
     *
     * <p>The error of a pixel is the absolute difference averaged over the channels. Its colours go from 0 to a round
     * number above 99.9 % of the errors; the scale says so if there are larger ones. Images are enlarged by whole
     * factors or shrunk so that each is some 256 to 1024 pixels wide.
     *
     * <p>Where this Java finds no fonts there is no text: {@link Fonts#missing} says so.
     *
     * @param caption a line of text beneath, cut off where it gets too long; may be empty
     * @throws IllegalArgumentException if the two images differ in width, height or channels
     */
    public static BufferedImage comparison(Image original, Image reconstruction, String caption) {
        return new Comparison(original, reconstruction).draw(caption);
    }
}
