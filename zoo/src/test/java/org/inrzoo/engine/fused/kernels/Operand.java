package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.inrzoo.engine.fused.memory.Rows;

/**
 * An array that a loop is given: numbers amid guards, which are no numbers, so that whatever reads one into a result
 * spoils it; and what a loop may not write is compared bit by bit.
 */
final class Operand {

    /** A NaN like no other. */
    private static final float GUARD = Float.intBitsToFloat(0x7fc0_beef);

    private static final int MARGIN = 71;

    final float[] data;
    final int offset = MARGIN;
    private final BitSet writable = new BitSet();
    private int[] before;

    /** Guards alone, {@code length} of them between two margins. */
    Operand(int length) {
        data = new float[length + 2 * MARGIN];
        Arrays.fill(data, GUARD);
    }

    /** {@code length} random numbers of [-1, 1]. */
    static Operand random(int length, long seed) {
        Operand operand = new Operand(length);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < length; i++) {
            operand.data[operand.offset + i] = (float) (2 * random.nextDouble() - 1);
        }
        return operand;
    }

    /** Panels of rows, guards throughout but for random numbers in {@code columns} features of {@code count} points. */
    static Operand rows(int count, int capacity, int columns, long seed) {
        Operand operand = new Operand(Rows.panels(columns) * (capacity + 1) * Rows.WIDTH);
        SplittableRandom random = new SplittableRandom(seed);
        Rows rows = operand.asRows(capacity);
        for (int point = 0; point < count; point++) {
            for (int j = 0; j < columns; j++) {
                operand.data[rows.index(point, j)] = (float) (2 * random.nextDouble() - 1);
            }
        }
        return operand;
    }

    /** Plain numbers without guards. */
    static float[] floats(int count, IntToDoubleFunction value) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return values;
    }

    Rows asRows(int capacity) {
        return new Rows(data, offset, capacity);
    }

    /** The number at a place from {@link #offset} on. */
    double get(int index) {
        return data[offset + index];
    }

    /** The same numbers and guards, for a second run. */
    Operand copy() {
        Operand copy = new Operand(data.length - 2 * MARGIN);
        System.arraycopy(data, 0, copy.data, 0, data.length);
        return copy;
    }

    /** Lets a loop write {@code count} numbers from a place on, counted from {@link #offset}. */
    Operand writable(int index, int count) {
        writable.set(offset + index, offset + index + count);
        return this;
    }

    /** Lets a loop write {@code columns} features of the points from 0 to {@code count}. */
    Operand writableRows(int count, int capacity, int columns) {
        Rows rows = asRows(capacity);
        for (int point = 0; point < count; point++) {
            for (int j = 0; j < columns; j++) {
                writable.set(rows.index(point, j));
            }
        }
        return this;
    }

    /** Remembers what there is before a loop runs. */
    Operand watch() {
        before = bits();
        return this;
    }

    /** What is not writable is what it was. */
    void assertUntouched() {
        int[] now = bits();
        for (int i = 0; i < now.length; i++) {
            if (now[i] != before[i] && !writable.get(i)) {
                assertThat(data[i])
                        .as("place %d of %d, which the loop was not to write", i - offset, now.length - 2 * MARGIN)
                        .isEqualTo(Float.intBitsToFloat(before[i]));
            }
        }
    }

    private int[] bits() {
        int[] bits = new int[data.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(data[i]);
        }
        return bits;
    }

    static void watch(Operand... operands) {
        Arrays.stream(operands).forEach(operand -> operand.watch());
    }

    static void assertUntouched(Operand... operands) {
        Arrays.stream(operands).forEach(operand -> operand.assertUntouched());
    }
}
