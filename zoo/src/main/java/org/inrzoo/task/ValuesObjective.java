package org.inrzoo.task;

import java.util.Optional;
import org.inrzoo.engine.Penalty;
import org.inrzoo.engine.PointwiseLoss;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.fit.GridValues;
import org.inrzoo.fit.Recipe;
import org.inrzoo.option.Option;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;

/**
 * The values themselves at the samples.
 *
 * @param loss of an output and its target
 * @param delta where Huber's loss turns from squares to distances
 */
public record ValuesObjective(
        @Option("what a wrong value costs") Loss loss,

        @Option(
                value = "where Huber's loss turns from squares to distances, in the network's range",
                min = 1e-6,
                max = 1e3)
        double delta)
        implements ObjectiveKind {

    /** More samples than a step takes of another signal than an image, unless the recipe says how many. */
    private static final int MANY = 1 << 16;

    /** Samples of a step then. */
    private static final int SOME = 1 << 14;

    /** What a wrong value costs. */
    public enum Loss {
        /** Its square: mean squared error. */
        MSE,
        /** Its distance. */
        L1,
        /** Half its square if it is small, else about its distance. */
        HUBER
    }

    /** By the mean squared error. */
    public ValuesObjective() {
        this(Loss.MSE, 0.1);
    }

    @Override
    public String name() {
        return "values";
    }

    @Override
    public String summary() {
        return "the values at the samples, by the mean squared error or another loss";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        return signal instanceof Samples
                ? Optional.empty()
                : Optional.of("a " + signal.kind() + " has no samples; '"
                        + SignalKinds.named(signal.kind()).objective() + "' fits it");
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        Samples samples = (Samples) signal;
        Domain domain = new Domain(samples.axes(), variant.recipe().grid());
        Quantity quantity = samples.meaning(variant.recipe().targets());
        SamplesTask task = new SamplesTask(
                samples, domain, quantity, variant.family().levelsOfDetail().size());
        return new Observation(
                new GridValues(task, recipe(samples, variant.recipe()), costs()), domain, samples.channels(), quantity);
    }

    /** Recipes that take all points are of images; of a longer signal a step takes some. */
    private static Recipe recipe(Samples samples, Recipe recipe) {
        int count = samples.values().length / samples.channels();
        boolean large = !samples.kind().equals("image") && count > MANY;
        return recipe.batch() == 0 && large ? recipe.with("batch", SOME) : recipe;
    }

    private GridValues.BatchLoss costs() {
        return switch (loss) {
            case MSE -> SquaredError::new;
            case L1 -> (targets, points) -> new PointwiseLoss(Penalty.ABSOLUTE, targets, points);
            case HUBER -> (targets, points) -> new PointwiseLoss(Penalty.huber(delta), targets, points);
        };
    }
}
