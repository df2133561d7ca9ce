package org.inrzoo.datasets.volume;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes many numbers as 32-bit floats, the low byte first. */
final class FloatBytes {

    private static final int PART = 1 << 14;

    private FloatBytes() {}

    static void write(float[] values, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * PART).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length; at += PART) {
            int count = Math.min(PART, values.length - at);
            bytes.asFloatBuffer().put(values, at, count);
            out.write(bytes.array(), 0, Float.BYTES * count);
        }
    }
}
