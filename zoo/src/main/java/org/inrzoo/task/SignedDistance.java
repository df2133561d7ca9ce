package org.inrzoo.task;

import org.inrzoo.engine.DerivativeBlock;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.metric.Measure;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;

/**
 * A surface known by points on it and their normals: the network is to be the distance to it, negative inside, by the eikonal
 * equation |∇Φ| = 1 alone (Sitzmann et al. 2020, §4.2, eq. 6; the weights are those of the authors' code).
 *
 * <pre>
 * L = 50 · mean | |∇Φ| - 1 |                          everywhere
 *   + 3000 · mean |Φ| + 100 · mean (1 - cos(∇Φ, n))   on the surface
 *   + 100 · mean exp(-100 |Φ|)                        off it
 * </pre>
 *
 * <p>Half of a step's points are drawn from the cloud, half from the whole domain, and each mean is over all points of the step.
 * Distances are in the units of a domain [-1,1]^d, as in the paper: the domain's edge is 2 long. The surface should lie inside the
 * domain with some room around it.
 */
public final class SignedDistance implements Objective {

    private static final Measure NEARNESS = new Measure("surface", "dB");

    private static final double EIKONAL = 50;
    private static final double SURFACE = 3000;
    private static final double NORMAL = 100;
    private static final double OFF_SURFACE = 100;
    private static final double DECAY = 100;

    /** Length of the domain's edge in the units of the distances. */
    static final double EDGE = 2;

    /** Points of a step where the recipe says none. */
    private static final int BATCH = 4096;

    /** A gradient shorter than this has no direction. */
    private static final double SHORT = 1e-8;

    private final float[] points;
    private final float[] normals;
    private final int dimensions;
    private final long seed;
    private final int half;

    /**
     * An oriented cloud of points.
     *
     * @param points places on the surface in [0,1]^d, [n, d], not modified
     * @param normals there, outwards, of length 1, [n, d], not modified
     * @param dimensions d
     * @param recipe says the batch, 0 for 4096 points, and the seed
     * @throws IllegalArgumentException when there are no points, as many normals as points are not there, or a point is not in
     *     [0,1]^d
     */
    public SignedDistance(float[] points, float[] normals, int dimensions, Recipe recipe) {
        if (points.length == 0 || points.length % dimensions != 0 || points.length != normals.length) {
            throw new IllegalArgumentException("a cloud has as many normals as points, all of " + dimensions
                    + " numbers, not " + points.length + " and " + normals.length + " numbers");
        }
        for (float coordinate : points) {
            if (!(coordinate >= 0 && coordinate <= 1)) {
                throw new IllegalArgumentException("the cloud's points lie in [0,1]; one has the coordinate "
                        + coordinate + ": scale the cloud first");
            }
        }
        this.points = points.clone();
        this.normals = normals.clone();
        this.dimensions = dimensions;
        seed = recipe.seed();
        half = Math.max(1, (recipe.batch() == 0 ? BATCH : recipe.batch()) / 2);
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.GRADIENT;
    }

    /** Points of the cloud first, then as many of the domain, drawn anew for each step. */
    @Override
    public Batch batch(int step) {
        RandomSource random = new RandomSource(seed * 0x9E3779B97F4A7C15L + step + 1);
        int cloud = points.length / dimensions;
        int[] chosen = new int[half];
        float[] coordinates = new float[Math.multiplyExact(2 * half, dimensions)];
        for (int i = 0; i < half; i++) {
            chosen[i] = random.below(cloud);
            System.arraycopy(points, chosen[i] * dimensions, coordinates, i * dimensions, dimensions);
        }
        for (int i = half * dimensions; i < coordinates.length; i++) {
            coordinates[i] = (float) random.uniform();
        }
        return new Batch(new PointSet(coordinates, dimensions), new Loss(chosen));
    }

    @Override
    public int outputs() {
        return 1;
    }

    /** The cloud's points. */
    @Override
    public Points evaluated() {
        return new PointSet(points, dimensions);
    }

    /** How near to zero the distances at the cloud's points are. */
    @Override
    public Measure measure() {
        return NEARNESS;
    }

    /** How far below the domain's edge the root mean square of the distances at the cloud's points is, dB; all of them should be zero. */
    @Override
    public double score(float[] outputs) {
        double squares = 0;
        for (float distance : outputs) {
            squares += (double) distance * distance;
        }
        return 10 * Math.log10(EDGE * EDGE * outputs.length / squares);
    }

    /** The first points of a step lie on the surface, the others anywhere. */
    private final class Loss implements DerivativeLoss {

        private final int[] chosen;

        Loss(int[] chosen) {
            this.chosen = chosen;
        }

        @Override
        public DerivativeOrder order() {
            return DerivativeOrder.GRADIENT;
        }

        @Override
        public double gradient(DerivativeBlock block) {
            double mean = 1.0 / (2 * chosen.length);
            double[] slope = new double[dimensions];
            double loss = 0;
            for (int point = 0; point < block.count(); point++) {
                double length = slope(block, point, slope);
                int number = block.number(point);
                boolean surface = number < chosen.length;
                double size = Math.abs(block.value(point, 0));
                double sign = Math.signum(block.value(point, 0));
                double near = surface ? 0 : OFF_SURFACE * Math.exp(-DECAY * size);
                block.setGradient(point, 0, (float) (mean * sign * (surface ? SURFACE : -DECAY * near)));
                double cosine = surface ? cosine(slope, length, chosen[number]) : 1;
                loss += mean * (EIKONAL * Math.abs(length - 1) + near)
                        + (surface ? mean * (SURFACE * size + NORMAL * (1 - cosine)) : 0);
                for (int axis = 0; axis < dimensions; axis++) {
                    double direction = slope[axis] / Math.max(SHORT, length);
                    double byLength = EIKONAL * Math.signum(length - 1) * direction;
                    double byAngle = surface
                            ? NORMAL
                                    * (normals[chosen[number] * dimensions + axis] - cosine * direction)
                                    / Math.max(SHORT, length)
                            : 0;
                    block.setDerivativeGradient(point, 0, axis, (float) (mean * (byLength - byAngle) / EDGE));
                }
            }
            return loss;
        }

        /** ∇Φ in the distances' own units; returns its length. */
        private double slope(DerivativeBlock block, int point, double[] slope) {
            double squares = 0;
            for (int axis = 0; axis < dimensions; axis++) {
                slope[axis] = block.derivative(point, 0, axis) / EDGE;
                squares += slope[axis] * slope[axis];
            }
            return Math.sqrt(squares);
        }

        private double cosine(double[] slope, double length, int chosenPoint) {
            double product = 0;
            for (int axis = 0; axis < dimensions; axis++) {
                product += slope[axis] * normals[chosenPoint * dimensions + axis];
            }
            return product / Math.max(SHORT, length);
        }
    }
}
