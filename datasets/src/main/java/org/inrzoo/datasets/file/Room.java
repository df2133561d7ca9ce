package org.inrzoo.datasets.file;

import java.util.Locale;

/** Refuses what Java has no memory for before it is asked for. */
public final class Room {

    private Room() {}

    /**
     * Lets pass what fits into one array and Java's heap.
     *
     * @param bytes what it takes
     * @param what  it, in words
     * @throws IllegalArgumentException if it does not fit; says what would
     */
    public static void require(long bytes, String what) {
        long room = Math.min(Runtime.getRuntime().maxMemory(), 4L * (Integer.MAX_VALUE - 8));
        if (bytes > room) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s take %.1f GB, and at most %.1f fit: take a part of it, make it smaller, or give Java a larger heap",
                    what,
                    bytes * 1e-9,
                    room * 1e-9));
        }
    }
}
