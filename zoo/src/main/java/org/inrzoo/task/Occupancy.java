package org.inrzoo.task;

import java.util.List;
import org.inrzoo.engine.Penalty;
import org.inrzoo.engine.PointwiseLoss;
import org.inrzoo.field.Domain;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Points;
import org.inrzoo.signal.Solid;

/** The logit of being inside a solid, by the cross entropy; scored by the overlap of the solids. */
final class Occupancy implements Objective {

    /** Points per step where a recipe would take all. */
    private static final int BATCH = 1 << 15;

    private final SolidPoints drawn;
    private final SolidScores scores;
    private final int levels;
    private final int perStep;
    private final long seed;

    Occupancy(Solid solid, Domain domain, SolidPoints drawn, int levels, Recipe recipe) {
        this.drawn = drawn;
        this.levels = levels;
        scores = new SolidScores(solid, domain, levels, 1);
        perStep = Math.min(drawn.points().size(), recipe.batch() == 0 ? BATCH : recipe.batch());
        seed = recipe.seed();
    }

    @Override
    public Batch batch(int step) {
        int count = drawn.points().size();
        int stepsPerEpoch = Math.max(1, count / perStep);
        int epoch = step / stepsPerEpoch;
        int[] order = new RandomSource(seed * 0x9E3779B97F4A7C15L + epoch + 1).permutation(stepsPerEpoch);
        int first = order[step % stepsPerEpoch] * perStep;
        float[] targets = new float[perStep * levels];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = drawn.inside()[first + i / levels] ? 1 : 0;
        }
        return new Batch(
                drawn.points().slice(first, perStep), new PointwiseLoss(Penalty.CROSS_ENTROPY, targets, perStep));
    }

    @Override
    public int outputs() {
        return levels;
    }

    @Override
    public Points evaluated() {
        return scores.points();
    }

    @Override
    public Measure measure() {
        return Measure.IOU;
    }

    @Override
    public double score(float[] outputs) {
        return scores.iou(outputs);
    }

    @Override
    public List<Score> scores(float[] outputs) {
        return scores.all(outputs);
    }
}
