package org.inrzoo.datasets.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/**
 * Turns stored samples into numbers. A whole number of n bits becomes itself over 2ⁿ⁻¹, so 0 is 0 and -2ⁿ⁻¹ is -1.
 *
 * @param bytes    of one sample, 1 to 8
 * @param encoding {@code PCM_SIGNED}, {@code PCM_UNSIGNED} or {@code PCM_FLOAT}
 * @param order    of its bytes
 */
record SampleReader(int bytes, Encoding encoding, ByteOrder order) {

    static SampleReader of(AudioFormat format) {
        int bits = format.getSampleSizeInBits();
        boolean real = format.getEncoding().equals(Encoding.PCM_FLOAT);
        if (real ? bits != 32 && bits != 64 : bits < 1 || bits > 32) {
            throw new IllegalArgumentException("samples of " + bits + " bits are not read here");
        }
        return new SampleReader(
                (bits + 7) / 8,
                format.getEncoding(),
                format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** The nearest whole number of so many bits, which reading turns into the nearest sample. */
    static int level(float sample, int bits) {
        long half = 1L << (bits - 1);
        return (int) Math.min(half - 1, Math.round((double) sample * half));
    }

    /** Reads {@code count} samples into an array from {@code at} on. */
    void read(byte[] in, float[] samples, int at, int count) {
        ByteBuffer buffer = ByteBuffer.wrap(in).order(order);
        for (int i = 0; i < count; i++) {
            samples[at + i] = encoding.equals(Encoding.PCM_FLOAT) ? real(buffer) : whole(buffer);
        }
    }

    private float real(ByteBuffer in) {
        return bytes == Float.BYTES ? in.getFloat() : (float) in.getDouble();
    }

    private float whole(ByteBuffer in) {
        int level = 0; // the sample in the highest bits, so that its sign is the number's
        for (int i = 0; i < bytes; i++) {
            int place = order == ByteOrder.BIG_ENDIAN ? i : bytes - 1 - i;
            level |= (in.get() & 0xFF) << (24 - 8 * place);
        }
        if (encoding.equals(Encoding.PCM_UNSIGNED)) {
            level ^= Integer.MIN_VALUE;
        }
        return (float) (level * 0x1p-31);
    }
}
