package org.inrzoo.engine.arithmetic;

/**
 * A matrix among a network's trainable weights, row-major in the flat vector.
 *
 * @param offset its first element's place
 * @param rows features that enter
 * @param columns features that leave
 */
public record WeightMatrix(int offset, int rows, int columns) {

    /** Its elements. */
    public int length() {
        return rows * columns;
    }

    /** The fewer of rows and columns. */
    public int shorterSide() {
        return Math.min(rows, columns);
    }

    /** The more of rows and columns. */
    public int longerSide() {
        return Math.max(rows, columns);
    }
}
