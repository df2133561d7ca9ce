package org.inrzoo.task;

import org.inrzoo.datasets.shape.SurfaceSample;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Domain;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.PointSet;
import org.inrzoo.signal.Solid;

/**
 * Points in and around a solid, and whether each is inside.
 *
 * @param points in the network's [0,1]³
 * @param inside of each point
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SolidPoints(PointSet points, boolean[] inside) {

    /** Draws an objective's points, those near the surface mixed with the others. */
    static SolidPoints drawn(Solid solid, Domain domain, OccupancyObjective objective, long seed) {
        int near = (int) Math.round(objective.points() * objective.near());
        float[] places = new float[3 * objective.points()];
        RandomSource random = new RandomSource(seed * 0x9E3779B97F4A7C15L + 77);
        near(solid, domain, near, objective.deviation(), places, 0, seed, random);
        uniform(domain, places, near, random);
        return shuffled(places, random).test(solid, domain);
    }

    /** Uniform points. */
    static SolidPoints uniform(Solid solid, Domain domain, int count, long seed) {
        float[] places = new float[3 * count];
        uniform(domain, places, 0, new RandomSource(seed));
        return new SolidPoints(new PointSet(places, 3), null).test(solid, domain);
    }

    /** Points near the surface alone. */
    static SolidPoints near(Solid solid, Domain domain, int count, double deviation, long seed) {
        float[] places = new float[3 * count];
        near(solid, domain, count, deviation, places, 0, seed, new RandomSource(seed));
        return new SolidPoints(new PointSet(places, 3), null).test(solid, domain);
    }

    /** Places as x, y, z in the solid's unit. */
    private static void uniform(Domain domain, float[] places, int first, RandomSource random) {
        for (int i = 3 * first; i < places.length; i++) {
            Axis axis = domain.axes().get(2 - i % 3);
            places[i] = (float) (axis.start() + axis.step() * (random.uniform() * axis.samples() - 0.5));
        }
    }

    private static void near(
            Solid solid,
            Domain domain,
            int count,
            double deviation,
            float[] places,
            int first,
            long seed,
            RandomSource random) {
        if (count == 0) {
            return;
        }
        float[] surface = SurfaceSample.of(solid.boundary().get(), count, seed).points();
        for (int i = 0; i < 3 * count; i++) {
            Axis axis = domain.axes().get(2 - i % 3);
            double side = axis.step() * axis.samples();
            double low = axis.start() - axis.step() / 2;
            double moved = surface[i] + deviation * side * random.normal();
            places[3 * first + i] = (float) Math.max(low, Math.min(low + side, moved));
        }
    }

    private static SolidPoints shuffled(float[] places, RandomSource random) {
        int[] order = random.permutation(places.length / 3);
        float[] mixed = new float[places.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(places, 3 * order[i], mixed, 3 * i, 3);
        }
        return new SolidPoints(new PointSet(mixed, 3), null);
    }

    /** Asks the solid, and turns x, y, z in its unit into the network's coordinates z, y, x. */
    private SolidPoints test(Solid solid, Domain domain) {
        float[] places = points.coordinates();
        boolean[] answers = solid.inside().test(places);
        double[] turned = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            turned[i / 3 * 3 + 2 - i % 3] = places[i];
        }
        return new SolidPoints(domain.points(turned), answers);
    }
}
