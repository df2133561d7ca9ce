package org.inrzoo.family;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Schedule;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.FinerSine;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/** Sine networks of variable period: Liu et al., "FINER", CVPR 2024, §3. */
public record Finer(
        @Option(value = "hidden width, channels", min = 1, max = 4096)
        int width,

        @Option(value = "sine layers; a plain linear layer follows", min = 1, max = 64)
        int depth,

        @Option(value = "frequency factor omega_0 of every sine", min = 1e-3, max = 1e4)
        double omega0,

        @Option(value = "first biases are uniform on +-this; 0 takes the default of other layers", min = 0, max = 1e3)
        double firstBias,

        @Option("whether the backward pass takes |z| + 1 for a constant")
        boolean detached)
        implements Family {

    @Override
    public Architecture architecture(int dimensions, int outputs) {
        Initializer bias = Initializer.pytorchDefault();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Identity(Range.SYMMETRIC));
        for (int i = 0; i < depth; i++) {
            Initializer weight = i == 0 ? Initializer.sirenFirst() : Initializer.siren(omega0);
            boolean wide = i == 0 && firstBias > 0;
            layers.add(new Dense(width, weight, wide ? new Initializer.Uniform(firstBias) : bias));
            layers.add(new FinerSine(omega0, detached));
        }
        layers.add(new Dense(outputs, Initializer.siren(omega0), bias));
        return new Architecture(dimensions, layers);
    }

    /** What FINER's code does for all networks of its image experiment but the rate. */
    static Recipe recipe(double rate) {
        return Recipe.adam(rate, 5000)
                .with("schedule", Schedule.EXPONENTIAL)
                .with("decay", 0.1)
                .with("grid", GridConvention.ALIGN_CORNERS)
                .with("targets", Range.SYMMETRIC);
    }

    /** The keys that FINER's code states: those of its networks' shape and recipe, and {@code more}. */
    static Set<String> stated(String... more) {
        Set<String> keys = new HashSet<>(Set.of(
                "width", "depth", "optimizer", "rate", "schedule", "decay", "steps", "batch", "grid", "targets"));
        keys.addAll(List.of(more));
        return keys;
    }

    /** The named variants. */
    public static final class Variants implements ModelProvider {
        @Override
        public List<Variant> variants() {
            Source source = new Source(
                    "Liu, Zhu, Zhang, Fu, Deng, Ma, Guo and Cao, FINER: Flexible Spectral-bias Tuning in Implicit NEural"
                            + " Representation by Variable-periodic Activation Functions, CVPR 2024",
                    "section 3 and the authors' image-fitting code",
                    stated("omega0", "firstBias", "detached"),
                    "All settings are those of the authors' image script, which leaves the first bias at its default.");
            return List.of(new Variant(
                    "finer",
                    "Sine network whose frequency grows with the argument",
                    new Finer(256, 4, 30, 0, true),
                    recipe(5e-4),
                    source,
                    198_401));
        }
    }
}
