package org.inrzoo.engine;

import java.util.Locale;
import org.inrzoo.point.Points;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The empirical neural tangent kernel, Jacot, Gabriel and Hongler 2018: K = Σ_o J_o J_oᵀ, where row i of J_o is the
 * gradient of output o at point i by the trainable parameters.
 *
 * <p>Where outputs depend on the whole batch, the gradient goes through the statistics of all the points.
 */
public final class TangentKernel {

    /** Columns of the Jacobian that are multiplied at a time. */
    private static final int COLUMNS = 1 << 12;

    private static final double SHARE_OF_HEAP = 0.6;

    private TangentKernel() {}

    /**
     * The kernel, symmetric.
     *
     * @param parameters the flat vector; not modified
     * @return [points][points]
     * @throws EngineException when the Jacobian does not fit in memory
     */
    public static double[][] of(Engine engine, float[] parameters, Points points) {
        int size = engine.architecture().parameters().trainable();
        checkMemory(points.size(), size);
        INDArray kernel = Nd4j.zeros(DataType.DOUBLE, points.size(), points.size());
        for (int output = 0; output < engine.architecture().outputs(); output++) {
            float[][] jacobian = new float[points.size()][size];
            for (int i = 0; i < points.size(); i++) {
                differentiate(engine, parameters, points, i, output, jacobian[i]);
            }
            for (int from = 0; from < size; from += COLUMNS) {
                INDArray part = columns(jacobian, from, Math.min(COLUMNS, size - from));
                kernel.addi(part.mmul(part.transpose()));
            }
        }
        return symmetric(kernel.toDoubleMatrix());
    }

    /** One row of a Jacobian, with all points as the batch only where that matters. */
    private static void differentiate(
            Engine engine, float[] parameters, Points points, int point, int output, float[] row) {
        boolean whole = engine.architecture().couplesPoints();
        int outputs = engine.architecture().outputs();
        float[] selection = new float[whole ? points.size() * outputs : outputs];
        selection[whole ? point * outputs + output : output] = 1;
        engine.backward(parameters, whole ? points : points.slice(point, 1), selection, row);
    }

    private static INDArray columns(float[][] matrix, int from, int count) {
        double[] values = new double[matrix.length * count];
        for (int i = 0; i < values.length; i++) {
            values[i] = matrix[i / count][from + i % count];
        }
        return Nd4j.createFromArray(values).reshape(matrix.length, count);
    }

    /** Rounding differs on the two sides of the diagonal; the lower one counts. */
    private static double[][] symmetric(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private static void checkMemory(long points, long parameters) {
        double bytes = (double) points * parameters * Float.BYTES + (double) points * points * Double.BYTES;
        double room = SHARE_OF_HEAP * Runtime.getRuntime().maxMemory();
        if (bytes > room) {
            throw new EngineException(String.format(
                    Locale.ROOT,
                    "the gradients of %d points by %d parameters take %.1f GB, and %.1f GB are free: take fewer points",
                    points,
                    parameters,
                    bytes * 1e-9,
                    room * 1e-9));
        }
    }
}
