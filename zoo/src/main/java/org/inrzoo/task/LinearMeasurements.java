package org.inrzoo.task;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.field.Domain;
import org.inrzoo.fit.Objective;
import org.inrzoo.layer.SignalDescription;
import org.inrzoo.metric.Psnr;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.inrzoo.scan.LinearOperator;

/**
 * A signal known by linear measurements b = Ax of all its samples, such as Fourier coefficients or means along rays: the loss is
 * w |Ax - b|², and a step asks for every sample of the grid, so that networks that look at neighbours can be fitted too.
 */
final class LinearMeasurements implements Objective {

    private final LinearOperator scanner;
    private final double[] measured;
    private final double weight;
    private final Supplier<double[]> rough;
    private final float[] truth;
    private final Domain domain;
    private final Range range;
    private final int levels;

    /**
     * An observation.
     *
     * @param measured b
     * @param weight w
     * @param rough a picture of [0,1] that is made of the measurements alone, which describes the signal where it has two axes
     * @param truth on [0,1], for the score alone
     * @param range the interval that [0,1] is mapped to
     * @param levels how many times the network shows the signal; each is to agree
     */
    LinearMeasurements(
            LinearOperator scanner,
            double[] measured,
            double weight,
            Supplier<double[]> rough,
            double[] truth,
            Domain domain,
            Range range,
            int levels) {
        this.scanner = scanner;
        this.measured = measured;
        this.weight = weight;
        this.rough = rough;
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
    public Optional<float[]> description(SignalDescription by) {
        List<Integer> sizes = domain.sizes();
        return sizes.size() == 2
                ? Optional.of(by.describe(CtObjective.floats(rough.get()), sizes.get(0), sizes.get(1)))
                : Optional.empty();
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
                loss += weight * residual[j] * residual[j];
            }
            double[] back = scanner.adjoint(residual);
            for (int i = 0; i < signal.length; i++) {
                block.setGradient(i, level, (float) (2 * weight * back[block.number(i)] * slope));
            }
            return loss;
        }
    }
}
