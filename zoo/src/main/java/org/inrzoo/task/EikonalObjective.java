package org.inrzoo.task;

import java.util.List;
import java.util.Optional;
import org.inrzoo.datasets.shape.SurfaceSample;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.fit.Objective;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.option.Option;
import org.inrzoo.point.Points;
import org.inrzoo.signal.ShapeKind;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.Solid;

/**
 * Points and normals of a surface alone, of which a signed distance is made (Sitzmann et al. 2020, §4.2): zero on the surface,
 * along its normals there, and of slope 1 everywhere.
 *
 * @param points of the cloud
 */
public record EikonalObjective(
        @Option(value = "points of the cloud, uniform on the surface, each with its normal", min = 16, max = 1e8)
        int points)
        implements ObjectiveKind {

    /** A hundred thousand points. */
    public EikonalObjective() {
        this(100_000);
    }

    @Override
    public String name() {
        return "eikonal";
    }

    @Override
    public String summary() {
        return "points of a solid's surface with their normals, by a signed distance of slope 1";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        return signal instanceof Solid ? Optional.empty() : Optional.of("a " + signal.kind() + " has no surface");
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        Solid solid = (Solid) signal;
        Domain domain = new Domain(signal.axes(), variant.recipe().grid());
        SurfaceSample cloud = SurfaceSample.of(
                solid.boundary().get(), points, variant.recipe().seed());
        double[] places = new double[cloud.points().length];
        float[] normals = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            int turned = i / 3 * 3 + 2 - i % 3; // x, y, z as z, y, x
            places[turned] = cloud.points()[i];
            normals[turned] = cloud.normals()[i];
        }
        SignedDistance distance =
                new SignedDistance(domain.points(places).coordinates(), normals, domain.dimensions(), variant.recipe());
        return new Observation(
                new OfSolid(distance, new SolidScores(solid, domain, 1, -1)),
                domain,
                1,
                new Quantity(ShapeKind.SIGNED_DISTANCE, "", 1 / (SignedDistance.EDGE * domain.scale(0)), 0));
    }

    /** The cloud's loss, scored by the overlap of the solids. */
    private record OfSolid(SignedDistance cloud, SolidScores solid) implements Objective {

        @Override
        public DerivativeOrder order() {
            return cloud.order();
        }

        @Override
        public Batch batch(int step) {
            return cloud.batch(step);
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public Points evaluated() {
            return solid.points();
        }

        @Override
        public Measure measure() {
            return Measure.IOU;
        }

        @Override
        public double score(float[] outputs) {
            return solid.iou(outputs);
        }

        @Override
        public List<Score> scores(float[] outputs) {
            return solid.all(outputs);
        }
    }
}
