package org.inrzoo.fit.optimizer;

import java.util.List;
import org.inrzoo.engine.arithmetic.MuonStep;
import org.inrzoo.engine.arithmetic.PanelMatrix;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.arithmetic.WeightMatrix;

/**
 * Muon for one matrix, as {@link MuonStep} has it. With products of Xᵀ and X, not X and Xᵀ, no iteration has to transpose.
 */
final class Muon implements MatrixOptimizer.Rule<Workspace> {

    static final MatrixOptimizer.Kind<Workspace> KIND = new MatrixOptimizer.Kind<>() {

        @Override
        public long stateSize(WeightMatrix matrix) {
            return matrix.length();
        }

        @Override
        public Workspace workspace(List<WeightMatrix> matrices, WeightArithmetic arithmetic) {
            Workspace workspace = new Workspace(arithmetic);
            for (WeightMatrix matrix : matrices) {
                int n = matrix.shorterSide();
                workspace.prepare(n, n, SQUARES);
                workspace.prepare(matrix.longerSide(), n, taken(matrix) + 2);
                workspace.prepare(matrix.rows(), matrix.columns(), 1);
            }
            return workspace;
        }

        @Override
        public MatrixOptimizer.Rule<Workspace> rule(
                WeightMatrix matrix, OptimizerSettings settings, WeightArithmetic arithmetic, SavedState saved) {
            return new Muon(matrix, settings, arithmetic, saved.take(matrix.length()));
        }
    };

    /** Matrices n × n that an iteration computes. */
    private static final int SQUARES = 3;

    private final WeightMatrix matrix;
    private final float decay;
    private final WeightArithmetic arithmetic;
    private final float[] momentum;

    private Muon(WeightMatrix matrix, OptimizerSettings settings, WeightArithmetic arithmetic, float[] momentum) {
        this.matrix = matrix;
        decay = (float) settings.matrixDecay();
        this.arithmetic = arithmetic;
        this.momentum = momentum;
    }

    /** Matrices of X's shape that an iteration needs beside X. */
    private static int taken(WeightMatrix matrix) {
        return matrix.rows() == matrix.columns() ? SQUARES : 0;
    }

    @Override
    public void step(float[] parameters, float[] gradient, double rate, int step, Workspace workspace) {
        int m = matrix.longerSide();
        int n = matrix.shorterSide();
        boolean wide = matrix.columns() > matrix.rows();
        PanelMatrix x = workspace.get(m, n, taken(matrix));
        PanelMatrix next = workspace.get(m, n, taken(matrix) + 1);
        PanelMatrix whole = wide ? workspace.get(n, m, 0) : x;
        double squares = direction(gradient, whole);
        if (squares == 0) {
            return;
        }
        if (wide) {
            x.transpose(whole);
        }
        x.scale(x, (float) (1 / (MuonStep.MARGIN * Math.sqrt(squares))));
        for (int i = 0; i < MuonStep.ITERATIONS; i++) {
            iterate(x, next, workspace);
            PanelMatrix last = x;
            x = next;
            next = last;
        }
        PanelMatrix update = x;
        if (wide) {
            whole.transpose(x);
            update = whole;
        }
        subtract(update, new MuonStep(decay, rate).length(m), parameters);
    }

    /** M moves on; U goes to {@code target}. Returns the sum of U's squares. */
    private double direction(float[] gradient, PanelMatrix target) {
        float[] u = target.data();
        float rest = 1 - decay;
        double squares = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            for (int panel = 0; panel < target.panels(); panel++) {
                int place = row * matrix.columns() + panel * PanelMatrix.WIDTH;
                int to = target.panel(panel) + row * PanelMatrix.WIDTH;
                int count = target.inPanel(panel);
                average(gradient, matrix.offset() + place, place, count, rest);
                for (int i = 0; i < count; i++) {
                    u[to + i] = momentum[place + i] * decay + gradient[matrix.offset() + place + i] * rest;
                }
                squares += squares(u, to, count);
            }
        }
        return squares;
    }

    private void average(float[] gradient, int from, int to, int count, float rest) {
        for (int i = 0; i < count; i++) {
            momentum[to + i] = momentum[to + i] * decay + gradient[from + i] * rest;
        }
    }

    /** The sum of {@code count} squares, four at a time, so that none waits for the one before. */
    private static double squares(float[] values, int from, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int whole = from + count / 4 * 4;
        for (int i = from; i < whole; i += 4) {
            a += (double) values[i] * values[i];
            b += (double) values[i + 1] * values[i + 1];
            c += (double) values[i + 2] * values[i + 2];
            d += (double) values[i + 3] * values[i + 3];
        }
        for (int i = whole; i < from + count; i++) {
            a += (double) values[i] * values[i];
        }
        return a + b + (c + d);
    }

    /** next = x (a I + A (b I + c A)), A = xᵀx. */
    private void iterate(PanelMatrix x, PanelMatrix next, Workspace workspace) {
        int n = matrix.shorterSide();
        PanelMatrix gram = workspace.get(n, n, 0);
        PanelMatrix linear = workspace.get(n, n, 1);
        PanelMatrix polynomial = workspace.get(n, n, 2);
        arithmetic.gram(x, gram);
        linear.scale(gram, MuonStep.C);
        linear.addToDiagonal(MuonStep.B);
        arithmetic.symmetricProduct(gram, linear, polynomial);
        polynomial.addToDiagonal(MuonStep.A);
        arithmetic.product(x, polynomial, next);
    }

    private void subtract(PanelMatrix update, float length, float[] parameters) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int panel = 0; panel < update.panels(); panel++) {
                int from = update.panel(panel) + row * PanelMatrix.WIDTH;
                int to = matrix.offset() + row * matrix.columns() + panel * PanelMatrix.WIDTH;
                int count = update.inPanel(panel);
                for (int i = 0; i < count; i++) {
                    parameters[to + i] -= length * update.data()[from + i];
                }
            }
        }
    }

    @Override
    public int write(float[] state, int offset) {
        System.arraycopy(momentum, 0, state, offset, momentum.length);
        return offset + momentum.length;
    }
}
