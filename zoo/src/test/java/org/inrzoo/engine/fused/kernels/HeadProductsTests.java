package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The products of sparse heads, against plain loops in double precision. */
class HeadProductsTests {

    private static final int FEATURES = 9;
    private static final int HEADS = 6;
    private static final int FROM = 1;
    private static final int TO = 5;
    private static final double ERROR = 1e-5;

    /** Bits of a vector, points, connections of a head. */
    static Stream<Arguments> shapes() {
        List<Arguments> shapes = new ArrayList<>();
        for (int bits : new int[] {128, 256, 512}) {
            for (int vectors : new int[] {1, 2, 3, 5, 16}) {
                for (int alpha : new int[] {1, 2, 3, 4, 7, 9, 33}) {
                    shapes.add(Arguments.of(bits, vectors * bits / Float.SIZE, alpha));
                }
            }
        }
        return shapes.stream();
    }

    /** Weights of all heads, and behind a gap of guards their connections, as whole numbers. */
    private static Operand parameters(int alpha) {
        Operand parameters = new Operand(2 * HEADS * alpha + 5);
        SplittableRandom random = new SplittableRandom(alpha);
        for (int i = 0; i < HEADS * alpha; i++) {
            parameters.data[parameters.offset + i] = (float) (2 * random.nextDouble() - 1);
            parameters.data[parameters.offset + HEADS * alpha + 5 + i] = random.nextInt(FEATURES);
        }
        return parameters;
    }

    @ParameterizedTest(name = "{0} bits, {1} points, {2} connections")
    @MethodSource("shapes")
    void forwardAddsTheProductsOfTheConnectedFeatures(int bits, int points, int alpha) {
        Operand parameters = parameters(alpha);
        Operand x = Operand.random(FEATURES * points, 1);
        Operand y = Operand.random(HEADS * points, 2).writable(FROM * points, (TO - FROM) * points);
        Operand before = y.copy();
        Operand.watch(parameters, x, y);
        int connections = HEADS * alpha + 5;
        Kernels.of(bits)
                .heads()
                .forward(
                        x.data,
                        x.offset,
                        points,
                        parameters.data,
                        parameters.offset,
                        parameters.offset + connections,
                        alpha,
                        FROM,
                        TO,
                        y.data,
                        y.offset);
        Operand.assertUntouched(parameters, x, y);
        for (int head = FROM; head < TO; head++) {
            for (int point = 0; point < points; point++) {
                double sum = before.get(head * points + point);
                for (int j = 0; j < alpha; j++) {
                    int feature = (int) parameters.get(connections + head * alpha + j);
                    sum += parameters.get(head * alpha + j) * x.get(feature * points + point);
                }
                assertThat(y.get(head * points + point))
                        .as("head %d, point %d", head, point)
                        .isCloseTo(sum, within(ERROR));
            }
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} points, {2} connections")
    @MethodSource("shapes")
    void backwardAddsToTheGradientsByWeightsAndFeatures(int bits, int points, int alpha) {
        Operand parameters = parameters(alpha);
        Operand x = Operand.random(FEATURES * points, 1);
        Operand dy = Operand.random(HEADS * points, 2);
        Operand dx = Operand.random(FEATURES * points, 3).writable(0, FEATURES * points);
        Operand dv = Operand.random(HEADS * alpha, 4).writable(FROM * alpha, (TO - FROM) * alpha);
        double[] features = numbers(dx, FEATURES * points);
        double[] weights = numbers(dv, HEADS * alpha);
        int connections = HEADS * alpha + 5;
        for (int head = FROM; head < TO; head++) {
            for (int j = 0; j < alpha; j++) {
                int feature = (int) parameters.get(connections + head * alpha + j);
                for (int point = 0; point < points; point++) {
                    double g = dy.get(head * points + point);
                    weights[head * alpha + j] += g * x.get(feature * points + point);
                    features[feature * points + point] += g * parameters.get(head * alpha + j);
                }
            }
        }
        Operand.watch(parameters, x, dy, dx, dv);
        Kernels.of(bits)
                .heads()
                .backward(
                        x.data,
                        x.offset,
                        points,
                        parameters.data,
                        parameters.offset,
                        parameters.offset + connections,
                        alpha,
                        FROM,
                        TO,
                        dy.data,
                        dy.offset,
                        dx.data,
                        dx.offset,
                        dv.data,
                        dv.offset);
        Operand.assertUntouched(parameters, x, dy, dx, dv);
        assertThat(numbers(dx, FEATURES * points)).containsExactly(features, within(ERROR));
        assertThat(numbers(dv, HEADS * alpha)).containsExactly(weights, within(ERROR * points));
    }

    private static double[] numbers(Operand operand, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = operand.get(i);
        }
        return numbers;
    }
}
