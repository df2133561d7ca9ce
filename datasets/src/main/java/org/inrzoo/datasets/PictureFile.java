package org.inrzoo.datasets;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.inrzoo.datasets.ImageFiles.Loaded;
import org.inrzoo.datasets.ImageFiles.Streamed;

/** The bytes of a picture file, decoded by ImageIO strip by strip and checked where ImageIO does not. */
final class PictureFile {

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "tiff", "tif", "webp", "gif", "bmp");
    private static final int RIFF_HEADER = 8;

    private final byte[] bytes;
    private final Orientation orientation;
    private final boolean gray;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private PictureFile(byte[] bytes, Orientation orientation, boolean gray) {
        this.bytes = bytes;
        this.orientation = orientation;
        this.gray = gray;
    }

    /**
     * Looks at what the file says of itself.
     *
     * @throws IllegalArgumentException if it is empty, or seen to be cut off or damaged
     */
    static PictureFile of(byte[] file) {
        if (file.length == 0) {
            throw new IllegalArgumentException("the file is empty");
        }
        if (Png.is(file)) {
            Png png = Png.of(file);
            PictureFile picture = new PictureFile(png.samples(), png.orientation(), png.isGray());
            if (png.animated()) {
                picture.notes.add("the first of several pictures is taken");
            }
            return picture;
        }
        if (startsWith(file, 0, "RIFF") && startsWith(file, RIFF_HEADER, "WEBP")) {
            return new PictureFile(file, orientationOfWebP(file), false);
        }
        if (startsWith(file, 0, "II") || startsWith(file, 0, "MM")) {
            Exif.directory(file).ifPresent(tags -> ClaimedSize.requireTiff(tags, file.length));
            return new PictureFile(file, Exif.orientation(file), false);
        }
        return new PictureFile(file, Jpeg.is(file) ? Jpeg.of(file).orientation() : Orientation.UPRIGHT, false);
    }

    private static boolean startsWith(byte[] file, int at, String text) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        return file.length >= at + start.length && Arrays.equals(start, 0, start.length, file, at, at + start.length);
    }

    /** Walks over the chunks of a WebP file, whose length is in its header. */
    private static Orientation orientationOfWebP(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (Integer.toUnsignedLong(in.getInt(4)) > file.length - RIFF_HEADER) {
            throw new IllegalArgumentException("the file is cut off");
        }
        in.position(RIFF_HEADER + 4);
        while (in.remaining() >= RIFF_HEADER) {
            int start = in.position() + RIFF_HEADER;
            int length = in.getInt(in.position() + 4);
            if (length < 0 || length > file.length - start) {
                throw new IllegalArgumentException("the file is cut off");
            }
            if (startsWith(file, in.position(), "EXIF")) {
                return Exif.orientation(Arrays.copyOfRange(file, start, start + length));
            }
            in.position(Math.min(file.length, start + length + length % 2));
        }
        return Orientation.UPRIGHT;
    }

    /**
     * Decodes the picture.
     *
     * @param strip samples that are decoded at a time, at most, but whole rows
     * @throws IllegalArgumentException if the file is of another format, too large, cut off or damaged
     */
    Loaded read(ReadOptions options, int strip) throws IOException {
        ImageSink sink = decode(
                options.background(),
                strip,
                ImageFiles.MAX_PIXELS,
                (width, height, samples) -> ImageSink.of(width, height, samples.channels(), options.side()));
        return new Loaded(orientation.upright(sink.image()), notes);
    }

    /**
     * Decodes the picture to where it takes no room in Java's heap.
     *
     * @param strip as of {@link #read}
     */
    Streamed stream(Background background, int strip) throws IOException {
        LargeSink sink = decode(
                background,
                strip,
                LargeImage.MAX_PIXELS,
                (width, height, samples) -> new LargeSink(width, height, samples, orientation));
        return new Streamed(sink.image(), notes);
    }

    private <S extends RowSink> S decode(Background background, int strip, long most, RowSink.Maker<S> maker)
            throws IOException {
        try (ImageInputStream in = new ByteArrayImageInputStream(bytes)) {
            ImageReader reader = reader(in);
            try {
                reader.setInput(in, false, true);
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                return decode(reader, background, strip, most, maker);
            } finally {
                reader.dispose();
            }
        }
    }

    /** The JDK's own readers come last: others are there because they read more. */
    private ImageReader reader(ImageInputStream in) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        return StreamSupport.stream(((Iterable<ImageReader>) () -> readers).spliterator(), false)
                .filter(reader -> FORMATS.contains(format(reader)))
                .min((a, b) -> Boolean.compare(isOfJdk(a), isOfJdk(b)))
                .orElseThrow(() -> new IllegalArgumentException(Signatures.kind(bytes)
                        .map(kind -> "it is " + kind + ", which is not read here; save it as PNG, JPEG or TIFF")
                        .orElse("it is no PNG, JPEG, TIFF, WebP, GIF or BMP picture")));
    }

    private static boolean isOfJdk(ImageReader reader) {
        return reader.getClass().getModule().isNamed();
    }

    private static String format(ImageReader reader) {
        try {
            return reader.getFormatName().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "";
        }
    }

    private <S extends RowSink> S decode(
            ImageReader reader, Background background, int strip, long most, RowSink.Maker<S> maker)
            throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        requireReasonableSize(width, height, most);
        ClaimedSize.require(format(reader), width, height, bytes);
        // WebP pictures are never too large to be decoded whole, and in parts come out wrong.
        int rows = format(reader).equals("webp") ? height : Math.max(1, (int) Math.min(height, strip / (4L * width)));
        S sink = null;
        Samples samples = null;
        for (int top = 0; top < height; top += rows) {
            BufferedImage part = part(reader, top, Math.min(rows, height - top), height);
            if (samples == null) {
                samples = new Samples(part, gray, background);
                sink = maker.of(width, height, samples);
            }
            float[] row = new float[width * samples.channels()];
            for (int y = 0; y < part.getHeight(); y++) {
                samples.read(part, y, row);
                sink.add(row);
            }
        }
        note(reader, samples, background);
        return sink;
    }

    private static BufferedImage part(ImageReader reader, int top, int rows, int height) throws IOException {
        if (rows == height) {
            return reader.read(0);
        }
        ImageReadParam part = reader.getDefaultReadParam();
        part.setSourceRegion(new Rectangle(0, top, reader.getWidth(0), rows));
        return reader.read(0, part);
    }

    private void note(ImageReader reader, Samples samples, Background background) {
        String told = Jpeg.is(bytes) ? Jpeg.of(bytes).judge(warnings) : "";
        if (!told.isEmpty()) {
            notes.add(told);
        }
        if (samples.transparent()) {
            notes.add("transparent parts are shown on " + background);
        }
        if (samples.converted() || warnings.stream().anyMatch(warning -> warning.contains("CMYK"))) {
            notes.add("its colours are not RGB and were converted, which is not exact");
        }
        if (samples.perhapsCutOff()) {
            notes.add("its values are taken to go from 0 to 1; any beyond were cut off");
        }
        if (severalPictures(reader)) {
            notes.add("the first of several pictures is taken");
        }
    }

    private static boolean severalPictures(ImageReader reader) {
        try {
            return reader.getNumImages(true) > 1;
        } catch (IOException | RuntimeException e) {
            return false; // what follows the first picture need not be sound
        }
    }

    private static void requireReasonableSize(int width, int height, long most) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("its size is " + width + "x" + height);
        }
        if ((long) width * height > most) {
            throw new IllegalArgumentException(
                    "it is too large: " + width + "x" + height + " is more than " + most + " pixels");
        }
    }
}
