package org.inrzoo.engine.arithmetic;

/**
 * A matrix of floats as vector loops like it: panels of {@value #WIDTH} columns, in each a row of {@value #WIDTH} floats for
 * every row of the matrix. What lies behind the last column, and up to {@value #ROWS} - 1 rows behind the last row, is zero.
 *
 * <pre>
 *   columns 0 … 63:   | r0: c0 … c63   | r1: c0 … c63   | … | padding rows
 *   columns 64 … 127: | r0: c64 … c127 | r1: c64 … c127 | … | padding rows
 * </pre>
 */
public final class PanelMatrix {

    /** Columns of a panel. */
    public static final int WIDTH = 64;

    /** The rows of a panel are padded to a multiple of this. */
    public static final int ROWS = 4;

    private final int rows;
    private final int columns;
    private final float[] data;
    private final int offset;

    /** A matrix that lies in {@code data} from {@code offset} on, where {@link #size} zeros are. */
    public PanelMatrix(int rows, int columns, float[] data, int offset) {
        this.rows = rows;
        this.columns = columns;
        this.data = data;
        this.offset = offset;
    }

    /** The floats that a matrix takes. */
    public static int size(int rows, int columns) {
        return Math.multiplyExact(panels(columns), panelSize(rows));
    }

    private static int panelSize(int rows) {
        return (rows + ROWS - 1) / ROWS * ROWS * WIDTH;
    }

    private static int panels(int columns) {
        return (columns + WIDTH - 1) / WIDTH;
    }

    /** Its number of rows. */
    public int rows() {
        return rows;
    }

    /** Its number of columns. */
    public int columns() {
        return columns;
    }

    /** The array it lies in. */
    public float[] data() {
        return data;
    }

    /** The floats it takes in that array. */
    public int size() {
        return size(rows, columns);
    }

    /** Its number of panels. */
    public int panels() {
        return panels(columns);
    }

    /** Columns of a panel that are the matrix's own, 1 to {@value #WIDTH}. */
    public int inPanel(int panel) {
        return Math.min(WIDTH, columns - panel * WIDTH);
    }

    /** Where a panel begins. */
    public int panel(int panel) {
        return offset + panel * panelSize(rows);
    }

    /** Where an element lies. */
    public int index(int row, int column) {
        return panel(column / WIDTH) + row * WIDTH + column % WIDTH;
    }

    /** The element of a row and a column. */
    public float get(int row, int column) {
        return data[index(row, column)];
    }

    /**
     * Takes the elements from a row-major array.
     *
     * @param source [rows, columns] from {@code from} on
     */
    public void read(float[] source, int from) {
        for (int row = 0; row < rows; row++) {
            for (int panel = 0; panel < panels(); panel++) {
                System.arraycopy(
                        source, from + row * columns + panel * WIDTH, data, panel(panel) + row * WIDTH, inPanel(panel));
            }
        }
    }

    /**
     * Writes the elements to a row-major array.
     *
     * @param target receives [rows, columns] from {@code to} on
     */
    public void write(float[] target, int to) {
        for (int row = 0; row < rows; row++) {
            for (int panel = 0; panel < panels(); panel++) {
                System.arraycopy(
                        data, panel(panel) + row * WIDTH, target, to + row * columns + panel * WIDTH, inPanel(panel));
            }
        }
    }

    /** Becomes the transposed of another matrix, which has as many rows as this has columns. */
    public void transpose(PanelMatrix other) {
        for (int panel = 0; panel < panels(); panel++) {
            int count = inPanel(panel);
            for (int row = 0; row < rows; row++) {
                int from = other.index(panel * WIDTH, row);
                int to = panel(panel) + row * WIDTH;
                for (int i = 0; i < count; i++) {
                    data[to + i] = other.data[from + i * WIDTH];
                }
            }
        }
    }

    /** Makes a square matrix symmetric: what lies below the diagonal becomes what lies above it. */
    public void mirror() {
        for (int row = 1; row < rows; row++) {
            for (int panel = 0; panel * WIDTH < row; panel++) {
                int count = Math.min(WIDTH, row - panel * WIDTH);
                int from = index(panel * WIDTH, row);
                int to = panel(panel) + row * WIDTH;
                for (int i = 0; i < count; i++) {
                    data[to + i] = data[from + i * WIDTH];
                }
            }
        }
    }

    /** Adds a number to every element of the diagonal. */
    public void addToDiagonal(float number) {
        for (int i = 0; i < Math.min(rows, columns); i++) {
            data[index(i, i)] += number;
        }
    }

    /** Becomes {@code factor} times a matrix of the same shape, which may be this one. */
    public void scale(PanelMatrix other, float factor) {
        float[] from = other.data;
        int shift = other.offset - offset;
        int end = offset + size();
        for (int i = offset; i < end; i++) {
            data[i] = from[i + shift] * factor;
        }
    }

    /** Becomes {@code keep} times itself plus {@code 1 - keep} times a matrix of the same shape. */
    public void average(PanelMatrix other, float keep) {
        float[] from = other.data;
        int shift = other.offset - offset;
        int end = offset + size();
        float take = 1 - keep;
        for (int i = offset; i < end; i++) {
            data[i] = data[i] * keep + from[i + shift] * take;
        }
    }
}
