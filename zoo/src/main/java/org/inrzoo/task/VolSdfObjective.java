package org.inrzoo.task;

import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.GridConvention;
import org.inrzoo.scene.BallDistance;
import org.inrzoo.scene.LaplaceDensity;
import org.inrzoo.scene.OutputLink;
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
        double eikonal)
        implements ObjectiveKind {

    private static final double SOFTEST = 0.1;

    /** 32 samples, a tenth as dense where nothing is, and the paper's weight. */
    public VolSdfObjective() {
        this(32, 0.1, 0.1);
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
        Radiance colours = new Radiance(
                scene,
                rays,
                variant.recipe(),
                OutputLink.FREE,
                step -> new LaplaceDensity(bound
                        * SOFTEST
                        * Math.pow(BallDistance.SHARPEST / SOFTEST, Math.min(1, (double) step / steps))));
        return new Observation(
                new VolSdf(colours, new BallDistance(bound), eikonal),
                new Domain(scene.axes(), GridConvention.PIXEL_CENTERS),
                scene.channels(),
                Quantity.asIs(SceneKind.DISTANCE),
                () -> VoxelGrid.scores(scene, rays, variant.recipe().seed()));
    }
}
