package org.inrzoo.engine.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelMatrixTests {

    private final PlainArithmetic arithmetic = new PlainArithmetic();

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"1, 1", "3, 64", "5, 65", "66, 130"})
    void writesWhatItRead(int rows, int columns) {
        float[] numbers = numbers(rows * columns + 3);
        float[] written = numbers(3 + rows * columns);
        PanelMatrix matrix = arithmetic.matrix(rows, columns);
        matrix.read(numbers, 3);
        matrix.write(written, 2);
        for (int i = 0; i < rows * columns; i++) {
            assertThat(written[2 + i]).isEqualTo(numbers[3 + i]);
        }
        assertThat(matrix.get(rows - 1, columns - 1)).isEqualTo(numbers[3 + rows * columns - 1]);
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"1, 1", "3, 64", "5, 65", "66, 130"})
    void isTransposed(int rows, int columns) {
        PanelMatrix matrix = arithmetic.matrix(rows, columns);
        matrix.read(numbers(rows * columns), 0);
        PanelMatrix transposed = arithmetic.matrix(columns, rows);
        transposed.transpose(matrix);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                assertThat(transposed.get(column, row)).isEqualTo(matrix.get(row, column));
            }
        }
    }

    @Test
    void isMirroredAtItsDiagonal() {
        PanelMatrix matrix = arithmetic.matrix(70, 70);
        float[] numbers = numbers(70 * 70);
        matrix.read(numbers, 0);
        matrix.mirror();
        for (int row = 0; row < 70; row++) {
            for (int column = 0; column < 70; column++) {
                int kept = Math.min(row, column) * 70 + Math.max(row, column);
                assertThat(matrix.get(row, column)).isEqualTo(numbers[kept]);
            }
        }
    }

    @Test
    void isScaledAveragedAndShifted() {
        PanelMatrix matrix = new PanelMatrix(2, 2, new float[5 + PanelMatrix.size(2, 2)], 5);
        matrix.read(new float[] {1, 2, 3, 4}, 0);
        PanelMatrix other = arithmetic.matrix(2, 2);
        other.scale(matrix, 10);
        other.addToDiagonal(0.5f);
        assertThat(elements(other)).containsExactly(10.5f, 20, 30, 40.5f);
        matrix.average(other, 0.75f);
        assertThat(elements(matrix)).containsExactly(3.375f, 6.5f, 9.75f, 13.125f);
    }

    private static float[] elements(PanelMatrix matrix) {
        float[] elements = new float[matrix.rows() * matrix.columns()];
        matrix.write(elements, 0);
        return elements;
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        IntStream.range(0, count).forEach(i -> numbers[i] = i + 1);
        return numbers;
    }
}
