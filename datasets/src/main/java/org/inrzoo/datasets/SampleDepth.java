package org.inrzoo.datasets;

import java.nio.ByteBuffer;

/** How the samples of a {@link LargeImage} lie in bytes. */
enum SampleDepth {
    /** 256 levels. */
    BYTE(1) {
        @Override
        float get(ByteBuffer bytes, int sample) {
            return (float) ((bytes.get(sample) & 0xff) / 255.0);
        }

        @Override
        void put(ByteBuffer bytes, int sample, float value) {
            bytes.put(sample, (byte) Math.round(value * 255f));
        }
    },
    /** 65,536 levels. */
    SHORT(2) {
        @Override
        float get(ByteBuffer bytes, int sample) {
            return (float) ((bytes.getShort(2 * sample) & 0xffff) / 65535.0);
        }

        @Override
        void put(ByteBuffer bytes, int sample, float value) {
            bytes.putShort(2 * sample, (short) Math.round(value * 65535f));
        }
    },
    /** Numbers in single precision. */
    REAL(4) {
        @Override
        float get(ByteBuffer bytes, int sample) {
            return bytes.getFloat(4 * sample);
        }

        @Override
        void put(ByteBuffer bytes, int sample, float value) {
            bytes.putFloat(4 * sample, value);
        }
    };

    private final int bytes;

    SampleDepth(int bytes) {
        this.bytes = bytes;
    }

    /** The depth of so many bits. */
    static SampleDepth of(int bits) {
        return switch (bits) {
            case 8 -> BYTE;
            case 16 -> SHORT;
            case 32 -> REAL;
            default -> throw new IllegalArgumentException("a sample has 8, 16 or 32 bits, not " + bits);
        };
    }

    /** Bytes of a sample. */
    int bytes() {
        return bytes;
    }

    /** A sample as a number from 0 to 1. */
    abstract float get(ByteBuffer bytes, int sample);

    /** Writes a number from 0 to 1. */
    abstract void put(ByteBuffer bytes, int sample, float value);
}
