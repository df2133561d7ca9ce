package org.inrzoo.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitEngine;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.GridValues;
import org.inrzoo.fit.History;
import org.inrzoo.fit.NetworkAnswers;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Pace;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.record.FitRecord;

/** One fit of an image in a folder: from a specification, or from the folder's newest checkpoint. */
public final class FitRun implements RunningFit {

    private final FitSpec spec;
    private final RunFolder folder;
    private final Variant variant;
    private final FitOutputs outputs;
    private final Engine engine;
    private final Fit fit;
    private FitState state;

    private FitRun(FitSpec spec, RunFolder folder, FitPicture pixels, Optional<FitState> state) {
        this.spec = spec;
        this.folder = folder;
        variant = spec.variant();
        outputs = pixels.outputs(spec);
        Objective values = new GridValues(outputs.task(), variant.recipe());
        engine = FitEngine.create(
                spec.computation().engine(),
                spec.architecture(),
                spec.computation().threads(),
                variant.recipe(),
                values);
        fit = new Fit(engine, variant.recipe(), values)
                .checkpoints(spec.computation().checkpointEvery(), this::keep);
        this.state = state.orElseGet(fit::start);
    }

    /**
     * What a new fit of these pixels is asked to do.
     *
     * @param testSize longer side of the same image that the fit is tested on at its end, pixels; 0 for no test
     * @throws OptionException when the settings contradict each other or make too large a network, or the fit does not fit
     *     in memory
     * @throws org.inrzoo.engine.EngineException when the network could not be drawn after the fit
     */
    public static FitSpec spec(Variant variant, FitPicture pixels, int testSize, FitSpec.Compute computation) {
        variant.requireImages();
        FitSpec.Pixels sizes = pixels.pixels();
        Variant fitted;
        try {
            fitted = pixels.fitted(variant);
            BatchStatistics.frozen(
                    fitted.architecture(sizes.width(), sizes.height(), sizes.channels()),
                    sizes.width() * sizes.height());
        } catch (ArithmeticException e) {
            throw new OptionException("a " + variant.name() + " of these sizes has more than 2^31 parameters");
        }
        return new FitSpec(
                new FitSpec.Model(fitted.name(), fitted.settings()),
                new FitSpec.ImageSource(pixels.origin(), pixels.background(), pixels.size(), testSize),
                sizes,
                computation);
    }

    /** A new fit. */
    public static FitRun start(FitSpec spec, FitPicture pixels, RunFolder folder) {
        return new FitRun(spec, folder, pixels, Optional.empty());
    }

    /**
     * The fit that the folder's newest checkpoint belongs to. One that cannot be read, or whose image is not to be had, is
     * passed over if an older one is whole.
     *
     * @param image the data set's name or the file where the fit's image lies now; empty where it lay
     * @param notes is told which checkpoints were passed over
     * @throws FitException when there is none, or its image is not the one that the fit began with
     * @throws org.inrzoo.datasets.ImageFileException when its image cannot be read
     */
    public static FitRun resume(RunFolder folder, Optional<String> image, Consumer<String> notes) {
        return folder.newest(FitSpec.class, checkpoint -> {
                    FitSpec spec = checkpoint.spec();
                    FitSpec.ImageSource asked = spec.source();
                    String source = image.orElse(asked.image());
                    FitPicture pixels = FitPicture.load(source, asked.size(), asked.background());
                    if (!pixels.pixels().sha256().equals(spec.pixels().sha256())) {
                        throw new FitException(Quoted.of(source)
                                + " is not the image that the fit began with, or has changed since (SHA-256 of its pixels):"
                                + " start a new fit");
                    }
                    return new Found(checkpoint, pixels);
                })
                .run(folder, notes);
    }

    /**
     * The fit of these pixels that the folder's newest checkpoint belongs to; empty where there is none that can be read, or only of other
     * pixels.
     */
    static Optional<FitRun> resume(RunFolder folder, FitPicture pixels) {
        try {
            RunFolder.Resumable<FitSpec> newest = folder.resumable();
            return newest.spec().pixels().equals(pixels.pixels())
                    ? Optional.of(new FitRun(newest.spec(), folder, pixels, Optional.of(newest.state())))
                    : Optional.empty();
        } catch (FitException e) {
            return Optional.empty();
        }
    }

    /** A checkpoint and the image that its fit began with. */
    private record Found(RunFolder.Resumable<FitSpec> checkpoint, FitPicture pixels) {

        FitRun run(RunFolder folder, Consumer<String> notes) {
            checkpoint.notes().forEach(notes);
            return new FitRun(checkpoint.spec().of(pixels), folder, pixels, Optional.of(checkpoint.state()));
        }
    }

    /** Steps already done. */
    @Override
    public int stepsDone() {
        return state.step();
    }

    /** The recipe's steps. */
    @Override
    public int steps() {
        return variant.recipe().steps();
    }

    /** The engine that computes. */
    public Engine engine() {
        return engine;
    }

    /** Why the fit, where it was left to choose, has taken the slower engine; see {@link Engines#whyNotFused}. */
    @Override
    public Optional<String> whyNotFused() {
        return spec.computation().engine().equals("auto")
                ? Engines.whyNotFused(engine.architecture())
                : Optional.empty();
    }

    /** Tells the listener after every step. */
    @Override
    public void listener(FitListener listener) {
        fit.listener(listener);
        outputs.telling(listener::onNote);
    }

    /** Measures the fit's pace by its first steps, which are then forgotten; see {@link Fit#pace}. */
    @Override
    public Pace pace(double seconds) {
        return fit.pace(seconds);
    }

    /** Ends {@link #run} after the step it is at, leaving a checkpoint; may be called from any thread. */
    @Override
    public void stop() {
        fit.stop();
    }

    /**
     * Fits to the end and leaves weights, record, history and pictures; or, when stopped or interrupted, a checkpoint.
     *
     * @return the record, or nothing when stopped or interrupted
     * @throws DivergedException when the fit diverges; the last good weights have been saved
     * @throws org.inrzoo.fit.BatchTooLargeException when a batch does not fit in memory
     */
    @Override
    public Optional<FitRecord> run() {
        try {
            state = fit.run(state);
        } catch (DivergedException e) {
            outputs.fitted(e.lastGood()).save(folder.weights());
            throw e.savedIn(folder.weights());
        }
        boolean interrupted = Thread.interrupted(); // an interrupted thread can write no file
        try {
            return leave();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<FitRecord> leave() {
        if (state.step() < steps()) {
            keep(state);
            return Optional.empty();
        }
        return Optional.of(outputs.write(state, engine, folder));
    }

    /**
     * Ends a fit that {@link #run} was kept from ending, and leaves what it leaves at the end: weights, record, history with
     * an evaluation of the network as it is, and pictures.
     */
    public FitRecord endHere() {
        List<History.Row> rows = state.history().rows();
        if (rows.isEmpty() || rows.get(rows.size() - 1).step() < state.step()) {
            History.Row now = new History.Row(
                    state.step(),
                    variant.recipe().rateAt(Math.max(0, state.step() - 1)),
                    Double.NaN,
                    outputs.task().score(NetworkAnswers.of(engine, state.parameters())),
                    state.seconds());
            state = new FitState(
                    state.step(),
                    state.parameters(),
                    state.optimizer(),
                    state.history().plus(now),
                    state.seconds(),
                    state.stepSeconds(),
                    state.cpuSeconds());
        }
        return outputs.write(state, engine, folder);
    }

    /** How the fit went so far; after {@link #run}, all of it. */
    @Override
    public History history() {
        return state.history();
    }

    private void keep(FitState state) {
        folder.checkpoint(spec, state);
    }

    /** What a person should know of a fit that has ended, in one line each; often nothing. */
    @Override
    public List<String> notes() {
        return outputs.notes();
    }

    @Override
    public void close() {
        engine.close();
    }
}
