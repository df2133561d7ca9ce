package org.inrzoo.datasets.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a file, one after the other, and how many can follow at most: so that what a header promises is held against
 * the file's length before any memory is taken for it.
 *
 * <p>All methods throw an {@link EOFException} when the file ends too early.
 */
public final class ByteSource implements Closeable {

    /** Bytes that one byte of a deflated file becomes, at most. */
    private static final long MAX_INFLATION = 1032;

    private static final int CHUNK = 1 << 16;
    private static final int MAX_PEEKED = 1024;

    private final InputStream in;
    private final long size;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private long position;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private ByteSource(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /** The content of an array. */
    public static ByteSource of(byte[] bytes) {
        return new ByteSource(new ByteArrayInputStream(bytes), bytes.length);
    }

    /**
     * What a stream holds.
     *
     * @param size the bytes it holds, or more
     */
    public static ByteSource of(InputStream in, long size) {
        return new ByteSource(in.markSupported() ? in : new BufferedInputStream(in, CHUNK), size);
    }

    /** From here on numbers have this byte order; at first, the low byte comes first. */
    public ByteSource order(ByteOrder order) {
        this.order = order;
        return this;
    }

    /** What follows, by GZIP, as the bytes it was made of. */
    public ByteSource inflated() throws IOException {
        return of(new GZIPInputStream(in, CHUNK), Math.multiplyExact(remaining(), MAX_INFLATION));
    }

    /** Bytes read so far. */
    public long position() {
        return position;
    }

    /** Bytes that follow, at most; exactly so many unless the file is deflated. */
    public long remaining() {
        return size - position;
    }

    /** The rest as a stream, for a library that wants one. */
    public InputStream stream() {
        return in;
    }

    /** The first of the bytes that follow, or all where there are fewer; they are read again later. */
    public byte[] peek(int count) throws IOException {
        if (count > MAX_PEEKED) {
            throw new IllegalArgumentException("no more than " + MAX_PEEKED + " bytes can be looked at");
        }
        in.mark(MAX_PEEKED);
        byte[] bytes = in.readNBytes(count);
        in.reset();
        return bytes;
    }

    /** Whether what follows begins with these characters, a byte each. */
    public boolean startsWith(String text) throws IOException {
        return Arrays.equals(peek(text.length()), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next byte, 0 to 255, or -1 at the end. */
    public int read() throws IOException {
        int value = in.read();
        position += value < 0 ? 0 : 1;
        return value;
    }

    /** The next bytes, to be read in the order set. */
    public ByteBuffer take(long count) throws IOException {
        require(count);
        byte[] bytes = in.readNBytes((int) count);
        position += bytes.length;
        if (bytes.length < count) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(order);
    }

    /** Passes over bytes. */
    public void skip(long count) throws IOException {
        require(count);
        in.skipNBytes(count);
        position += count;
    }

    /** The next bytes as characters, one each. */
    public String text(int count) throws IOException {
        return new String(take(count).array(), StandardCharsets.ISO_8859_1);
    }

    /** The next line without its end (LF or CR LF), a byte for a character; null at the end of the file. */
    public String line(int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        int value = read();
        if (value < 0) {
            return null;
        }
        while (value >= 0 && value != '\n') {
            if (line.length() == longest) {
                throw new IllegalArgumentException("a line is longer than " + longest + " characters");
            }
            line.append((char) value);
            value = read();
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** The next number. */
    public double number(NumberType type) throws IOException {
        require(type.bytes());
        int read = in.readNBytes(number.array(), 0, type.bytes());
        position += read;
        if (read < type.bytes()) {
            throw new EOFException();
        }
        return type.read(number.clear().order(order));
    }

    /** The next signed 32-bit number. */
    public int int32() throws IOException {
        return take(Integer.BYTES).getInt();
    }

    /**
     * The next numbers, each times a factor plus an offset, in double precision before it is rounded.
     *
     * @throws IllegalArgumentException if there is no memory for them
     */
    public float[] floats(NumberType type, long count, double factor, double offset) throws IOException {
        require(Math.multiplyExact(count, type.bytes()));
        Room.require(count * Float.BYTES, count + " numbers");
        float[] values = new float[(int) count];
        int done = 0;
        while (done < count) {
            int part = (int) Math.min(count - done, CHUNK / type.bytes());
            ByteBuffer bytes = take((long) part * type.bytes());
            for (int i = 0; i < part; i++) {
                values[done + i] = (float) (type.read(bytes) * factor + offset);
            }
            done += part;
        }
        return values;
    }

    /** Reads what is left, whose checks of damage then are made. */
    public void toTheEnd() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Lets pass only what can still follow. */
    public void require(long count) throws EOFException {
        if (count < 0) {
            throw new IllegalArgumentException("a length is negative");
        }
        if (count > remaining()) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
