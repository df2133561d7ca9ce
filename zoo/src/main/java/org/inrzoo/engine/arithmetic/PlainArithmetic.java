package org.inrzoo.engine.arithmetic;

import java.util.Arrays;

/** The loops in plain Java, on the calling thread: for engines that have no faster ones. */
public final class PlainArithmetic implements WeightArithmetic {

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public void run(int tasks, NumberedTask task) {
        for (int i = 0; i < tasks; i++) {
            task.run(0, i);
        }
    }

    @Override
    public PanelMatrix matrix(int rows, int columns) {
        return new PanelMatrix(rows, columns, new float[PanelMatrix.size(rows, columns)], 0);
    }

    @Override
    public void adam(
            AdamStep step,
            float[] parameters,
            float[] gradient,
            int first,
            int count,
            float[] m,
            float[] v,
            int firstMoment) {
        for (int i = 0; i < count; i++) {
            float g = gradient[first + i];
            int j = firstMoment + i;
            m[j] = m[j] * step.beta1() + g * (1 - step.beta1());
            v[j] = v[j] * step.beta2() + g * g * (1 - step.beta2());
            parameters[first + i] -= m[j] * step.alpha() / ((float) Math.sqrt(v[j]) + step.epsilon());
        }
    }

    @Override
    public void product(PanelMatrix a, PanelMatrix b, PanelMatrix c) {
        clear(c);
        for (int row = 0; row < a.rows(); row++) {
            for (int k = 0; k < a.columns(); k++) {
                addRow(a.get(row, k), b, k, c, row);
            }
        }
    }

    @Override
    public void transposedProduct(PanelMatrix a, PanelMatrix b, PanelMatrix c) {
        clear(c);
        for (int k = 0; k < a.rows(); k++) {
            for (int row = 0; row < a.columns(); row++) {
                addRow(a.get(k, row), b, k, c, row);
            }
        }
    }

    @Override
    public void gram(PanelMatrix a, PanelMatrix c) {
        transposedProduct(a, a, c);
        c.mirror();
    }

    @Override
    public void symmetricProduct(PanelMatrix a, PanelMatrix b, PanelMatrix c) {
        product(a, b, c);
        c.mirror();
    }

    private static void clear(PanelMatrix c) {
        Arrays.fill(c.data(), c.panel(0), c.panel(0) + c.size(), 0);
    }

    /** Row {@code to} of c += factor · row {@code from} of b. */
    private static void addRow(float factor, PanelMatrix b, int from, PanelMatrix c, int to) {
        for (int panel = 0; panel < c.panels(); panel++) {
            int source = b.panel(panel) + from * PanelMatrix.WIDTH;
            int target = c.panel(panel) + to * PanelMatrix.WIDTH;
            for (int i = 0; i < PanelMatrix.WIDTH; i++) {
                c.data()[target + i] += factor * b.data()[source + i];
            }
        }
    }

    @Override
    public boolean orthonormalize(PanelMatrix rows) {
        boolean nearly = orthonormalizeOnce(rows);
        return nearly && orthonormalizeOnce(rows); // again for what rounding left
    }

    private static boolean orthonormalizeOnce(PanelMatrix q) {
        for (int i = 0; i < q.rows(); i++) {
            double length = Math.sqrt(dot(q, i, i));
            if (!(length > 0)) {
                return false;
            }
            scaleRow(q, i, (float) (1 / length));
            for (int j = i + 1; j < q.rows(); j++) {
                addRow(-(float) dot(q, i, j), q, i, q, j);
            }
        }
        return true;
    }

    private static void scaleRow(PanelMatrix q, int row, float factor) {
        for (int column = 0; column < q.columns(); column++) {
            q.data()[q.index(row, column)] *= factor;
        }
    }

    private static double dot(PanelMatrix q, int i, int j) {
        double sum = 0;
        for (int column = 0; column < q.columns(); column++) {
            sum += (double) q.get(i, column) * q.get(j, column);
        }
        return sum;
    }
}
