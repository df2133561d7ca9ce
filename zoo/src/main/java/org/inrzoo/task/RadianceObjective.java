package org.inrzoo.task;

import java.util.List;
import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.option.Option;
import org.inrzoo.point.GridConvention;
import org.inrzoo.scene.OutputLink;
import org.inrzoo.scene.SeenOutputs;
import org.inrzoo.scene.SoftDensity;
import org.inrzoo.signal.SceneKind;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.ViewedScene;

/**
 * View synthesis: the colours that cameras saw, by emission and absorption along their rays (Mildenhall et al. 2020); unless options say
 * otherwise without the direction of view and in one pass, as Tancik et al. 2020 (§6.5) simplify it.
 *
 * <p>Colours that depend on the direction are spherical harmonics of it, whose coefficients the network gives beside the density (see {@link
 * SeenOutputs}), so that every model of places can have them.
 *
 * @param samples on each ray, within the cube around the scene
 * @param stratified whether each is drawn anew in its part of the ray at every step; else in its middle
 * @param empty how densely samples lie where some camera sees nothing but white, as a part of the density elsewhere
 * @param directions degree of the harmonics that a colour depends on the direction of view by
 * @param fine samples on each ray beside the others, where these found light
 */
public record RadianceObjective(
        @Option(value = "samples on each ray, within the cube around the scene", min = 4, max = 4096)
        int samples,

        @Option("whether each sample is drawn anew within its part of the ray at every step")
        boolean stratified,

        @Option(
                value =
                        "how densely samples lie where some camera sees nothing but white, as a part of the density elsewhere; 1 does"
                                + " not look",
                min = 1e-3,
                max = 1,
                before = "1")
        double empty,

        @Option(
                value =
                        "degree of the spherical harmonics that a colour depends on the direction of view by; 0: on none",
                min = 0,
                max = 4,
                before = "0")
        int directions,

        @Option(
                value = "samples on each ray beside the others, where a first look by the network as it is found light",
                min = 0,
                max = 4096,
                before = "0")
        int fine)
        implements ObjectiveKind {

    /** Without the direction of view, in one pass. */
    RadianceObjective(int samples, boolean stratified, double empty) {
        this(samples, stratified, empty, 0, 0);
    }

    /** Tancik's 128 samples, stratified, equally dense everywhere. */
    public RadianceObjective() {
        this(128, true, 1);
    }

    @Override
    public String name() {
        return "radiance";
    }

    @Override
    public String summary() {
        return "the colours that cameras saw, by emission and absorption along rays";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        return signal instanceof ViewedScene
                ? Optional.empty()
                : Optional.of("a " + signal.kind() + " was not seen by cameras; take --signal scene:blocks");
    }

    @Override
    public int outputs(Signal signal) {
        return SeenOutputs.count(directions);
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        ViewedScene scene = (ViewedScene) signal;
        Domain domain = new Domain(scene.axes(), GridConvention.PIXEL_CENTERS);
        return new Observation(
                new Radiance(scene, this, variant.recipe(), link(scene, variant), step -> new SoftDensity()),
                domain,
                outputs(scene),
                Quantity.asIs(SceneKind.RADIANCE),
                () -> VoxelGrid.scores(scene, this, variant.recipe().seed()));
    }

    /** What a model's outputs are to a scene. */
    OutputLink link(ViewedScene scene, Variant variant) {
        List<Integer> extent = scene.axes().stream().map(axis -> axis.samples()).toList();
        return OutputLink.of(
                variant.architecture(extent, outputs(scene)).outputRange().isPresent());
    }
}
