package org.inrzoo.compress;

import java.util.Map;
import java.util.function.Function;
import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Field;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Objective;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.signal.Samples;
import org.inrzoo.task.ImageTask;
import org.inrzoo.task.ValuesObjective;

/**
 * Quantises what is fitted, with some steps of training that know of it.
 *
 * @param steps of training with quantised weights, from 0, by Adam at a rate that falls to nothing
 * @param rate of the first of them
 * @param options engine, threads and listener of that training
 */
public record Quantizer(int steps, double rate, FitOptions options) {

    /**
     * A picture of weights of so many bits.
     *
     * @param image what was fitted
     */
    public CompressedImage quantize(FittedImage fitted, Image image, int bits) {
        CompressedImage rounded = CompressedImage.of(fitted, bits);
        if (steps == 0) {
            return rounded;
        }
        FittedImage finest = fitted.levels() == 1 ? fitted : fitted.level(fitted.levels());
        Network network = NormFolding.fold(new Network(finest.architecture(), finest.parameters()));
        Variant variant = tuned(rounded.variant());
        ImageTask task = new ImageTask(image, variant.family().tiles(), variant.recipe());
        CompressedImage moved =
                rounded.with(trained(rounded, network, engine -> new Fit(engine, variant.recipe(), task)));
        return moved.psnr(image) > rounded.psnr(image) ? moved : rounded;
    }

    /**
     * A sound, a video or a volume of weights of so many bits.
     *
     * @param signal what was fitted, by its values
     */
    public CompressedSignal quantize(Field fitted, Samples signal, int bits) {
        CompressedSignal rounded = CompressedSignal.of(fitted, bits);
        boolean leveled = rounded.variant().family().levelsOfDetail().size() > 1;
        if (steps == 0 || leveled) {
            return rounded;
        }
        Network network = NormFolding.fold(fitted.network());
        Variant variant = tuned(rounded.variant());
        Objective objective = new ValuesObjective().observe(signal, variant).objective();
        CompressedSignal moved =
                rounded.with(trained(rounded, network, engine -> new Fit(engine, variant.recipe(), objective)));
        return moved.score(signal) > rounded.score(signal) ? moved : rounded;
    }

    private Variant tuned(Variant variant) {
        return variant.withAll(
                Map.of("optimizer", "adam", "rate", rate, "schedule", "cosine", "steps", steps, "evaluations", 1));
    }

    /** The steps of the weights' grid stay; the weights move on it. */
    private QuantizedNetwork trained(Compressed rounded, Network network, Function<Engine, Fit> fit) {
        try (Engine engine = new QuantizedEngine(
                Engines.create(options.engine(), network.architecture(), options.threads()), rounded.weights())) {
            FitState end = fit.apply(engine).listener(options.listener()).run(FitState.start(network.parameters()));
            return rounded.weights().withSameSteps(end.parameters());
        }
    }
}
