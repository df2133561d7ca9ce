package org.inrzoo.task;

import java.util.List;
import org.inrzoo.datasets.Interpolation;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitTask;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.point.Grid;
import org.inrzoo.point.ShiftedPoints;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;

/** A sampled signal to be represented: its samples are the points, its values the targets, once for every level of detail. */
final class SamplesTask implements FitTask {

    private final Samples signal;
    private final Domain domain;
    private final Quantity quantity;
    private final int levels;
    private final SignalKind kind;
    private final float[] targets;

    SamplesTask(Samples signal, Domain domain, Quantity quantity, int levels) {
        this.signal = signal;
        this.domain = domain;
        this.quantity = quantity;
        this.levels = levels;
        kind = SignalKinds.named(signal.kind());
        targets = repeated(signal.values());
    }

    /** Values as outputs, once for every level. */
    private float[] repeated(float[] values) {
        int channels = signal.channels();
        float[] outputs = new float[Math.multiplyExact(values.length, levels)];
        for (int i = 0; i < outputs.length; i++) {
            int point = i / (levels * channels);
            outputs[i] = (float) quantity.output(values[point * channels + i % channels]);
        }
        return outputs;
    }

    @Override
    public Grid grid() {
        return domain.grid();
    }

    @Override
    public int outputs() {
        return levels * signal.channels();
    }

    @Override
    public float[] targets() {
        return targets;
    }

    /** Of a signal of one or two axes. */
    @Override
    public float[] targets(ShiftedPoints points) {
        int axes = domain.dimensions();
        if (axes > 2) {
            throw new FitException("'jitter' is for signals of one or two axes, and " + signal.name() + " has " + axes
                    + ": leave it at 0");
        }
        int channels = signal.channels();
        int last = domain.sizes().get(axes - 1);
        Interpolation between = new Interpolation(
                signal.values(), last, axes == 1 ? 1 : domain.sizes().get(0), channels);
        float[] values = new float[points.size() * channels];
        double[] position = new double[axes];
        for (int point = 0; point < points.size(); point++) {
            points.position(point, position);
            between.read(position[axes - 1], axes == 1 ? 0 : position[0], values, point * channels);
        }
        return repeated(values);
    }

    @Override
    public Measure measure() {
        return kind.measure();
    }

    @Override
    public double score(float[] outputs) {
        return kind.score(signal, shown(outputs));
    }

    @Override
    public List<Score> scores(float[] outputs) {
        return kind.scores(signal, shown(outputs));
    }

    /** The values that outputs mean, of the last, the finest level. */
    private float[] shown(float[] outputs) {
        int channels = signal.channels();
        float[] shown = new float[outputs.length / levels];
        for (int i = 0; i < shown.length; i++) {
            int point = i / channels;
            shown[i] = (float) quantity.value(outputs[point * outputs() + outputs() - channels + i % channels]);
        }
        return shown;
    }
}
