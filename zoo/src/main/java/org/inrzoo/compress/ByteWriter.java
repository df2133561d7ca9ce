package org.inrzoo.compress;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes numbers and texts of an {@code .inr} file; see {@link ByteReader}. */
final class ByteWriter {

    private ByteWriter() {}

    /** A number from 0: seven bits a byte, low ones first. */
    static void varint(int value, ByteArrayOutputStream out) {
        int rest = value;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /** Length and bytes. */
    static void text(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length, out);
        out.writeBytes(bytes);
    }

    /** Four bytes, the high one first. */
    static void word(int value, ByteArrayOutputStream out) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    /** The checksum of the first {@code length} bytes. */
    static int sum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
