package org.inrzoo.fit;

import org.inrzoo.engine.SquaredError;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.Points;
import org.inrzoo.point.ShiftedPoints;

/** The values of a task at the samples of its grid, in the recipe's batches, by squared error. */
final class GridValues implements Objective {

    private final FitTask task;
    private final Batches batches;

    GridValues(FitTask task, Recipe recipe) {
        this.task = task;
        batches = new Batches(task.grid(), recipe);
    }

    @Override
    public Batch batch(int step) {
        Points points = batches.at(step);
        return new Batch(points, new SquaredError(targets(points), points.size()));
    }

    @Override
    public int outputs() {
        return task.outputs();
    }

    @Override
    public Points evaluated() {
        return task.grid();
    }

    @Override
    public double score(float[] outputs) {
        return task.psnr(outputs);
    }

    private float[] targets(Points points) {
        if (points instanceof ShiftedPoints shifted) {
            return task.targets(shifted);
        }
        if (!(points instanceof GridSubset picked)) {
            return task.targets();
        }
        int outputs = task.outputs();
        float[] targets = new float[picked.size() * outputs];
        for (int i = 0; i < picked.size(); i++) {
            System.arraycopy(task.targets(), picked.indices()[i] * outputs, targets, i * outputs, outputs);
        }
        return targets;
    }
}
