package org.inrzoo.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.inrzoo.engine.arithmetic.MuonStep;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.device.DeviceQueue;
import org.inrzoo.engine.opencl.device.Devices;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Muon's kernels against plain loops in double precision, on whatever device OpenCL has here. */
class DeviceMuonTests {

    private static final float DECAY = 0.95f;
    private static final double RATE = 0.02;
    private static final int STEPS = 3;

    /** Square, tall, wide, two of each, of sides that tiles do not divide; numbers lie between them that are none of theirs. */
    private static final List<WeightMatrix> MATRICES = matrices(new int[][] {{16, 16}, {20, 33}, {70, 24}, {70, 130}});

    private static final int WEIGHTS = end(MATRICES) + 3;
    private static final int ELEMENTS =
            MATRICES.stream().mapToInt(WeightMatrix::length).sum();

    @BeforeAll
    static void needOpenCl() {
        Optional<String> hindrance = Devices.hindrance();
        assumeTrue(hindrance.isEmpty(), () -> hindrance.orElseThrow());
    }

    private static List<WeightMatrix> matrices(int[][] shapes) {
        List<WeightMatrix> matrices = new ArrayList<>();
        for (int copy = 0; copy < 2; copy++) {
            for (int[] shape : shapes) {
                matrices.add(new WeightMatrix(end(matrices) + 5, shape[0], shape[1]));
            }
        }
        return matrices;
    }

    private static int end(List<WeightMatrix> matrices) {
        return matrices.isEmpty()
                ? 0
                : matrices.get(matrices.size() - 1).offset()
                        + matrices.get(matrices.size() - 1).length();
    }

    private static float[] gradient(int step) {
        SplittableRandom random = new SplittableRandom(step);
        float[] gradient = new float[WEIGHTS];
        for (int i = 0; i < WEIGHTS; i++) {
            gradient[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return gradient;
    }

    /** Weights that began at nothing, and the momentum behind them, after {@link #STEPS} steps; those from {@code failed} on have failed. */
    private static float[] moved(int side, int failed) {
        float[] theta = new float[WEIGHTS];
        float[] momentum = new float[ELEMENTS];
        try (DeviceQueue queue = new DeviceQueue(Devices.all().get(0), side)) {
            DeviceMemory weights = queue.allocate(WEIGHTS);
            DeviceMemory gradient = queue.allocate(WEIGHTS);
            DeviceMemory moments = queue.allocate(ELEMENTS);
            DeviceMemory stopped = queue.allocate(1);
            queue.write(weights, theta, WEIGHTS);
            queue.write(moments, momentum, ELEMENTS);
            queue.write(stopped, new int[] {failed});
            DeviceMuon muon = new DeviceMuon(queue, MATRICES, moments);
            for (int step = 0; step < STEPS; step++) {
                queue.write(gradient, gradient(step), WEIGHTS);
                muon.step(new MuonStep(DECAY, RATE / (step + 1)), weights, gradient, step, stopped);
            }
            queue.read(weights, theta, 0, WEIGHTS);
            queue.read(moments, momentum, 0, ELEMENTS);
        }
        float[] both = Arrays.copyOf(theta, WEIGHTS + ELEMENTS);
        System.arraycopy(momentum, 0, both, WEIGHTS, ELEMENTS);
        return both;
    }

    @Test
    void isThePlainComputationForEveryMatrix() {
        float[] moved = moved(8, STEPS);
        int begin = WEIGHTS;
        for (WeightMatrix matrix : MATRICES) {
            double[][] momentum = new double[matrix.rows()][matrix.columns()];
            double[][] weights = new double[matrix.rows()][matrix.columns()];
            for (int step = 0; step < STEPS; step++) {
                plainStep(matrix, weights, momentum, gradient(step), RATE / (step + 1));
            }
            assertThat(largestError(moved, matrix.offset(), weights) / RATE)
                    .as("%s, in steps", matrix)
                    .isLessThan(2e-4);
            assertThat(largestError(moved, begin, momentum))
                    .as("momentum of %s", matrix)
                    .isLessThan(1e-6);
            begin += matrix.length();
        }
    }

    private static double largestError(float[] actual, int offset, double[][] expected) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[0].length; j++) {
                largest = Math.max(largest, Math.abs(expected[i][j] - actual[offset + i * expected[0].length + j]));
            }
        }
        return largest;
    }

    private static void plainStep(
            WeightMatrix matrix, double[][] weights, double[][] momentum, float[] gradient, double rate) {
        double[][] x = new double[matrix.rows()][matrix.columns()];
        double squares = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                double g = gradient[matrix.offset() + i * matrix.columns() + j] * (1 - (double) DECAY);
                momentum[i][j] = DECAY * momentum[i][j] + g;
                x[i][j] = DECAY * momentum[i][j] + g;
                squares += x[i][j] * x[i][j];
            }
        }
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= 1.01 * Math.sqrt(squares);
            }
        }
        for (int k = 0; k < 5; k++) {
            x = iterated(x);
        }
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                weights[i][j] -= rate * 0.2 * Math.sqrt(matrix.longerSide()) * x[i][j];
            }
        }
    }

    /** a X + b A X + c A² X with A = X Xᵀ, whichever side is longer. */
    private static double[][] iterated(double[][] x) {
        double[][] a = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                for (int k = 0; k < x[0].length; k++) {
                    a[i][j] += x[i][k] * x[j][k];
                }
            }
        }
        double[][] ax = times(a, x);
        double[][] aax = times(a, ax);
        double[][] next = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                next[i][j] = 3.4445 * x[i][j] - 4.7750 * ax[i][j] + 2.0315 * aax[i][j];
            }
        }
        return next;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void givesTheSameBitsForWorkGroupsOfAnySize(int side) {
        assertThat(moved(side, STEPS)).isEqualTo(moved(8, STEPS));
    }

    @Test
    void movesNothingFromAStepOnThatHasFailed() {
        assertThat(moved(8, 0)).containsOnly(0);
        assertThat(moved(8, 1)).isNotEqualTo(moved(8, 2));
    }

    @Test
    void leavesWhatIsBetweenTheMatrices() {
        float[] moved = moved(8, STEPS);
        boolean[] inside = new boolean[WEIGHTS];
        MATRICES.forEach(matrix -> Arrays.fill(inside, matrix.offset(), matrix.offset() + matrix.length(), true));
        for (int i = 0; i < WEIGHTS; i++) {
            assertThat(moved[i] != 0).as("place %d has moved", i).isEqualTo(inside[i]);
        }
    }
}
