package org.inrzoo.peer;

/**
 * The pixels of a square image along the Z-order curve: pixel m has the even bits of m as column, the odd ones as row.
 *
 * <p>In this order the expert of every Levels-of-Experts layer follows from two neighbouring bits of m, so that
 * libtorch needs one permutation and one batched product for each layer.
 */
final class MortonOrder {

    private MortonOrder() {}

    static int row(int m) {
        return everySecondBit(m >> 1);
    }

    static int column(int m) {
        return everySecondBit(m);
    }

    /** The number of the pixel at a row and column. */
    static int number(int row, int column) {
        return spread(row) << 1 | spread(column);
    }

    private static int spread(int value) {
        int bits = 0;
        for (int bit = 0; bit < 16; bit++) {
            bits |= (value & (1 << bit)) << bit;
        }
        return bits;
    }

    private static int everySecondBit(int m) {
        int bits = 0;
        for (int bit = 0; bit < 16; bit++) {
            bits |= (m >> bit) & (1 << bit);
        }
        return bits;
    }
}
