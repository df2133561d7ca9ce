package org.inrzoo;

import java.util.Optional;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitEngine;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.GridValues;
import org.inrzoo.fit.Objective;
import org.inrzoo.network.Architecture;
import org.inrzoo.task.ImageTask;

/**
 * One fit of an image; see {@link ZooModel#fit(Image, FitOptions)}.
 *
 * @param variant the model
 * @param image what is fitted
 * @param options how
 */
record ImageFit(Variant variant, Image image, FitOptions options) {

    FittedImage run() {
        variant.requireImages();
        Architecture architecture = variant.architecture(image.width(), image.height(), image.channels());
        FitMemory.require(image.width(), image.height(), image.values().length, architecture.parameters());
        BatchStatistics.frozen(architecture, image.width() * image.height()); // refused before the fit, not after it
        Optional<FitCheckpoint> checkpoint =
                options.checkpoints().map(folder -> new FitCheckpoint(folder, variant, image.sha256(), architecture));
        Objective task = new GridValues(new ImageTask(image, variant), variant.recipe());
        try (Engine engine =
                FitEngine.create(options.engine(), architecture, options.threads(), variant.recipe(), task)) {
            if (options.engine().equals("auto")) {
                Engines.whyNotFused(architecture)
                        .ifPresent(why -> options.listener().onNote("computing with SameDiff; " + why));
            }
            Fit fit = new Fit(engine, variant.recipe(), task).listener(options.listener());
            checkpoint.ifPresent(file -> fit.checkpoints(options.checkpointEvery(), file::write));
            FitState end = fit.run(checkpoint.flatMap(FitCheckpoint::read).orElseGet(fit::start));
            return ended(end, engine.name(), checkpoint);
        } catch (DivergedException e) {
            throw new DivergedFitException(e, trained(e.lastGood(), options.engine()));
        }
    }

    /** An interrupted thread can do no more work, so that the interrupt is taken back until all is done. */
    private FittedImage ended(FitState end, String engine, Optional<FitCheckpoint> checkpoint) {
        int steps = variant.recipe().steps();
        boolean interrupted = Thread.interrupted();
        if (interrupted && end.step() < steps) {
            options.listener()
                    .onNote("interrupted after step " + end.step() + " of " + steps + "; this is the network so far");
        }
        try {
            checkpoint.ifPresent(file -> file.end(end));
            FittedImage fitted = trained(end.parameters(), engine);
            BetweenPixels between = BetweenPixels.of(fitted, image, Optional.empty());
            return fitted.with(Scores.of(end.history().score(), between), end.history());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FittedImage trained(float[] parameters, String engine) {
        return FittedImage.trained(
                variant, image.width(), image.height(), image.channels(), parameters, engine, options.threads());
    }
}
