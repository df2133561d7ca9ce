package org.inrzoo.engine.fused;

/**
 * How points are shared out: partitions of whole blocks, decided by the problem alone, never by the threads.
 *
 * @param points points in all
 * @param count partitions
 */
record Partitions(int points, int count) {

    /** Points of a block: a multiple of 16 lanes, and 16 × 16 pixels. */
    static final int BLOCK = 256;

    private static final int MOST = 64;
    private static final int FEWEST = 4;

    /** Floats that the partitions' gradient sums may take together, 64 MB. */
    private static final int LARGEST_SUMS = 1 << 24;

    /** Multiply-accumulates a partition must hold per number of its gradient sum, to make up for clearing and adding it. */
    private static final int WORTHWHILE = 400;

    private static final int ADDED_TOGETHER = 1 << 13;

    /** What is done with a block. */
    @FunctionalInterface
    interface Visitor {
        void visit(int first, int count);
    }

    /** Partitions that share nothing. */
    static Partitions forRendering(int points) {
        return new Partitions(points, Math.min(blocks(points), Math.max(MOST, blocks(points) / 16)));
    }

    /** Partitions with a gradient sum of {@code gradientSize} numbers each; a power of two, for even shares. */
    static Partitions forTraining(int points, long macsPerPoint, int gradientSize) {
        double worthwhile = (double) points * macsPerPoint / ((double) WORTHWHILE * Math.max(1, gradientSize));
        double possible = (double) LARGEST_SUMS / Math.max(1, gradientSize);
        double wanted = Math.min(Math.min(MOST, Math.max(FEWEST, worthwhile)), Math.min(blocks(points), possible));
        return new Partitions(points, Integer.highestOneBit(Math.max(1, (int) wanted)));
    }

    private static int blocks(int points) {
        return (int) (((long) points + BLOCK - 1) / BLOCK);
    }

    /** Visits the blocks of partition {@code part} in order. */
    void blocks(int part, Visitor visitor) {
        int from = start(part);
        int to = start(part + 1);
        for (int block = from; block < to; block++) {
            int first = block * BLOCK;
            visitor.visit(first, Math.min(BLOCK, points - first));
        }
    }

    private int start(int part) {
        return (int) ((long) blocks(points) * part / count);
    }

    /** Adds all partitions' sums, each {@code size} numbers, to the first one's, in order. */
    void add(Arena.Slice sums, int size, Passes passes, Workers workers) {
        workers.run((size + ADDED_TOGETHER - 1) / ADDED_TOGETHER, (worker, range) -> {
            int from = sums.at() + range * ADDED_TOGETHER;
            int length = Math.min(ADDED_TOGETHER, size - range * ADDED_TOGETHER);
            for (int part = 1; part < count; part++) {
                passes.add(sums.data(), from, sums.data(), part * size + from, length);
            }
        });
    }
}
