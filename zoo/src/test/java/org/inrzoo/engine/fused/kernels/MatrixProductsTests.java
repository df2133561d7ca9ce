package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.engine.fused.memory.PointsByExpert;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.memory.WeightPanels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix products against plain loops in double precision. */
class MatrixProductsTests {

    private static final int WIDTH = Rows.WIDTH;
    private static final double ERROR = 1e-5;

    /** Bits of a vector, features that are summed over, features that leave. */
    static Stream<Arguments> shapes() {
        List<Arguments> shapes = new ArrayList<>();
        for (int bits : new int[] {128, 256, 512}) {
            for (int depth : new int[] {1, 2, 3, 7, 63, 64}) {
                for (int columns = bits / Float.SIZE; columns <= WIDTH; columns += bits / Float.SIZE) {
                    shapes.add(Arguments.of(bits, depth, columns));
                }
            }
        }
        return shapes.stream();
    }

    @ParameterizedTest(name = "{0} bits, {1} to {2} features")
    @MethodSource("shapes")
    void productIsThatOfTheListedRowsAndStartsWithABias(int bits, int depth, int columns) {
        product(bits, depth, columns, 0);
    }

    @ParameterizedTest(name = "{0} bits, {1} to {2} features")
    @MethodSource("shapes")
    void productAddsToWhatThereIs(int bits, int depth, int columns) {
        product(bits, depth, columns, 1);
    }

    private static void product(int bits, int depth, int columns, int stride) {
        int capacity = 16;
        int[] rows = {-9, 3, 5, 15, 0, 9, 1, 7, 2, 11, capacity, capacity, capacity, -9
        }; // the spare row fills up to three tiles
        Operand x = Operand.rows(capacity, capacity, depth, 1);
        Operand weights = Operand.rows(depth, WIDTH, columns, 2); // one row per feature of x
        Operand z = Operand.rows(capacity, capacity, columns, 3);
        Operand bias = Operand.random(columns, 4);
        Operand start = stride == 0 ? bias : z;
        Operand before = z.copy();
        for (int t = 1; t < 13; t++) {
            z.writable(rows[t] * WIDTH, columns);
        }
        Operand.watch(x, weights, z, bias);
        Kernels.of(bits)
                .products()
                .product(
                        rows,
                        1,
                        1 + 3 * PointsByExpert.POINTS,
                        x.data,
                        x.offset,
                        depth,
                        weights.data,
                        weights.offset,
                        columns,
                        start.data,
                        start.offset,
                        stride,
                        z.data,
                        z.offset);
        Operand.assertUntouched(x, weights, z, bias);
        for (int t = 1; t < 10; t++) {
            for (int j = 0; j < columns; j++) {
                double sum = stride == 0 ? bias.get(j) : before.get(rows[t] * WIDTH + j);
                for (int k = 0; k < depth; k++) {
                    sum += x.get(rows[t] * WIDTH + k) * weights.get(k * WIDTH + j);
                }
                assertThat(z.get(rows[t] * WIDTH + j))
                        .as("point %d, feature %d", rows[t], j)
                        .isCloseTo(sum, within(ERROR));
            }
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} to {2} features")
    @MethodSource("shapes")
    void weightGradientIsAddedOverAllPoints(int bits, int depth, int columns) {
        for (int count : new int[] {1, 64, 131}) {
            Operand x = Operand.rows(count, count, depth, 1);
            Operand dz = Operand.rows(count, count, columns, 2);
            int padded =
                    (depth + WeightPanels.GRADIENT_ROWS - 1) / WeightPanels.GRADIENT_ROWS * WeightPanels.GRADIENT_ROWS;
            Operand g = Operand.rows(padded, WIDTH, columns, 3).writableRows(padded, WIDTH, columns);
            Operand before = g.copy();
            Operand.watch(x, dz, g);
            Kernels.of(bits)
                    .products()
                    .accumulateWeightGradient(
                            x.data, x.offset, depth, dz.data, dz.offset, count, columns, g.data, g.offset);
            Operand.assertUntouched(x, dz, g);
            for (int k = 0; k < depth; k++) {
                for (int j = 0; j < columns; j++) {
                    double sum = before.get(k * WIDTH + j);
                    for (int point = 0; point < count; point++) {
                        sum += x.get(point * WIDTH + k) * dz.get(point * WIDTH + j);
                    }
                    assertThat(g.get(k * WIDTH + j))
                            .as("row %d, column %d", k, j)
                            .isCloseTo(sum, within(ERROR));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} bits, {2} features")
    @MethodSource("shapes")
    void dotsAreOneFeatureOfEveryPoint(int bits, int unused, int columns) {
        int count = 9;
        for (boolean add : new boolean[] {false, true}) {
            Operand x = Operand.rows(count, count, columns, 1);
            Operand weights = Operand.random(columns, 2);
            Operand z = Operand.rows(count, count, 3, 3);
            Operand before = z.copy();
            for (int point = 0; point < count; point++) {
                z.writable(point * WIDTH + 1, 1);
            }
            Operand.watch(x, weights, z);
            Kernels.of(bits)
                    .products()
                    .dots(
                            x.data,
                            x.offset,
                            count,
                            columns,
                            weights.data,
                            weights.offset,
                            0.25f,
                            add,
                            z.data,
                            z.offset + 1);
            Operand.assertUntouched(x, weights, z);
            for (int point = 0; point < count; point++) {
                double sum = add ? before.get(point * WIDTH + 1) : 0.25;
                for (int k = 0; k < columns; k++) {
                    sum += x.get(point * WIDTH + k) * weights.get(k);
                }
                assertThat(z.get(point * WIDTH + 1)).as("point %d", point).isCloseTo(sum, within(ERROR));
            }
        }
    }
}
