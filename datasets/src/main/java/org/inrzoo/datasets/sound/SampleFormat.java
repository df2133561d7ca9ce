package org.inrzoo.datasets.sound;

/** How a sample is written to a WAV file. */
public enum SampleFormat {
    /** Whole numbers of 16 bits: 96 dB from the loudest to the rounding. What every player plays. */
    PCM_16(16),
    /** Whole numbers of 24 bits: 144 dB. */
    PCM_24(24),
    /** Real numbers of 32 bits: as they are. */
    FLOAT_32(32);

    private final int bits;

    SampleFormat(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }
}
