package org.inrzoo.datasets;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * A gray or RGB picture that need not fit in Java's heap: its samples lie in a temporary file that is mapped into memory, in as
 * few bytes as hold them exactly. The file is deleted when the program ends, however it does.
 *
 * <p>Values are numbers from 0 to 1, as those of an {@link Image}. Different pixels may be read and written by different threads.
 */
public final class LargeImage {

    /** The most pixels, 1,073,741,824. */
    public static final int MAX_PIXELS = 1 << 30;

    /** Bytes of a mapped part, at most; whole rows. */
    private static final int PART = 1 << 30;

    private static final int FILLED_AT_ONCE = 1 << 20;

    private final int width;
    private final int height;
    private final int channels;
    private final SampleDepth depth;
    private final int rowsOfPart;
    private final ByteBuffer[] parts;

    private LargeImage(int width, int height, int channels, SampleDepth depth) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.depth = depth;
        rowsOfPart = Math.min(height, PART / (width * channels * depth.bytes()));
        parts = new ByteBuffer[(height + rowsOfPart - 1) / rowsOfPart];
    }

    /**
     * A black picture.
     *
     * @param width columns, at least 1
     * @param height rows, at least 1
     * @param channels 1 (gray) or 3 (red, green, blue)
     * @param bits of a sample: 8 or 16 for so many levels, 32 for real numbers in single precision
     * @throws IllegalArgumentException if there are more than {@link #MAX_PIXELS} pixels, or other bits
     * @throws java.io.UncheckedIOException if the folder for temporary files has no room for it
     */
    public static LargeImage create(int width, int height, int channels, int bits) {
        SampleDepth depth = SampleDepth.of(bits);
        Image.count(1, 1, channels);
        Image.count(width, 1, channels);
        if (height < 1 || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "it is too large: " + width + "x" + height + " is more than " + MAX_PIXELS + " pixels");
        }
        LargeImage image = new LargeImage(width, height, channels, depth);
        image.map();
        return image;
    }

    /** The file is filled first, so that a full disk is told here and not at a write to memory. */
    private void map() {
        Path file = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            file = Files.createTempFile("inrzoo-picture-", ".tmp");
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                long rowBytes = (long) width * channels * depth.bytes();
                fill(channel, rowBytes * height);
                for (int part = 0; part < parts.length; part++) {
                    long first = (long) part * rowsOfPart;
                    long rows = Math.min(rowsOfPart, height - first);
                    parts[part] = channel.map(FileChannel.MapMode.READ_WRITE, first * rowBytes, rows * rowBytes)
                            .order(ByteOrder.nativeOrder());
                }
            }
        } catch (IOException e) {
            throw FileFailure.of("write", file, e);
        }
    }

    private static void fill(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(FILLED_AT_ONCE);
        for (long at = 0; at < bytes; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(FILLED_AT_ONCE, bytes - at));
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** 1 for gray, 3 for RGB. */
    public int channels() {
        return channels;
    }

    /**
     * Reads a pixel.
     *
     * @param target receives {@code channels} values from {@code at} on
     */
    public void read(int x, int y, float[] target, int at) {
        ByteBuffer part = parts[y / rowsOfPart];
        int sample = sample(x, y);
        for (int c = 0; c < channels; c++) {
            target[at + c] = depth.get(part, sample + c);
        }
    }

    /**
     * Writes a pixel, rounded to the nearest level.
     *
     * @param values has {@code channels} values from 0 to 1, from {@code at} on
     */
    public void write(int x, int y, float[] values, int at) {
        ByteBuffer part = parts[y / rowsOfPart];
        int sample = sample(x, y);
        for (int c = 0; c < channels; c++) {
            depth.put(part, sample + c, values[at + c]);
        }
    }

    private int sample(int x, int y) {
        return (y % rowsOfPart * width + x) * channels;
    }

    /**
     * Reads a row.
     *
     * @param target receives {@code width * channels} values
     */
    public void row(int y, float[] target) {
        for (int x = 0; x < width; x++) {
            read(x, y, target, x * channels);
        }
    }

    /**
     * A part of it, as a picture in memory.
     *
     * @param left its first column
     * @param top its first row
     * @param columns at least 1
     * @param rows at least 1
     * @throws IllegalArgumentException if it is too large for an array
     */
    public Image part(int left, int top, int columns, int rows) {
        float[] values = new float[Image.count(columns, rows, channels)];
        for (int i = 0; i < columns * rows; i++) {
            read(left + i % columns, top + i / columns, values, i * channels);
        }
        return new Image(columns, rows, channels, values);
    }

    /** The bits of a sample that its values need, 8 or 16; see {@link Image#bits}. */
    public int bits() {
        if (depth == SampleDepth.BYTE) {
            return 8;
        }
        float[] row = new float[width * channels];
        for (int y = 0; y < height; y++) {
            row(y, row);
            if (new Image(width, 1, channels, row).bits() == 16) {
                return 16;
            }
        }
        return 8;
    }

    /** The fingerprint of the data, that of an {@link Image} of the same values; see {@link Image#sha256}. */
    public String sha256() {
        MessageDigest digest = Hashes.newSha256();
        digest.update(ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(width)
                .putInt(height)
                .putInt(channels)
                .flip());
        float[] row = new float[width * channels];
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < height; y++) {
            row(y, row);
            bytes.asFloatBuffer().put(row);
            digest.update(bytes.array());
        }
        return Hashes.hex(digest.digest());
    }

    /**
     * A picture of it that fits in memory: of its own size, or with the longer side brought to {@code side} pixels by {@link
     * Resize#AREA}.
     *
     * @param side pixels, at least 1
     * @throws IllegalArgumentException if the result is too large for an array
     */
    public Image smaller(int side) {
        int longer = Math.max(width, height);
        ImageSink sink = ImageSink.of(width, height, channels, Math.min(side, longer));
        float[] row = new float[width * channels];
        for (int y = 0; y < height; y++) {
            row(y, row);
            sink.add(row);
        }
        return sink.image();
    }

    /**
     * The picture as ImageIO writes it, strip by strip.
     *
     * @param bits of a sample, 8 or 16
     */
    public RenderedImage rendered(int bits) {
        return new StripedPicture(this, bits);
    }

    /** The sizes only, such as {@code LargeImage[16384x16384, RGB]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "LargeImage[%dx%d, %s]", width, height, channels == 1 ? "gray" : "RGB");
    }
}
