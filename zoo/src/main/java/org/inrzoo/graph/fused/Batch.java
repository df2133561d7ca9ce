package org.inrzoo.graph.fused;

import org.inrzoo.engine.fused.schedule.Workers;

/**
 * What a stage works on.
 *
 * @param count pictures
 * @param parameters the flat vector; not modified
 * @param found gets gradients and statistics in the flat vector's places
 * @param workers the threads
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Batch(int count, float[] parameters, float[] found, Workers workers) {

    /** Pictures whose part of a gradient is summed by one thread, whatever their number is. */
    static final int PART = 8;

    /** Parts of all pictures. */
    int parts() {
        return (count + PART - 1) / PART;
    }

    /** The first picture of a part; of the part behind the last, the number of pictures. */
    int first(int part) {
        return Math.min(count, part * PART);
    }
}
