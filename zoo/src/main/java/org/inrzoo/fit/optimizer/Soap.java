package org.inrzoo.fit.optimizer;

import java.util.List;
import org.inrzoo.engine.arithmetic.PanelMatrix;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.arithmetic.WeightMatrix;

/**
 * SOAP for one matrix W, m × n, with gradient G: Vyas et al. 2024, "SOAP: Improving and Stabilizing Shampoo using Adam",
 * algorithm 3. All running means have the decay β; every tenth step refreshes the bases.
 *
 * <pre>
 *   H = Qₗᵀ G Qᵣ             M = β M + (1-β) H        V = β V + (1-β) H²
 *   W = W - α Qₗ (M / (√V + ε)) Qᵣᵀ                   α = rate √(1-β^t) / (1-β^t), t the step's number from 0
 *   L = β L + (1-β) G Gᵀ     R = β R + (1-β) Gᵀ G     Qₗ, Qᵣ: their eigenvectors, see {@link EigenBasis}
 * </pre>
 *
 * <p>The first step only makes L, R and the bases. M is kept in the bases and taken from the old to the new ones; V is not
 * turned, only its rows and columns follow the eigenvectors' order.
 */
final class Soap implements MatrixOptimizer.Rule<Workspace> {

    private static final int REFRESH_EVERY = 10;

    /** Power steps that lead from the unit matrix to the first basis. */
    private static final int FIRST_POWERS = 10;

    /** Matrices of W's shape that a step computes in. */
    private static final int OF_SHAPE = 3;

    static final MatrixOptimizer.Kind<Workspace> KIND = new MatrixOptimizer.Kind<>() {

        @Override
        public long stateSize(WeightMatrix matrix) {
            return 2L * matrix.length() + EigenBasis.stateSize(matrix.rows()) + EigenBasis.stateSize(matrix.columns());
        }

        @Override
        public Workspace workspace(List<WeightMatrix> matrices, WeightArithmetic arithmetic) {
            Workspace workspace = new Workspace(arithmetic);
            for (WeightMatrix matrix : matrices) {
                workspace.prepare(matrix.rows(), matrix.columns(), OF_SHAPE);
                workspace.prepare(matrix.columns(), matrix.rows(), 2);
                workspace.prepare(matrix.rows(), matrix.rows(), OF_SHAPE + 1);
                workspace.prepare(matrix.columns(), matrix.columns(), OF_SHAPE + 1);
            }
            return workspace;
        }

        @Override
        public MatrixOptimizer.Rule<Workspace> rule(
                WeightMatrix matrix, OptimizerSettings settings, WeightArithmetic arithmetic, SavedState saved) {
            return new Soap(matrix, settings, arithmetic, saved);
        }
    };

    private final WeightMatrix matrix;
    private final WeightArithmetic arithmetic;
    private final float decay;
    private final float epsilon;
    private final PanelMatrix mean;
    private final PanelMatrix square;
    private final EigenBasis left;
    private final EigenBasis right;

    private Soap(WeightMatrix matrix, OptimizerSettings settings, WeightArithmetic arithmetic, SavedState saved) {
        this.matrix = matrix;
        this.arithmetic = arithmetic;
        decay = (float) settings.matrixDecay();
        epsilon = (float) settings.epsilon();
        mean = arithmetic.matrix(matrix.rows(), matrix.columns());
        square = arithmetic.matrix(matrix.rows(), matrix.columns());
        mean.read(saved.take(matrix.length()), 0);
        square.read(saved.take(matrix.length()), 0);
        left = new EigenBasis(matrix.rows(), arithmetic, saved);
        right = new EigenBasis(matrix.columns(), arithmetic, saved);
    }

    @Override
    public void step(float[] parameters, float[] gradient, double rate, int step, Workspace workspace) {
        PanelMatrix g = workspace.get(matrix.rows(), matrix.columns(), 0);
        g.read(gradient, matrix.offset());
        if (step > 0) {
            descend(parameters, g, rate, step, workspace);
        }
        learn(g, step, workspace);
        if (step == 0) {
            for (int i = 0; i < FIRST_POWERS; i++) {
                left.refresh(image(workspace, matrix.rows()));
                right.refresh(image(workspace, matrix.columns()));
            }
        } else if (step % REFRESH_EVERY == 0) {
            refresh(workspace);
        }
    }

    /** Moves M, V and W. */
    private void descend(float[] parameters, PanelMatrix g, double rate, int step, Workspace workspace) {
        PanelMatrix turned = workspace.get(matrix.rows(), matrix.columns(), 1);
        PanelMatrix half = workspace.get(matrix.rows(), matrix.columns(), 2);
        turn(g, half, turned);
        double left = 1 - StrictMath.pow(decay, step);
        moments(turned, (float) (rate * Math.sqrt(left) / left));
        turnBack(turned, half, turned);
        for (int row = 0; row < matrix.rows(); row++) {
            for (int panel = 0; panel < turned.panels(); panel++) {
                int from = turned.panel(panel) + row * PanelMatrix.WIDTH;
                int to = matrix.offset() + row * matrix.columns() + panel * PanelMatrix.WIDTH;
                int count = turned.inPanel(panel);
                for (int i = 0; i < count; i++) {
                    parameters[to + i] -= turned.data()[from + i];
                }
            }
        }
    }

    /** Takes H into M and V; α M / (√V + ε) takes its place. */
    private void moments(PanelMatrix h, float alpha) {
        float[] m = mean.data();
        float[] v = square.data();
        float[] data = h.data();
        int first = mean.panel(0);
        int second = square.panel(0) - first;
        int third = h.panel(0) - first;
        int end = first + mean.size();
        float take = 1 - decay;
        for (int i = first; i < end; i++) {
            float number = data[i + third];
            m[i] = m[i] * decay + number * take;
            v[i + second] = v[i + second] * decay + number * number * take;
        }
        for (int i = first; i < end; i++) {
            data[i + third] = alpha * m[i] / ((float) Math.sqrt(v[i + second]) + epsilon);
        }
    }

    /** target = Qₗᵀ source Qᵣ. */
    private void turn(PanelMatrix source, PanelMatrix half, PanelMatrix target) {
        arithmetic.product(source, right.basis(), half);
        arithmetic.transposedProduct(left.basis(), half, target);
    }

    /** target = Qₗ source Qᵣᵀ; the target may be the source. */
    private void turnBack(PanelMatrix source, PanelMatrix half, PanelMatrix target) {
        arithmetic.product(left.basis(), source, half);
        arithmetic.product(half, right.transposed(), target);
    }

    /** L and R take the gradient in. */
    private void learn(PanelMatrix g, int step, Workspace workspace) {
        float keep = step == 0 ? 0 : decay;
        PanelMatrix transposed = workspace.get(/* rows= */ matrix.columns(), /* columns= */ matrix.rows(), 1);
        transposed.transpose(g);
        PanelMatrix covariance = image(workspace, matrix.rows());
        arithmetic.gram(transposed, covariance);
        left.factor().average(covariance, keep);
        covariance = image(workspace, matrix.columns());
        arithmetic.gram(g, covariance);
        right.factor().average(covariance, keep);
    }

    private void refresh(Workspace workspace) {
        PanelMatrix half = workspace.get(matrix.rows(), matrix.columns(), 1);
        PanelMatrix plain = workspace.get(matrix.rows(), matrix.columns(), 2);
        turnBack(mean, half, plain);
        List<Integer> rows = left.refresh(image(workspace, matrix.rows()));
        List<Integer> columns = right.refresh(image(workspace, matrix.columns()));
        turn(plain, half, mean);
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                half.data()[half.index(row, column)] = square.get(rows.get(row), columns.get(column));
            }
        }
        square.scale(half, 1);
    }

    /** A square matrix that no other method computes in at the same time. */
    private static PanelMatrix image(Workspace workspace, int side) {
        return workspace.get(side, side, OF_SHAPE);
    }

    @Override
    public int write(float[] state, int offset) {
        mean.write(state, offset);
        square.write(state, offset + matrix.length());
        return right.write(state, left.write(state, offset + 2 * matrix.length()));
    }
}
