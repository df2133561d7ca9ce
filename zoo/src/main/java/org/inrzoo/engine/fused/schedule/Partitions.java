package org.inrzoo.engine.fused.schedule;

import org.inrzoo.engine.fused.kernels.ElementwiseKernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.PartitionQueue.Piece;

/**
 * How points are shared out: partitions of whole blocks, decided by the problem alone, never by the threads.
 *
 * @param points points in all
 * @param block points of a block
 * @param count partitions
 */
public record Partitions(int points, int block, int count) {

    /**
     * Points of a block: a multiple of 16 lanes, and 16 × 16 pixels; fewer where points are few or layers very wide.
     */
    public static final int BLOCK = 256;

    /** Points of a block that is made smaller for the sake of more partitions, at least. */
    private static final int SMALL_BLOCK = 128;

    /** Features that the widest layer's rows may take for a block. */
    private static final int LARGEST_ROWS = 1 << 20;

    private static final int MAX_PARTITIONS = 64;
    private static final int MIN_PARTITIONS = 4;

    /** Floats that the partitions' gradient sums may take together, 64 MB. */
    private static final int LARGEST_SUMS = 1 << 24;

    /** Floats that two partitions' sums may take, 256 MB, so that more than one thread has work in large networks too. */
    private static final int LARGEST_TWO_SUMS = 1 << 26;

    /**
     * Multiply-accumulates a partition must hold per number of its gradient sum, to make up for clearing and adding
     * it.
     */
    private static final int WORTHWHILE_MACS = 400;

    private static final int SUMS_OF_A_TASK = 1 << 13;

    /** What is done with a block. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Does it; of one partition in order and on one thread at a time.
         *
         * @param worker the thread's number
         * @param part the partition's
         * @param first the block's first point
         * @param count its points
         */
        void visit(int worker, int part, int first, int count);
    }

    /** Points a block may have when the widest layer has {@code widest} features. */
    public static int capacity(int widest) {
        return Math.max(
                Rows.LONGEST_VECTOR,
                Math.min(BLOCK, LARGEST_ROWS / widest / Rows.LONGEST_VECTOR * Rows.LONGEST_VECTOR));
    }

    /** Partitions that share nothing, of blocks of at most {@code capacity} points. */
    public static Partitions forRendering(int points, int capacity) {
        int blocks = blocks(points, capacity);
        return new Partitions(points, capacity, Math.min(blocks, Math.max(MAX_PARTITIONS, blocks / 4)));
    }

    /** Partitions with a gradient sum of {@code gradientSize} numbers each; a power of two, for even shares. */
    public static Partitions forTraining(int points, int capacity, long macsPerPoint, int gradientSize) {
        int block = Math.min(
                capacity,
                Math.max(SMALL_BLOCK, blocks(points, MIN_PARTITIONS * Rows.LONGEST_VECTOR) * Rows.LONGEST_VECTOR));
        int size = Math.max(1, gradientSize);
        double worthwhile = (double) points * macsPerPoint / ((double) WORTHWHILE_MACS * size);
        double possible = Math.max(Math.min(2, LARGEST_TWO_SUMS / size), (double) LARGEST_SUMS / size);
        double wanted = Math.min(
                Math.min(MAX_PARTITIONS, Math.max(MIN_PARTITIONS, worthwhile)),
                Math.min(blocks(points, block), possible));
        return new Partitions(points, block, Integer.highestOneBit(Math.max(1, (int) wanted)));
    }

    /** The same partitions of blocks that hold whole groups of {@code group} points, at most {@code capacity}. */
    public Partitions inGroups(int group, int capacity) {
        int whole = (block < group ? capacity : block) / group * group;
        return whole == block ? this : new Partitions(points, whole, count);
    }

    private static int blocks(int points, int block) {
        return (int) (((long) points + block - 1) / block);
    }

    /** Visits all blocks, on all threads. */
    public void run(Workers workers, Visitor visitor) {
        PartitionQueue queue = new PartitionQueue(this, workers.threads());
        workers.run(Math.min(count, workers.threads()), (worker, task) -> {
            for (Piece piece = queue.take(); piece != null; piece = queue.take()) {
                for (int i = piece.from(); i < piece.to(); i++) {
                    visitor.visit(worker, piece.part(), i * block, Math.min(block, points - i * block));
                }
                queue.done(piece);
            }
        });
    }

    /** Whether a partition's first block begins with that point. */
    public boolean begins(int part, int first) {
        return first == firstBlock(part) * block;
    }

    /** The number of a partition's first block; of the one behind the last, that of all blocks. */
    int firstBlock(int part) {
        return (int) ((long) blocks(points, block) * part / count);
    }

    /** Adds all partitions' sums, each {@code size} numbers, to the first one's, in order. */
    public void add(Arena.Slice sums, int size, ElementwiseKernels elementwise, Workers workers) {
        workers.run((size + SUMS_OF_A_TASK - 1) / SUMS_OF_A_TASK, (worker, range) -> {
            int from = sums.offset() + range * SUMS_OF_A_TASK;
            int length = Math.min(SUMS_OF_A_TASK, size - range * SUMS_OF_A_TASK);
            for (int part = 1; part < count; part++) {
                elementwise.add(sums.data(), from, sums.data(), part * size + from, length);
            }
        });
    }
}
