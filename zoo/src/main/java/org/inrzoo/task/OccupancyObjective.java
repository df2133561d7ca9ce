package org.inrzoo.task;

import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.option.Option;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.Solid;

/**
 * Whether points are inside of a solid: the network's output is the logit of that (Mescheder et al. 2019; Tancik et al. 2020,
 * §6.3, take uniform points alone).
 *
 * @param points how many are drawn before the fit
 * @param near the part of them that is drawn at the surface, not uniformly
 * @param deviation of those from the surface, normal, as a part of the domain's side
 */
public record OccupancyObjective(
        @Option(value = "points that are drawn before the fit; steps take theirs from these", min = 1024, max = 1e8)
        int points,

        @Option(value = "part of them that is drawn near the surface, the rest uniformly", min = 0, max = 1)
        double near,

        @Option(
                value = "how far from the surface those are, standard deviation, as a part of the domain",
                min = 1e-6,
                max = 1)
        double deviation)
        implements ObjectiveKind {

    /** Half of a million points near the surface. */
    public OccupancyObjective() {
        this(1 << 20, 0.5, 0.01);
    }

    @Override
    public String name() {
        return "occupancy";
    }

    @Override
    public String summary() {
        return "whether points are inside of a solid, by the cross entropy";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        return signal instanceof Solid ? Optional.empty() : Optional.of("a " + signal.kind() + " has no inside");
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        Domain domain = new Domain(signal.axes(), variant.recipe().grid());
        Solid solid = (Solid) signal;
        int levels = variant.family().levelsOfDetail().size();
        SolidPoints drawn =
                SolidPoints.drawn(solid, domain, this, variant.recipe().seed());
        return new Observation(
                new Occupancy(solid, domain, drawn, levels, variant.recipe()),
                domain,
                1,
                Quantity.asIs("logit of being inside"));
    }
}
