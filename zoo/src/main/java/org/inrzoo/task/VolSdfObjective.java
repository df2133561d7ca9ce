package org.inrzoo.task;

import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.GridConvention;
import org.inrzoo.scene.BallDistance;
import org.inrzoo.scene.HullDistance;
import org.inrzoo.scene.LaplaceDensity;
import org.inrzoo.scene.OutputLink;
import org.inrzoo.scene.VisualHull;
import org.inrzoo.signal.SceneKind;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.ViewedScene;

/**
 * Multi-view stereo: the surface that cameras saw as a signed distance, with VolSDF's densities along their rays and a slope of 1 (Yariv et al.
 * 2021). What is learnt there, the softness of the surface, falls here from a tenth of half the cube's side to {@value
 * BallDistance#SHARPEST} of it, by the same factor at every step.
 *
 * @param samples on each ray, within the cube around the scene
 * @param empty how densely samples lie where some camera sees nothing but white
 * @param eikonal weight of the slope's loss
 * @param outlines weight of the loss of distances that are less than that to what all outlines enclose; in the first fifth of the steps, of those
 *     that differ from it
 */
public record VolSdfObjective(
        @Option(value = "samples on each ray, within the cube around the scene", min = 4, max = 4096)
        int samples,

        @Option(
                value =
                        "how densely samples lie where some camera sees nothing but white, as a part of the density elsewhere; 1 does"
                                + " not look",
                min = 1e-3,
                max = 1)
        double empty,

        @Option(value = "weight of the loss that the slope of the distance is 1", min = 0, max = 1e3)
        double eikonal,

        @Option(
                value =
                        "weight of the loss of distances that are less than that to what all outlines enclose, of masks or of what is not white; 0 does not look",
                min = 0,
                max = 1e3,
                before = "0")
        double outlines)
        implements ObjectiveKind {

    private static final double SOFTEST = 0.1;

    private static final int HULL_CELLS = 64;

    /** A hull that is more than this part of the cube says nothing. */
    private static final double MOST = 0.9;

    /** The hull is the whole distance in this part of the steps, one over it. */
    private static final int FIRST = 5;

    /** 32 samples, a tenth as dense where nothing is, the paper's weight of the slope, and outlines. */
    public VolSdfObjective() {
        this(32, 0.1, 0.1, 10);
    }

    @Override
    public String name() {
        return "volsdf";
    }

    @Override
    public String summary() {
        return "the colours that cameras saw of a surface, by a signed distance of slope 1 along rays";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        return new RadianceObjective().refusal(signal);
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        ViewedScene scene = (ViewedScene) signal;
        RadianceObjective rays = new RadianceObjective(samples, true, empty);
        if (rays.link(scene, variant) != OutputLink.FREE) {
            throw new OptionException("a distance has no bounds, and the outputs of " + variant.name()
                    + " have: take siren, relu-pe or instant-ngp");
        }
        double bound = scene.bound();
        int steps = variant.recipe().steps();
        VisualHull hull = new VisualHull(scene.learnt(), bound, HULL_CELLS);
        Radiance colours = new Radiance(
                scene,
                rays,
                variant.recipe(),
                OutputLink.FREE,
                step -> new LaplaceDensity(bound
                        * SOFTEST
                        * Math.pow(BallDistance.SHARPEST / SOFTEST, Math.min(1, (double) step / steps))));
        return new Observation(
                new VolSdf(
                        colours,
                        new BallDistance(bound),
                        eikonal,
                        new VolSdf.Outside(new HullDistance(hull), outlines, hull.share() < MOST ? steps / FIRST : 0)),
                new Domain(scene.axes(), GridConvention.PIXEL_CENTERS),
                scene.channels(),
                Quantity.asIs(SceneKind.DISTANCE),
                () -> VoxelGrid.scores(scene, rays, variant.recipe().seed()));
    }
}
