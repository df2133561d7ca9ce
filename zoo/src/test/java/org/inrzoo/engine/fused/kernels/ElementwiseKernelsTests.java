package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes once over the features of all points, against plain loops. */
class ElementwiseKernelsTests {

    private static final int WIDTH = Rows.WIDTH;
    private static final int COUNT = 11;
    private static final float ERROR = 1e-6f;

    /** Bits of a vector, features. */
    static Stream<Arguments> shapes() {
        List<Arguments> shapes = new ArrayList<>();
        for (int bits : new int[] {128, 256, 512}) {
            for (int columns = bits / Float.SIZE; columns <= WIDTH; columns += bits / Float.SIZE) {
                shapes.add(Arguments.of(bits, columns));
            }
        }
        return shapes.stream();
    }

    private static ElementwiseKernels kernels(int bits) {
        return Kernels.of(bits).elementwise();
    }

    private static Operand rows(int columns, long seed) {
        return Operand.rows(COUNT, COUNT, columns, seed);
    }

    @ParameterizedTest(name = "{0} bits, {1} features")
    @MethodSource("shapes")
    void multiplyTakesEveryNumberOnce(int bits, int columns) {
        // a full panel is passed as one run of numbers
        Operand g = rows(columns, 1).writableRows(COUNT, COUNT, columns);
        Operand d = rows(columns, 2);
        Operand before = g.copy();
        Operand.watch(g, d);
        kernels(bits).multiply(g.data, g.offset, d.data, d.offset, COUNT, columns);
        Operand.assertUntouched(g, d);
        each(columns, i -> assertThat((float) g.get(i)).isEqualTo((float) before.get(i) * (float) d.get(i)));
    }

    @ParameterizedTest(name = "{0} bits, {1} features")
    @MethodSource("shapes")
    void columnSumsAreAddedOverThePoints(int bits, int columns) {
        Operand d = rows(columns, 1);
        Operand sums = Operand.random(columns, 2).writable(0, columns);
        Operand before = sums.copy();
        Operand.watch(d, sums);
        kernels(bits).columnSums(d.data, d.offset, COUNT, columns, sums.data, sums.offset);
        Operand.assertUntouched(d, sums);
        for (int j = 0; j < columns; j++) {
            double sum = before.get(j);
            for (int point = 0; point < COUNT; point++) {
                sum += d.get(point * WIDTH + j);
            }
            assertThat(sums.get(j)).isCloseTo(sum, within(1e-5));
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} features up to {2}")
    @CsvSource({
        "128, 1, 16",
        "128, 28, 32",
        "256, 15, 16",
        "256, 20, 32",
        "512, 16, 16",
        "512, 17, 32",
        "512, 64, 64",
        "512, 65, 80",
        "128, 130, 144"
    })
    void rowsAreClearedBehindTheLastFeatureToTheEndOfTheLongestVectorAndNowhereElse(int bits, int features, int end) {
        Rows rows = Rows.allocate(new Arena(), features, COUNT);
        Arrays.fill(rows.data(), Float.NaN);
        int cleared = 5;
        kernels(bits).clearBeyond(rows, features, cleared);
        for (int point = 0; point <= COUNT; point++) {
            for (int feature = 0; feature < Rows.panels(features) * WIDTH; feature++) {
                float value = rows.data()[rows.index(point, feature)];
                if (point < cleared && feature >= features && feature < end) {
                    assertThat(value).as("point %d, feature %d", point, feature).isZero();
                } else {
                    assertThat(value).as("point %d, feature %d", point, feature).isNaN();
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} features")
    @MethodSource("shapes")
    void gatherCopiesTheListedRowsInOrder(int bits, int columns) {
        int[] list = {99, 7, 0, 10, 3, 99};
        Operand source = rows(columns, 1);
        Operand target = rows(columns, 2).writableRows(4, COUNT, columns);
        Operand.watch(source, target);
        kernels(bits).gather(list, 1, 5, source.data, source.offset, columns, target.data, target.offset);
        Operand.assertUntouched(source, target);
        for (int t = 0; t < 4; t++) {
            for (int j = 0; j < columns; j++) {
                assertThat(target.get(t * WIDTH + j)).isEqualTo(source.get(list[t + 1] * WIDTH + j));
            }
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} features")
    @MethodSource("shapes")
    void scaleMultipliesEachRowByItsPointsFactor(int bits, int columns) {
        float[] factors = Operand.floats(COUNT, i -> i - 4.5);
        Operand source = rows(columns, 1);
        Operand target = rows(columns, 2).writableRows(COUNT, COUNT, columns);
        Operand.watch(source, target);
        kernels(bits).scale(factors, COUNT, source.data, source.offset, columns, target.data, target.offset);
        Operand.assertUntouched(source, target);
        each(columns, i -> assertThat((float) target.get(i)).isEqualTo((float) source.get(i) * factors[i / WIDTH]));
    }

    @ParameterizedTest(name = "{0} bits, {1} numbers more")
    @MethodSource("shapes")
    void addTakesEveryNumberOnce(int bits, int columns) {
        int length = 64 + columns / 16 * 16;
        Operand target = Operand.random(length, 1).writable(0, length);
        Operand source = Operand.random(length, 2);
        Operand before = target.copy();
        Operand.watch(target, source);
        kernels(bits).add(target.data, target.offset, source.data, source.offset, length);
        Operand.assertUntouched(target, source);
        for (int i = 0; i < length; i++) {
            assertThat((float) target.get(i)).isEqualTo((float) before.get(i) + (float) source.get(i));
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} features")
    @MethodSource("shapes")
    void copyKeepsToItsColumnsWhateverTheStrides(int bits, int columns) {
        int stride = columns + 3;
        Operand source = Operand.random(stride * COUNT, 1);
        Operand target = rows(columns, 2).writableRows(COUNT, COUNT, columns);
        Operand.watch(source, target);
        kernels(bits).copy(source.data, source.offset, stride, target.data, target.offset, WIDTH, COUNT, columns);
        Operand.assertUntouched(source, target);
        each(columns, i -> assertThat(target.get(i)).isEqualTo(source.get(i / WIDTH * stride + i % WIDTH)));
    }

    private static void each(int columns, IntConsumer check) {
        for (int point = 0; point < COUNT; point++) {
            for (int j = 0; j < columns; j++) {
                check.accept(point * WIDTH + j);
            }
        }
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {128, 256, 512})
    void cellsAreTheFloorsOfSinglePrecision(int bits) {
        int count = 48;
        for (float alpha : new float[] {1, 4, 5.3f, 1e8f}) {
            for (float beta : new float[] {0, -1.7f, 0.25f}) {
                for (int experts : new int[] {1, 2, 3, 16}) {
                    Operand p = Operand.random(count, 1);
                    float[] digits = new float[count];
                    float[] fractions = new float[count];
                    float[] numbers = Operand.floats(count, i -> i % 5);
                    p.watch();
                    kernels(bits).cells(p.data, p.offset, count, alpha, beta, experts, digits, fractions, numbers);
                    p.assertUntouched();
                    for (int i = 0; i < count; i++) {
                        float q = (float) p.get(i) * alpha + beta;
                        float cell = (float) Math.floor(q);
                        float rounded = cell - (float) Math.floor(cell / experts) * experts;
                        float digit = rounded >= 0 && rounded < experts ? rounded : 0; // beyond what floats can count
                        assertThat(digits[i])
                                .as("digit of %s in base %d", q, experts)
                                .isBetween(0f, experts - 1f);
                        assertThat(digits[i])
                                .as("digit of %s in base %d", q, experts)
                                .isEqualTo(digit);
                        assertThat(fractions[i]).as("fraction of %s", q).isEqualTo(q - cell);
                        assertThat(numbers[i]).isEqualTo(i % 5 * experts + digit);
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {128, 256, 512})
    void phasesOfHundredsOfTurnsAreAsExactAsAFloatIs(int bits) {
        int count = 32;
        int first = 16;
        int stride = 64;
        Operand exact = Operand.random(2 * stride, 1);
        float[] turns = new float[2 * stride];
        float[] rests = new float[2 * stride];
        double[] waves = new double[2 * stride];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = 400 * exact.get(i) + 1e-6;
            turns[i] = (float) waves[i];
            rests[i] = (float) (waves[i] - turns[i]);
        }
        float[] offsets = Operand.floats(stride, i -> i % 2 * 0.25);
        double[] point = {0.7123456789, -0.3987654321};
        float[] v = {(float) point[0], (float) point[1], 0, 0};
        v[2] = (float) (point[0] - v[0]);
        v[3] = (float) (point[1] - v[1]);
        Operand target = new Operand(count).writable(0, count).watch();
        kernels(bits).phases(v, turns, rests, offsets, stride, first, count, target.data, target.offset);
        target.assertUntouched();
        for (int m = 0; m < count; m++) {
            double turn = point[0] * waves[first + m] + point[1] * waves[stride + first + m] + offsets[first + m];
            assertThat(target.get(m)).as("reduced phase").isBetween(-5.0, 5.0);
            assertThat(StrictMath.sin(target.get(m)))
                    .isCloseTo(StrictMath.sin(2 * Math.PI * turn), within((double) ERROR));
        }
    }
}
