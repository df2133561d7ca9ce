package org.inrzoo.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.inrzoo.BetweenPixels;
import org.inrzoo.FittedImage;
import org.inrzoo.Scores;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
import org.inrzoo.io.Fonts;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.record.FitRecord;
import org.inrzoo.task.ImageTask;

/** One fit of an image in a folder: from a specification, or from the folder's newest checkpoint. */
public final class FitRun implements AutoCloseable {

    private final FitSpec spec;
    private final RunFolder folder;
    private final LoadedImage pixels;
    private final Variant variant;
    private final ImageTask task;
    private final Optional<ImageTest> test;
    private final Optional<Image> twice;
    private final Engine engine;
    private final Fit fit;
    private FitState state;
    private final List<String> notes = new ArrayList<>();

    private FitRun(FitSpec spec, RunFolder folder, LoadedImage pixels, Optional<FitState> state) {
        this.spec = spec;
        this.folder = folder;
        this.pixels = pixels;
        variant = spec.variant();
        task = new ImageTask(pixels.image(), variant);
        test = ImageTest.of(spec);
        twice = pixels.twice(spec.size());
        engine = Engines.create(spec.engine(), spec.architecture(), spec.threads());
        fit = new Fit(engine, variant.recipe(), task).checkpoints(spec.checkpointEvery(), this::keep);
        this.state = state.orElseGet(fit::start);
    }

    /**
     * What a new fit of these pixels is asked to do.
     *
     * @throws OptionException when the settings contradict each other or make too large a network, or the fit does not fit
     *     in memory
     * @throws org.inrzoo.engine.EngineException when the network could not be drawn after the fit
     */
    public static FitSpec spec(
            Variant variant,
            LoadedImage pixels,
            int size,
            int testSize,
            String engine,
            int threads,
            int checkpointEvery) {
        Image image = pixels.image();
        FitSpec spec = new FitSpec(
                variant.name(),
                variant.settings(),
                pixels.origin(),
                pixels.background().toString(),
                size,
                testSize,
                image.width(),
                image.height(),
                image.channels(),
                image.sha256(),
                engine,
                threads,
                checkpointEvery);
        try {
            FitMemory.require(
                    image.width(),
                    image.height(),
                    image.values().length,
                    spec.architecture().parameters());
            BatchStatistics.frozen(spec.architecture(), image.width() * image.height());
        } catch (ArithmeticException e) {
            throw new OptionException("a " + variant.name() + " of these sizes has more than 2^31 parameters");
        }
        return spec;
    }

    /** A new fit. */
    public static FitRun start(FitSpec spec, LoadedImage pixels, RunFolder folder) {
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
        return folder.newest(checkpoint -> {
                    FitSpec spec = checkpoint.spec();
                    String source = image.orElse(spec.image());
                    LoadedImage pixels = LoadedImage.load(source, spec.size(), Background.parse(spec.background()));
                    if (!pixels.image().sha256().equals(spec.dataSha256())) {
                        throw new FitException(Quoted.of(source)
                                + " is not the image that the fit began with, or has changed since (SHA-256 of its pixels):"
                                + " start a new fit");
                    }
                    return new Found(checkpoint, pixels);
                })
                .run(folder, notes);
    }

    /** A checkpoint and the image that its fit began with. */
    private record Found(RunFolder.Resumable checkpoint, LoadedImage pixels) {

        FitRun run(RunFolder folder, Consumer<String> notes) {
            checkpoint.notes().forEach(notes);
            return new FitRun(checkpoint.spec().of(pixels), folder, pixels, Optional.of(checkpoint.state()));
        }
    }

    /** Steps already done. */
    public int stepsDone() {
        return state.step();
    }

    /** The recipe's steps. */
    public int steps() {
        return variant.recipe().steps();
    }

    /** The engine that computes. */
    public Engine engine() {
        return engine;
    }

    /** Why the fit, where it was left to choose, has taken the slower engine; see {@link Engines#whyNotFused}. */
    public Optional<String> whyNotFused() {
        return spec.engine().equals("auto") ? Engines.whyNotFused(engine.architecture()) : Optional.empty();
    }

    /** Tells the listener after every step. */
    public void listener(FitListener listener) {
        fit.listener(listener);
    }

    /** Measures the fit's pace by its first steps, which are then forgotten; see {@link Fit#pace}. */
    public Pace pace(double seconds) {
        return fit.pace(seconds);
    }

    /** Ends {@link #run} after the step it is at, leaving a checkpoint; may be called from any thread. */
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
    public Optional<FitRecord> run() {
        try {
            state = fit.run(state);
        } catch (DivergedException e) {
            fitted(e.lastGood()).save(folder.weights());
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
        return Optional.of(write(state));
    }

    /**
     * Ends a fit that {@link #run} was kept from ending, and leaves what it leaves at the end: weights, record, history with
     * an evaluation of the network as it is, and pictures.
     */
    public FitRecord endHere() {
        List<History.Row> rows = state.history().rows();
        if (rows.isEmpty() || rows.get(rows.size() - 1).step() < state.step()) {
            float[] outputs = new float[Math.multiplyExact(task.grid().size(), task.outputs())];
            engine.forward(state.parameters(), task.grid(), outputs);
            History.Row now = new History.Row(
                    state.step(),
                    variant.recipe().rateAt(Math.max(0, state.step() - 1)),
                    Double.NaN,
                    task.psnr(outputs),
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
        return write(state);
    }

    /** How the fit went so far; after {@link #run}, all of it. */
    public History history() {
        return state.history();
    }

    private void keep(FitState state) {
        folder.checkpoint(spec, state);
    }

    private FitRecord write(FitState end) {
        Image image = pixels.image();
        FittedImage unscored = fitted(end.parameters());
        BetweenPixels between = BetweenPixels.of(unscored, image, twice);
        FittedImage fitted = unscored.with(Scores.of(end.history().psnr(), between), end.history());
        float[] outputs = new float[Math.multiplyExact(task.grid().size(), task.outputs())];
        engine.forward(end.parameters(), task.grid(), outputs);
        Image picture = ImageTask.picture(
                task.finest(outputs),
                variant.family().tiles(),
                task.grid(),
                image.channels(),
                variant.recipe().targets());

        byte[] weights = fitted.toBytes();
        FitRecord result = result(end, outputs, between, Hashes.sha256(weights));
        AtomicFiles.write(folder.weights(), weights);
        AtomicFiles.write(folder.history(), out -> end.history().table().write().csv(out));
        AtomicFiles.write(folder.result(), out -> out.write(Json.text(result).getBytes(StandardCharsets.UTF_8)));
        Pictures.writePng(folder.reconstruction(), picture.toBufferedImage(result.bits()));
        folder.deleteCheckpoints();
        drawComparison(picture, result);
        FitNotes.onQuality(image, result.psnr()).ifPresent(notes::add);
        return result;
    }

    /** Optional: where it cannot be drawn, the fit still succeeds and a note says so. */
    private void drawComparison(Image picture, FitRecord result) {
        String caption =
                String.format(Locale.ROOT, "%s, %d steps, %.2f dB", variant.name(), result.steps(), result.psnr());
        try {
            Pictures.writePng(folder.comparison(), Pictures.comparison(pixels.image(), picture, caption));
            Fonts.missing().ifPresent(notes::add);
        } catch (RuntimeException | Error e) {
            notes.add("no " + folder.comparison().getFileName() + ": "
                    + Fonts.missing().orElse(String.valueOf(e.getMessage())));
        }
    }

    /** What a person should know of a fit that has ended, in one line each; often nothing. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private FittedImage fitted(float[] parameters) {
        Image image = pixels.image();
        return FittedImage.trained(
                variant, image.width(), image.height(), image.channels(), parameters, spec.engine(), spec.threads());
    }

    private FitRecord result(FitState end, float[] outputs, BetweenPixels between, String weightsSha256) {
        Image image = pixels.image();
        int stepsDone = Math.max(1, end.step());
        Map<String, Object> settings = new LinkedHashMap<>(variant.settings());
        FitRecord.Test tested =
                test.map(unseen -> unseen.run(engine, end.parameters())).orElse(null);
        return FitRecord.of(
                new FitRecord.Fitted(
                        variant.name(),
                        settings,
                        engine.architecture().parameters().trainable(),
                        variant.recipe().seed(),
                        weightsSha256),
                new FitRecord.Computation(
                        engine.name(),
                        engine.threads(),
                        end.step(),
                        end.seconds(),
                        end.stepSeconds() / stepsDone,
                        end.cpuSeconds()),
                new FitRecord.Quality(
                        end.history().psnr(),
                        end.history().psnrBest(),
                        task.unclampedPsnr(outputs),
                        task.stretchedPsnr(outputs),
                        between.psnr(),
                        between.reference(),
                        tested),
                pixels.name(),
                image,
                Machine.versions(),
                Machine.machine());
    }

    @Override
    public void close() {
        engine.close();
    }
}
