package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.inrzoo.engine.fused.memory.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Activation functions and their terms keep to their columns at every width; how exact they are, other tests say. */
class ActivationGuardsTests {

    private static final int COUNT = 5;
    private static final double ERROR = 1e-5;

    static Stream<Arguments> shapes() {
        List<Arguments> shapes = new ArrayList<>();
        for (int bits : new int[] {128, 256, 512}) {
            for (int columns = bits / Float.SIZE; columns <= Rows.WIDTH; columns += bits / Float.SIZE) {
                shapes.add(Arguments.of(Kernels.of(bits), columns));
            }
        }
        return shapes.stream();
    }

    private static Operand rows(int columns, long seed) {
        return Operand.rows(COUNT, COUNT, columns, seed);
    }

    private static Operand target(int columns, long seed) {
        return rows(columns, seed).writableRows(COUNT, COUNT, columns);
    }

    private static void assertIs(Operand result, int columns, Operand z, DoubleUnaryOperator function) {
        for (int point = 0; point < COUNT; point++) {
            for (int j = 0; j < columns; j++) {
                int i = point * Rows.WIDTH + j;
                assertThat(result.get(i))
                        .as("point %d, feature %d", point, j)
                        .isCloseTo(function.applyAsDouble(z.get(i)), within(ERROR));
            }
        }
    }

    /** A function with its derivative, as the kernels have it. */
    private interface Function {
        void apply(float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int count, int columns);
    }

    private static void check(int columns, Function function, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        Operand z = rows(columns, 1);
        Operand y = target(columns, 2);
        Operand d = target(columns, 3);
        Operand.watch(z, y, d);
        function.apply(z.data, z.offset, y.data, y.offset, d.data, d.offset, COUNT, columns);
        Operand.assertUntouched(z, y, d);
        assertIs(y, columns, z, value);
        assertIs(d, columns, z, slope);
        Operand inPlace = target(columns, 1);
        Operand.watch(inPlace, y);
        function.apply(inPlace.data, inPlace.offset, y.data, y.offset, inPlace.data, inPlace.offset, COUNT, columns);
        Operand.assertUntouched(inPlace, y);
        assertThat(inPlace.data).isEqualTo(sameMargins(inPlace, d));
        function.apply(z.data, z.offset, y.data, y.offset, null, 0, COUNT, columns);
        assertIs(y, columns, z, value);
    }

    /** Both are the same but for their guards' places, which are alike. */
    private static float[] sameMargins(Operand own, Operand other) {
        assertThat(own.data).hasSameSizeAs(other.data);
        return other.data;
    }

    @ParameterizedTest(name = "{1} columns")
    @MethodSource("shapes")
    void sine(Kernels kernels, int columns) {
        check(
                columns,
                (z, zOffset, y, yOffset, d, dOffset, count, width) ->
                        kernels.functions().sine(z, zOffset, y, yOffset, d, dOffset, count, width, 3),
                z -> Math.sin(3 * z),
                z -> 3 * Math.cos(3 * z));
    }

    @ParameterizedTest(name = "{1} columns")
    @MethodSource("shapes")
    void rectify(Kernels kernels, int columns) {
        check(
                columns,
                (z, zOffset, y, yOffset, d, dOffset, count, width) ->
                        kernels.functions().rectify(z, zOffset, y, yOffset, d, dOffset, count, width, 0.25f, 0),
                z -> z > 0 ? z : z / 4,
                z -> z > 0 ? 1 : 0.25);
    }

    @ParameterizedTest(name = "{1} columns")
    @MethodSource("shapes")
    void sigmoid(Kernels kernels, int columns) {
        DoubleUnaryOperator sigmoid = z -> 1 / (1 + Math.exp(-z));
        check(
                columns,
                kernels.functions()::sigmoid,
                sigmoid,
                z -> sigmoid.applyAsDouble(z) * (1 - sigmoid.applyAsDouble(z)));
    }

    @ParameterizedTest(name = "{1} columns")
    @MethodSource("shapes")
    void bell(Kernels kernels, int columns) {
        check(
                columns,
                (z, zOffset, y, yOffset, d, dOffset, count, width) -> {
                    kernels.terms().bell(z, zOffset, y, yOffset, count, width, 2);
                    kernels.terms().exp(y, yOffset, y, yOffset, count, width);
                    if (d != null) {
                        kernels.terms().bellSlope(z, zOffset, y, yOffset, d, dOffset, count, width, 2);
                    }
                },
                z -> Math.exp(-4 * z * z),
                z -> -8 * z * Math.exp(-4 * z * z));
    }

    @ParameterizedTest(name = "{1} columns")
    @MethodSource("shapes")
    void stretch(Kernels kernels, int columns) {
        Operand z = rows(columns, 1);
        Operand u = target(columns, 2);
        Operand f = target(columns, 3);
        Operand.watch(z, u, f);
        kernels.terms().stretch(z.data, z.offset, u.data, u.offset, f.data, f.offset, COUNT, columns, 2);
        Operand.assertUntouched(z, u, f);
        assertIs(u, columns, z, v -> (Math.abs(v) + 1) * v);
        assertIs(f, columns, z, v -> 2 * Math.abs(v) + 1);
    }

    /** With z = a + jb: y = e^(jωz - σ²|z|²), and its gradient by central differences of Re(conj(g) y). */
    @ParameterizedTest(name = "{1} columns")
    @MethodSource("shapes")
    void gabor(Kernels kernels, int columns) {
        double omega = 2;
        double sigma = 1.5;
        Operand z = rows(columns, 1);
        Operand y = target(columns, 2);
        Operand phase = target(columns, 3);
        Operand g = target(columns, 4);
        Operand before = g.copy();
        Operand.watch(z, y, phase, g);
        kernels.terms()
                .gabor(
                        z.data,
                        z.offset,
                        y.data,
                        y.offset,
                        phase.data,
                        phase.offset,
                        COUNT,
                        columns,
                        (float) omega,
                        (float) sigma);
        kernels.terms().exp(y.data, y.offset, y.data, y.offset, COUNT, columns);
        kernels.functions().sine(phase.data, phase.offset, phase.data, phase.offset, null, 0, COUNT, columns, 1);
        kernels.elementwise().multiply(y.data, y.offset, phase.data, phase.offset, COUNT, columns);
        kernels.terms()
                .gaborGradient(
                        z.data, z.offset, y.data, y.offset, g.data, g.offset, COUNT, columns, (float) omega, (float)
                                sigma);
        Operand.assertUntouched(z, y, phase, g);
        double step = 1e-5;
        for (int point = 0; point < COUNT; point++) {
            for (int j = 0; j < columns; j += 2) {
                int i = point * Rows.WIDTH + j;
                double a = z.get(i);
                double b = z.get(i + 1);
                double[] value = wavelet(a, b, omega, sigma);
                assertThat(y.get(i)).isCloseTo(value[0], within(ERROR));
                assertThat(y.get(i + 1)).isCloseTo(value[1], within(ERROR));
                double[] right = wavelet(a + step, b, omega, sigma);
                double[] left = wavelet(a - step, b, omega, sigma);
                double[] above = wavelet(a, b + step, omega, sigma);
                double[] below = wavelet(a, b - step, omega, sigma);
                double byA = 0;
                double byB = 0;
                for (int part = 0; part < 2; part++) {
                    byA += before.get(i + part) * (right[part] - left[part]) / (2 * step);
                    byB += before.get(i + part) * (above[part] - below[part]) / (2 * step);
                }
                assertThat(g.get(i)).isCloseTo(byA, within(1e-4 * Math.max(1, Math.abs(byA))));
                assertThat(g.get(i + 1)).isCloseTo(byB, within(1e-4 * Math.max(1, Math.abs(byB))));
            }
        }
    }

    private static double[] wavelet(double a, double b, double omega, double sigma) {
        double size = Math.exp(-omega * b - sigma * sigma * (a * a + b * b));
        return new double[] {size * Math.cos(omega * a), size * Math.sin(omega * a)};
    }
}
