package org.inrzoo.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.shape.Isosurface;
import org.inrzoo.datasets.shape.Mesh;
import org.inrzoo.field.Field;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.PointSet;
import org.inrzoo.scene.BallDistance;
import org.inrzoo.scene.Camera;
import org.inrzoo.scene.Density;
import org.inrzoo.scene.EmissionAbsorption;
import org.inrzoo.scene.LaplaceDensity;
import org.inrzoo.scene.OutputLink;
import org.inrzoo.scene.RayDivision;
import org.inrzoo.scene.SceneRays;
import org.inrzoo.scene.SeenOutputs;
import org.inrzoo.scene.SoftDensity;
import org.inrzoo.scene.Vector;

/**
 * What a fitted scene looks like: pictures and depths that cameras see, and its surface.
 *
 * @param field of colour and density
 */
record SceneRenderer(Field field) {

    private static final int SAMPLES = 128;
    private static final double SURFACE_DENSITY = 20;

    /**
     * What a camera sees.
     *
     * @param picture in colours
     * @param depth along the optical axis at which a surface is met, row by row; infinite where none is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Seen(Image picture, double[] depth) {}

    /** Half the side of the cube around the scene. */
    double bound() {
        return field.domain().axes().get(0).step() * field.domain().sizes().get(0) / 2;
    }

    private OutputLink link() {
        return OutputLink.of(field.network().architecture().outputRange().isPresent());
    }

    private boolean isDistance() {
        return field.quantity().name().equals(SceneKind.DISTANCE);
    }

    private Density density() {
        return isDistance() ? new LaplaceDensity(BallDistance.SHARPEST * bound()) : new SoftDensity();
    }

    /** What a point's number is that a ray sees, of outputs as {@link SeenOutputs} has them. */
    private double number(double seen, float[] points, int point, int number) {
        if (number < 3 || !isDistance()) {
            return seen;
        }
        BallDistance ball = new BallDistance(bound());
        return ball.distance(ball.place(points, 3 * point), seen);
    }

    /** What a camera sees of it. */
    Seen seen(Camera camera, DoubleConsumer progress) {
        SceneRays rays = SceneRays.of(List.of(camera), bound());
        RayDivision division = new RayDivision(rays, Optional.empty(), 1, SAMPLES);
        float[] points = new float[Math.multiplyExact(3 * SAMPLES, rays.count())];
        for (int i = 0; i < rays.count(); i++) {
            division.divide(i);
            for (int k = 0; k < SAMPLES; k++) {
                rays.point(i, division.part(k, 0.5), points, 3 * (i * SAMPLES + k));
            }
        }
        float[] outputs = field.outputs(new PointSet(points, 3), progress);
        int channels = field.channels();
        SeenOutputs sight = new SeenOutputs(SeenOutputs.degree(channels), link());
        SeenOutputs.PointOutputs source = (point, output) -> outputs[point * channels + output];
        float[] values = new float[3 * camera.width() * camera.height()];
        double[] depth = new double[camera.width() * camera.height()];
        Arrays.fill(values, 1);
        Arrays.fill(depth, Double.POSITIVE_INFINITY);
        EmissionAbsorption medium = new EmissionAbsorption(SAMPLES, 1, density());
        double[] colour = new double[3];
        for (int i = 0; i < rays.count(); i++) {
            int from = i * SAMPLES;
            division.divide(i);
            sight.along(rays.direction(i));
            EmissionAbsorption.Outputs numbers = (sample, output) ->
                    number(sight.number(source, from + sample, output), points, from + sample, output);
            medium.see(numbers, division.lengths(), colour);
            for (int c = 0; c < 3; c++) {
                values[3 * rays.pixel(i) + c] = (float) colour[c];
            }
            double way = medium.met(numbers, division.lengths());
            if (Double.isFinite(way)) {
                depth[rays.pixel(i)] =
                        rays.place(i, way).minus(camera.position()).dot(camera.ahead());
            }
        }
        return new Seen(new Image(camera.width(), camera.height(), 3, values), depth);
    }

    /** Where the distance is 0, or the density passes {@value #SURFACE_DENSITY} per unit of length; of so many cells along each axis. */
    Mesh mesh(int cells, DoubleConsumer progress) {
        float[] outputs = field.samples(List.of(cells, cells, cells), progress);
        OutputLink link = link();
        double step = 2 * bound() / cells;
        double first = -bound() + step / 2;
        BallDistance ball = new BallDistance(bound());
        Density density = density();
        float[] inside = new float[outputs.length / field.channels()];
        for (int i = 0; i < inside.length; i++) {
            double number = link.free(outputs[field.channels() * i + 3]);
            int layer = i / (cells * cells);
            Vector place = new Vector(first + i % cells * step, first + i / cells % cells * step, first + layer * step);
            inside[i] = (float) (isDistance() ? -ball.distance(place, number) : density.of(number));
        }
        try {
            return Isosurface.of(
                    inside,
                    new int[] {cells, cells, cells},
                    isDistance() ? 0 : SURFACE_DENSITY,
                    new double[] {first, first, first},
                    new double[] {step, step, step});
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }
}
