package org.inrzoo.task;

import java.util.List;
import org.inrzoo.field.Domain;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.signal.Solid;

/** How well a network tells inside from outside: the overlap of the solids, at uniform points and near the surface. */
final class SolidScores {

    /** Uniform points that the score is of, and as many near the surface: Tancik et al. 2020. */
    private static final int COUNT = 1 << 18;

    private static final double NEAR = 0.01;
    private static final long SEED = 0x5EED;

    private static final Measure NEAR_SURFACE = new Measure("iou-surface", "");

    private final SolidPoints uniform;
    private final SolidPoints near;
    private final int levels;
    private final int sign;

    /**
     * The scores of a solid.
     *
     * @param levels outputs per point, of which the last counts
     * @param sign 1 where outputs are positive inside, -1 where they are negative there
     */
    SolidScores(Solid solid, Domain domain, int levels, int sign) {
        uniform = SolidPoints.uniform(solid, domain, COUNT, SEED);
        near = SolidPoints.near(solid, domain, COUNT, NEAR, SEED + 1);
        this.levels = levels;
        this.sign = sign;
    }

    /** The uniform points, then those near the surface. */
    Points points() {
        float[] both = new float[6 * COUNT];
        System.arraycopy(uniform.points().coordinates(), 0, both, 0, 3 * COUNT);
        System.arraycopy(near.points().coordinates(), 0, both, 3 * COUNT, 3 * COUNT);
        return new PointSet(both, 3);
    }

    /** The overlap at uniform points. */
    double iou(float[] outputs) {
        return overlap(outputs, 0, uniform.inside());
    }

    List<Score> all(float[] outputs) {
        return List.of(Measure.IOU.of(iou(outputs)), NEAR_SURFACE.of(overlap(outputs, COUNT, near.inside())));
    }

    private double overlap(float[] outputs, int first, boolean[] inside) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < inside.length; i++) {
            boolean said = sign * outputs[(first + i) * levels + levels - 1] > 0;
            both += said && inside[i] ? 1 : 0;
            either += said || inside[i] ? 1 : 0;
        }
        return either == 0 ? Double.NaN : (double) both / either;
    }
}
