package org.inrzoo.engine.fused.memory;

/**
 * How the matrices of a layer's experts, or their gradients, lie in memory: panels of {@value Rows#WIDTH} columns and
 * {@value Rows#WIDTH} rows, in the order in which the products read them.
 *
 * <pre>
 *   expert 0: columns 0 … 63:   rows 0 … 63: | r0: c0 … c63 | r1: c0 … c63 | … | r63 | padding rows
 *                               rows 64 … :  | r64: c0 … c63 | …
 *             columns 64 … :    rows 0 … 63: …
 *   expert 1: …
 * </pre>
 *
 * Every panel has padding rows up to a multiple of {@link #GRADIENT_ROWS}.
 *
 * @param experts matrices
 * @param rows rows of each: features that are summed over
 * @param columns columns of each
 */
public record WeightPanels(int experts, int rows, int columns) {

    /** Rows of a gradient that are summed together: gradients are padded to a multiple of it. */
    public static final int GRADIENT_ROWS = 4;

    private static final int FULL = padded(Rows.WIDTH);

    private static int padded(int rows) {
        return (rows + GRADIENT_ROWS - 1) / GRADIENT_ROWS * GRADIENT_ROWS;
    }

    private int paddedRows() {
        int last = Rows.panels(rows) - 1;
        return last * FULL + padded(Rows.inPanel(rows, last));
    }

    /** The floats all of it takes. */
    public int size() {
        return Math.multiplyExact(experts * Rows.panels(columns), paddedRows() * Rows.WIDTH);
    }

    /** Where a panel begins. */
    public int panel(int expert, int rowPanel, int columnPanel) {
        return ((expert * Rows.panels(columns) + columnPanel) * paddedRows() + rowPanel * FULL) * Rows.WIDTH;
    }

    /** Where an element lies. */
    public int index(int expert, int row, int column) {
        return panel(expert, row / Rows.WIDTH, column / Rows.WIDTH)
                + row % Rows.WIDTH * Rows.WIDTH
                + column % Rows.WIDTH;
    }
}
