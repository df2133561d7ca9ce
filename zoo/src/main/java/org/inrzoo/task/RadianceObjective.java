package org.inrzoo.task;

import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.option.Option;
import org.inrzoo.point.GridConvention;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.ViewedScene;

/**
 * View synthesis: the colours that cameras saw, by emission and absorption along their rays, without the direction of view and in one pass,
 * as Tancik et al. 2020 (§6.5) simplify Mildenhall et al. 2020.
 *
 * @param samples on each ray, within the cube around the scene
 * @param stratified whether each is drawn anew in its part of the ray at every step; else in its middle
 */
public record RadianceObjective(
        @Option(value = "samples on each ray, within the cube around the scene", min = 4, max = 4096)
        int samples,

        @Option("whether each sample is drawn anew within its part of the ray at every step")
        boolean stratified)
        implements ObjectiveKind {

    /** Tancik's 128 samples, stratified. */
    public RadianceObjective() {
        this(128, true);
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
    public Observation observe(Signal signal, Variant variant) {
        ViewedScene scene = (ViewedScene) signal;
        Domain domain = new Domain(scene.axes(), GridConvention.PIXEL_CENTERS);
        return new Observation(
                new Radiance(scene, this, variant.recipe()), domain, scene.channels(), Quantity.asIs("radiance"));
    }
}
