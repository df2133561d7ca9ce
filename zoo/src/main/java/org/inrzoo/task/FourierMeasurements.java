package org.inrzoo.task;

import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.field.Domain;
import org.inrzoo.fit.Objective;
import org.inrzoo.metric.Psnr;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.inrzoo.scan.LinearOperator;

/**
 * A signal known by linear measurements that couple all its samples, such as Fourier coefficients b = Ax: the loss is the mean
 * of |Ax - b|² over them, and a step asks for every sample.
 */
final class FourierMeasurements implements Objective {

    private final LinearOperator scanner;
    private final double[] measured;
    private final float[] truth;
    private final Domain domain;
    private final Range range;
    private final int levels;

    /**
     * An observation.
     *
     * @param measured b
     * @param truth on [0,1], for the score alone
     * @param range the interval that [0,1] is mapped to
     * @param levels how many times the network shows the signal; each is to agree
     */
    FourierMeasurements(
            LinearOperator scanner, double[] measured, double[] truth, Domain domain, Range range, int levels) {
        this.scanner = scanner;
        this.measured = measured;
        this.truth = CtObjective.floats(truth);
        this.domain = domain;
        this.range = range;
        this.levels = levels;
    }

    @Override
    public Batch batch(int step) {
        return new Batch(domain.grid(), new Coupled());
    }

    @Override
    public int outputs() {
        return levels;
    }

    @Override
    public Points evaluated() {
        return domain.grid();
    }

    /** Standard PSNR: on [0,1], clamped, peak 1. */
    @Override
    public double score(float[] outputs) {
        float[] shown = new float[truth.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = range.toUnit(outputs[i * levels + levels - 1]);
        }
        return Psnr.standard(shown, truth);
    }

    /** All samples at once: every measurement depends on each of them. */
    private final class Coupled implements OutputLoss {

        @Override
        public int group() {
            return ALL;
        }

        @Override
        public double gradient(OutputBlock block) {
            double loss = 0;
            for (int level = 0; level < levels; level++) {
                loss += gradient(block, level);
            }
            return loss;
        }

        private double gradient(OutputBlock block, int level) {
            double slope = range.toUnit(1) - range.toUnit(0);
            double[] signal = new double[truth.length];
            for (int i = 0; i < signal.length; i++) {
                signal[block.number(i)] = range.toUnit(block.value(i, level));
            }
            double[] residual = scanner.apply(signal);
            double loss = 0;
            for (int j = 0; j < residual.length; j++) {
                residual[j] -= measured[j];
                loss += residual[j] * residual[j] / signal.length;
            }
            double[] back = scanner.adjoint(residual);
            for (int i = 0; i < signal.length; i++) {
                block.setGradient(i, level, (float) (2 * back[block.number(i)] * slope / signal.length));
            }
            return loss;
        }
    }
}
