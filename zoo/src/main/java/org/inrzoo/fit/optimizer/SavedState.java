package org.inrzoo.fit.optimizer;

import java.util.Arrays;

/** Reads an optimiser's saved state piece by piece; of an empty one, zeros. */
public final class SavedState {

    private final float[] values;
    private int next;

    /**
     * A state to be read from its start.
     *
     * @param values the numbers one after the other; empty for a fresh state
     * @param needed the length that it must have unless it is empty
     * @throws OptimizerStateException when it has another
     */
    public SavedState(float[] values, long needed) {
        if (values.length != 0 && values.length != needed) {
            throw new OptimizerStateException(values.length, needed);
        }
        this.values = values;
    }

    /** Whether there is none, so that the optimiser starts afresh. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** The next {@code count} numbers. */
    public float[] take(int count) {
        if (isEmpty()) {
            return new float[count];
        }
        next += count;
        return Arrays.copyOfRange(values, next - count, next);
    }
}
