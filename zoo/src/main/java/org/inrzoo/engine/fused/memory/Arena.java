package org.inrzoo.engine.fused.memory;

/**
 * Hands out pieces of a few large arrays, so that vectors do not straddle cache lines.
 *
 * <p>The Java heap promises no alignment, but the default collector begins an array this large at a region's start,
 * where its first element follows 16 bytes of header. Should that not hold, only speed is lost.
 */
public final class Arena {

    private static final int LINE = 16;
    private static final int HEADER = 4;
    private static final int CHUNK = 1 << 20;

    /**
     * A piece of an array.
     *
     * @param data the array
     * @param offset its first element
     */
    @SuppressWarnings("ArrayRecordComponent") // a view: equal where it is of the same memory
    public record Slice(float[] data, int offset) {}

    private float[] chunk = new float[0];
    private int used;

    /** A piece of {@code length} zeros, at the start of a cache line, with at least one more line behind it. */
    public Slice take(int length) {
        int needed = (length + 2 * LINE - 1) / LINE * LINE;
        if (used + needed > chunk.length) {
            chunk = new float[Math.max(CHUNK, Math.addExact(needed, LINE))];
            used = LINE - HEADER;
        }
        Slice slice = new Slice(chunk, used);
        used += needed;
        return slice;
    }
}
