package org.inrzoo.engine.fused.schedule;

import java.util.Arrays;

/**
 * Hands out the blocks of partitions to threads. A partition's blocks are done in order and by one thread at a time, but not all
 * by the same: of the last few partitions a thread takes half of what is left, then of the one of which most is left, so that all
 * threads end together.
 *
 * <pre>
 *   two threads, eight partitions of eight blocks
 *   0 to 3   | 8       |            handed out whole
 *   4 to 7   | 4 | 2 |1|1|          in turn: the last pieces are single blocks
 * </pre>
 */
final class PartitionQueue {

    /** The blocks from {@code from} to {@code to}, exclusive, of a partition. */
    record Piece(int part, int from, int to) {}

    /** Partitions per thread that are handed out in pieces. */
    private static final int IN_PIECES = 2;

    private final Partitions partitions;
    private final int whole;
    private final int[] next; // of the last partitions, their next blocks
    private final boolean[] busy;
    private int handedOut; // of the whole ones

    /** All blocks of the partitions, for so many threads. */
    PartitionQueue(Partitions partitions, int threads) {
        this.partitions = partitions;
        whole = threads == 1 ? partitions.count() : Math.max(0, partitions.count() - IN_PIECES * threads);
        next = new int[partitions.count() - whole];
        busy = new boolean[next.length];
        Arrays.setAll(next, i -> partitions.firstBlock(whole + i));
    }

    /** What a thread does next; null where other threads are at work on all that is left. */
    synchronized Piece take() {
        if (handedOut < whole) {
            int part = handedOut++;
            return new Piece(part, partitions.firstBlock(part), partitions.firstBlock(part + 1));
        }
        int most = -1;
        for (int i = 0; i < next.length; i++) {
            if (!busy[i] && left(i) > 0 && (most < 0 || left(i) > left(most))) {
                most = i;
            }
        }
        if (most < 0) {
            return null;
        }
        int from = next[most];
        next[most] += (left(most) + 1) / 2;
        busy[most] = true;
        return new Piece(whole + most, from, next[most]);
    }

    private int left(int i) {
        return partitions.firstBlock(whole + i + 1) - next[i];
    }

    /** A thread has done its piece. */
    synchronized void done(Piece piece) {
        if (piece.part >= whole) {
            busy[piece.part - whole] = false;
        }
    }
}
