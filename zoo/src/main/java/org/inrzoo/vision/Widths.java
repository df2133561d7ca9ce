package org.inrzoo.vision;

/** Channels of scaled networks. */
final class Widths {

    private Widths() {}

    /** The nearest number of channels to a multiple of the usual one, at least 1. */
    static int scaled(int channels, double factor) {
        return Math.max(1, (int) Math.round(channels * factor));
    }
}
