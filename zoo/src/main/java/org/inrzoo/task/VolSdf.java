package org.inrzoo.task;

import java.util.Collections;
import java.util.List;
import org.inrzoo.engine.DerivativeBlock;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.fit.Objective;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.metric.Score;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.scene.BallDistance;
import org.inrzoo.scene.EmissionAbsorption;
import org.inrzoo.scene.HullDistance;
import org.inrzoo.scene.Vector;

/**
 * The colours of rays through a solid that is known by its signed distance, that distance's slope, which is to be 1, and the distance h to the
 * visual hull, which it is nowhere less than: white pictures of what is empty would be explained by white surfaces as well. It begins as h.
 *
 * <pre>
 *   L = mean |C - C'|² + w mean (|∇d| - 1)² + v mean (h - d)²            in the first fifth of the steps
 *       mean |C - C'|² + w mean (|∇d| - 1)² + v mean max(0, h - d)²      then
 * </pre>
 */
final class VolSdf implements Objective {

    private static final int DISTANCE = 3;
    private static final double SHORT = 1e-9;

    private final Radiance colours;
    private final BallDistance ball;
    private final double weight;
    private final Outside outside;

    /**
     * What outlines say of empty space.
     *
     * @param hull h
     * @param weight v
     * @param steps of which h is the whole distance
     */
    record Outside(HullDistance hull, double weight, int steps) {

        /** How much less than the distance to the hull a distance at a place is, or is not to be. */
        double lack(Vector place, double distance, int step) {
            double lack = hull.at(place) - distance;
            return step < steps ? lack : Math.max(0, lack);
        }
    }

    /**
     * The objective.
     *
     * @param colours of rays, given distances as the fourth numbers
     * @param weight w
     */
    VolSdf(Radiance colours, BallDistance ball, double weight, Outside outside) {
        this.colours = colours;
        this.ball = ball;
        this.weight = weight;
        this.outside = outside;
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.GRADIENT;
    }

    @Override
    public Batch batch(int step) {
        Batch batch = colours.batch(step);
        return new Batch(batch.points(), new Loss(batch.loss(), ((PointSet) batch.points()).coordinates(), step));
    }

    @Override
    public int outputs() {
        return EmissionAbsorption.OUTPUTS;
    }

    @Override
    public Points evaluated() {
        return colours.evaluated();
    }

    @Override
    public double score(float[] outputs) {
        return colours.score(withDistances(outputs));
    }

    @Override
    public List<Score> scores(float[] outputs) {
        return colours.scores(withDistances(outputs));
    }

    private float[] withDistances(float[] outputs) {
        float[] points = ((PointSet) evaluated()).coordinates();
        float[] numbers = outputs.clone();
        for (int i = 0; i < points.length / 3; i++) {
            int at = i * EmissionAbsorption.OUTPUTS + DISTANCE;
            numbers[at] = (float) ball.distance(ball.place(points, 3 * i), outputs[at]);
        }
        return numbers;
    }

    /** The rays' loss of the distances, and the slopes'. */
    private final class Loss implements DerivativeLoss {

        private final OutputLoss rays;
        private final float[] points;
        private final int step;

        Loss(OutputLoss rays, float[] points, int step) {
            this.rays = rays;
            this.points = points;
            this.step = step;
        }

        @Override
        public DerivativeOrder order() {
            return DerivativeOrder.GRADIENT;
        }

        /** Of the scene's units. */
        @Override
        public AxisScales scales(int dimensions) {
            return new AxisScales(Collections.nCopies(dimensions, 1 / (2 * ball.bound())));
        }

        @Override
        public int group() {
            return rays.group();
        }

        @Override
        public double gradient(DerivativeBlock block) {
            int count = points.length / 3;
            Distances distances = new Distances(block, outside.weight / count);
            double loss = rays.gradient(distances) + distances.lacks;
            double mean = weight / count;
            for (int point = 0; point < block.count(); point++) {
                Vector byPlace = new Vector(
                        block.derivative(point, DISTANCE, 2),
                        block.derivative(point, DISTANCE, 1),
                        block.derivative(point, DISTANCE, 0));
                Vector slope = ball.slope(place(block, point), byPlace);
                double length = slope.length();
                loss += mean * (length - 1) * (length - 1);
                Vector by = slope.times(2 * mean * (length - 1) / Math.max(SHORT, length) * ball.bound());
                block.setDerivativeGradient(point, DISTANCE, 0, (float) by.z());
                block.setDerivativeGradient(point, DISTANCE, 1, (float) by.y());
                block.setDerivativeGradient(point, DISTANCE, 2, (float) by.x());
            }
            return loss;
        }

        private Vector place(OutputBlock block, int point) {
            return ball.place(points, 3 * block.number(point));
        }

        /** A block whose fourth outputs are distances. */
        private final class Distances implements OutputBlock {

            private final OutputBlock block;
            private final double outsideMean;
            private double lacks;

            Distances(OutputBlock block, double outsideMean) {
                this.block = block;
                this.outsideMean = outsideMean;
            }

            @Override
            public int count() {
                return block.count();
            }

            @Override
            public int outputs() {
                return block.outputs();
            }

            @Override
            public int number(int point) {
                return block.number(point);
            }

            @Override
            public float value(int point, int output) {
                float value = block.value(point, output);
                return output == DISTANCE ? (float) ball.distance(place(block, point), value) : value;
            }

            @Override
            public void setGradient(int point, int output, float gradient) {
                block.setGradient(
                        point,
                        output,
                        output == DISTANCE ? (float) ((gradient - outside(point)) * ball.bound()) : gradient);
            }

            /** Adds to the loss what a distance lacks, and gives how much it falls with the distance. */
            private double outside(int point) {
                double lack = outside.lack(place(block, point), value(point, DISTANCE), step);
                lacks += outsideMean * lack * lack;
                return 2 * outsideMean * lack;
            }
        }
    }
}
