package org.inrzoo.fit;

import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.layer.SignalDescription;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.Points;
import org.inrzoo.point.ShiftedPoints;

/** The values of a task at the samples of its grid, in the recipe's batches. */
public final class GridValues implements Objective {

    private final FitTask task;
    private final Batches batches;
    private final BatchLoss loss;

    /** Makes the loss of a batch. */
    @FunctionalInterface
    public interface BatchLoss {

        /**
         * The loss of some points.
         *
         * @param targets [points, outputs], the wanted outputs
         */
        OutputLoss of(float[] targets, int points);
    }

    /** By the mean squared error. */
    public GridValues(FitTask task, Recipe recipe) {
        this(task, recipe, SquaredError::new);
    }

    /** By any loss of the outputs and their targets. */
    public GridValues(FitTask task, Recipe recipe, BatchLoss loss) {
        this.task = task;
        this.loss = loss;
        batches = new Batches(task.grid(), recipe);
    }

    @Override
    public Batch batch(int step) {
        Points points = batches.at(step);
        return new Batch(points, loss.of(targets(points), points.size()));
    }

    @Override
    public int outputs() {
        return task.outputs();
    }

    @Override
    public Optional<float[]> description(SignalDescription by) {
        List<Integer> sizes = task.grid().sizes();
        return sizes.size() == 2
                ? Optional.of(by.describe(task.targets(), sizes.get(0), sizes.get(1)))
                : Optional.empty();
    }

    @Override
    public Points evaluated() {
        return task.grid();
    }

    @Override
    public Measure measure() {
        return task.measure();
    }

    @Override
    public double score(float[] outputs) {
        return task.score(outputs);
    }

    @Override
    public double score(NetworkAnswers network) {
        return task.score(network);
    }

    @Override
    public List<Score> scores(float[] outputs) {
        return task.scores(outputs);
    }

    private float[] targets(Points points) {
        if (points instanceof ShiftedPoints shifted) {
            return task.targets(shifted);
        }
        return points instanceof GridSubset picked ? task.targets(picked) : task.targets();
    }
}
