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
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.signal.Solid;

/** The logit of being inside a solid, by the cross entropy; scored by the overlap of the solids. */
final class Occupancy implements Objective {

    /** Points per step where a recipe would take all. */
    private static final int BATCH = 1 << 15;

    /** Uniform points that the score is of, and as many near the surface: Tancik et al. 2020. */
    private static final int SCORED = 1 << 18;

    private static final double NEAR = 0.01;
    private static final long SCORE_SEED = 0x5EED;

    private static final Measure NEAR_SURFACE = new Measure("iou-surface", "");

    private final SolidPoints drawn;
    private final SolidPoints uniform;
    private final SolidPoints near;
    private final int levels;
    private final int perStep;
    private final long seed;

    Occupancy(Solid solid, Domain domain, SolidPoints drawn, int levels, Recipe recipe) {
        this.drawn = drawn;
        this.levels = levels;
        uniform = SolidPoints.uniform(solid, domain, SCORED, SCORE_SEED);
        near = SolidPoints.near(solid, domain, SCORED, NEAR, SCORE_SEED + 1);
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

    /** The uniform points, then those near the surface. */
    @Override
    public Points evaluated() {
        float[] both = new float[6 * SCORED];
        System.arraycopy(uniform.points().coordinates(), 0, both, 0, 3 * SCORED);
        System.arraycopy(near.points().coordinates(), 0, both, 3 * SCORED, 3 * SCORED);
        return new PointSet(both, 3);
    }

    @Override
    public Measure measure() {
        return Measure.IOU;
    }

    @Override
    public double score(float[] outputs) {
        return overlap(outputs, 0, uniform.inside());
    }

    @Override
    public List<Score> scores(float[] outputs) {
        return List.of(measure().of(score(outputs)), NEAR_SURFACE.of(overlap(outputs, SCORED, near.inside())));
    }

    private double overlap(float[] outputs, int first, boolean[] inside) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < inside.length; i++) {
            boolean said = outputs[(first + i) * levels + levels - 1] > 0;
            both += said && inside[i] ? 1 : 0;
            either += said || inside[i] ? 1 : 0;
        }
        return either == 0 ? Double.NaN : (double) both / either;
    }
}
