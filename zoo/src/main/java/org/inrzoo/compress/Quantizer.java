package org.inrzoo.compress;

import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.task.ImageTask;

/**
 * Quantises fitted pictures, with some steps of training that know of it.
 *
 * @param image what was fitted
 * @param steps of training with quantised weights, from 0, by Adam at a rate that falls to nothing
 * @param rate of the first of them
 * @param options engine, threads and listener of that training
 */
public record Quantizer(Image image, int steps, double rate, FitOptions options) {

    /** The picture of weights of so many bits. */
    public CompressedImage quantize(FittedImage fitted, int bits) {
        CompressedImage rounded = CompressedImage.of(fitted, bits);
        return steps == 0 ? rounded : trained(fitted, rounded);
    }

    /** The steps of the weights' grid stay; the weights move on it. */
    private CompressedImage trained(FittedImage fitted, CompressedImage rounded) {
        FittedImage finest = fitted.levels() == 1 ? fitted : fitted.level(fitted.levels());
        Network network = NormFolding.fold(new Network(finest.architecture(), finest.parameters()));
        Recipe recipe = rounded.variant()
                .recipe()
                .with("optimizer", "adam")
                .with("rate", rate)
                .with("schedule", "cosine")
                .with("steps", steps)
                .with("evaluations", 1);
        ImageTask task = new ImageTask(image, rounded.variant().family().tiles(), recipe);
        try (Engine engine = new QuantizedEngine(
                Engines.create(options.engine(), network.architecture(), options.threads()), rounded.network())) {
            FitState end = new Fit(engine, recipe, task)
                    .listener(options.listener())
                    .run(FitState.start(network.parameters()));
            CompressedImage moved = rounded.with(rounded.network().withSameSteps(end.parameters()));
            return score(moved) > score(rounded) ? moved : rounded;
        }
    }

    private double score(CompressedImage compressed) {
        return compressed.psnr(image);
    }
}
