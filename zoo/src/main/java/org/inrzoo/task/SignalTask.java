package org.inrzoo.task;

import java.util.List;
import org.inrzoo.datasets.Interpolation;
import org.inrzoo.datasets.SampledSignal;
import org.inrzoo.fit.FitTask;
import org.inrzoo.metric.Psnr;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.ShiftedPoints;

/**
 * A one-dimensional signal to be represented: its samples are the points, its values as they are the targets; a recipe's
 * grid and range do not apply.
 *
 * @param signal at least two different values
 */
public record SignalTask(SampledSignal signal) implements FitTask {

    /**
     * Checks the signal.
     *
     * @throws IllegalArgumentException if all its values are equal, so that no PSNR can refer to their range
     */
    public SignalTask {
        if (!(range(signal.values()) > 0)) {
            throw new IllegalArgumentException("a signal to be fitted takes at least two different values");
        }
    }

    @Override
    public Grid grid() {
        GridConvention convention = signal.bothEnds() ? GridConvention.ALIGN_CORNERS : GridConvention.ASYMMETRIC;
        return new Grid(List.of(signal.values().length), convention);
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public float[] targets() {
        return signal.values();
    }

    @Override
    public float[] targets(ShiftedPoints points) {
        Interpolation between = new Interpolation(signal.values(), signal.values().length, 1, 1);
        float[] targets = new float[points.size()];
        double[] position = new double[1];
        for (int point = 0; point < targets.length; point++) {
            points.position(point, position);
            between.read(position[0], 0, targets, point);
        }
        return targets;
    }

    /** PSNR whose peak is the signal's range; the network's outputs are taken as they are. */
    @Override
    public double score(float[] outputs) {
        float[] targets = signal.values();
        if (outputs.length != targets.length) {
            throw new IllegalArgumentException(
                    "the signal has " + targets.length + " values, and there are " + outputs.length + " outputs");
        }
        double peak = range(targets);
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            double error = (outputs[i] - targets[i]) / peak;
            sum += error * error;
        }
        return Psnr.ofMse(sum / targets.length);
    }

    private static double range(float[] values) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        return highest - lowest;
    }
}
