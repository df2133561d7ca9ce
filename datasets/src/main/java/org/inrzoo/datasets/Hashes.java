package org.inrzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 fingerprints, written as 64 lower-case hexadecimal digits. */
public final class Hashes {

    private static final int CHUNK = 1 << 16;

    private Hashes() {}

    /** The SHA-256 of the given bytes. */
    public static String sha256(byte[] bytes) {
        return hex(newSha256().digest(bytes));
    }

    /**
     * The SHA-256 of a file's content, read in pieces so that the file may be of any size.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static String sha256(Path file) {
        MessageDigest digest = newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
        return hex(digest.digest());
    }

    /**
     * The fingerprint of numbers in a shape: the SHA-256 of the sizes as big-endian 32-bit integers followed by the values as
     * little-endian 32-bit floats.
     */
    public static String sha256(int[] sizes, float[] values) {
        MessageDigest digest = newSha256();
        ByteBuffer part = ByteBuffer.allocate(Math.max(CHUNK, Integer.BYTES * sizes.length));
        part.asIntBuffer().put(sizes);
        digest.update(part.array(), 0, Integer.BYTES * sizes.length);
        FloatBuffer floats = part.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int at = 0; at < values.length; at += floats.capacity()) {
            int count = Math.min(floats.capacity(), values.length - at);
            floats.clear().put(values, at, count);
            digest.update(part.array(), 0, Float.BYTES * count);
        }
        return hex(digest.digest());
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
