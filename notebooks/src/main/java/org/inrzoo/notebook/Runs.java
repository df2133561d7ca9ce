package org.inrzoo.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.inrzoo.FieldFit;
import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.ZooModel;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.network.Architecture;
import org.inrzoo.record.FitRecord;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import org.inrzoo.vision.Classifier;
import org.inrzoo.vision.ClassifierEngine;
import org.inrzoo.vision.ClassifierRecord;
import org.inrzoo.vision.ClassifierRun;
import org.inrzoo.vision.VisionModel;

/**
 * A notebook's runs. Their records end in one file, {@code NOTEBOOK.records.json}: in {@code runs/notebooks} below the
 * project's folder, or where {@code INRZOO_RECORDS} says, which {@code inrzoo notebook --in-place} sets. What a notebook's
 * tables show is read from them.
 */
public final class Runs {

    private final RunsFile file;
    private final Function<String, FitListener> watch;
    private final long start;

    private Runs(RunsFile file, Function<String, FitListener> watch, long start) {
        this.file = file;
        this.watch = watch;
        this.start = start;
    }

    /**
     * The runs of a notebook that begins now.
     *
     * @param notebook name of the notebook's file, without its ending
     */
    public static Runs of(String notebook) {
        return of(notebook, RunsFile.folder(), Scale.current());
    }

    static Runs of(String notebook, Path folder, Scale scale) {
        return new Runs(new RunsFile(folder, notebook, scale), FitWatch::new, System.nanoTime());
    }

    /** The same runs, with fits that do not show how they go. */
    public Runs quiet() {
        return new Runs(file, label -> progress -> {}, start);
    }

    /** The same runs, with fits that show in one line how all of them go, and what is left of their time. */
    public Runs together(int fits) {
        return new Runs(file, new SeriesWatch(fits)::next, start);
    }

    /**
     * Fits a picture by the model's recipe on the best engine and keeps the record.
     *
     * @param label what tells the fit from the notebook's others; an earlier one's record is replaced
     * @param image name of a picture, see {@link org.inrzoo.datasets.Datasets}
     * @param size its longer side, pixels
     * @return the fit; where the thread was interrupted, the network so far, which the record says by its steps
     * @throws FitException when the fit diverges, or the thread is interrupted before the first step
     */
    public Run fit(String label, ZooModel model, String image, int size) {
        return fit(label, model, image, size, 0);
    }

    /**
     * Fits a picture and tests the fit at another size.
     *
     * @param testSize longer side of the same picture that the fit is tested on, pixels
     * @throws FitException as of {@link #fit(String, ZooModel, String, int)}
     */
    public Run fit(String label, ZooModel model, String image, int size, int testSize) {
        LoadedImage pixels = LoadedImage.load(image, size);
        int threads = threads(model.architecture(pixels.image()));
        FitSpec spec = FitRun.spec(
                model.variant(),
                pixels,
                testSize,
                new FitSpec.Compute("auto", threads, model.recipe().steps()));
        Path folder = temporary();
        try (FitRun fit = FitRun.start(spec, pixels, new RunFolder(folder))) {
            return run(label, fit, new RunFolder(folder));
        } finally {
            delete(folder);
        }
    }

    /**
     * All cores for the fast engine, and one for SameDiff: its threads wait for each other in loops, which on small networks, and
     * beside any other program, takes longer than the work.
     */
    private static int threads(Architecture network) {
        return Engines.whyNotFused(network).isPresent()
                ? 1
                : Runtime.getRuntime().availableProcessors();
    }

    /** Fits a signal by its kind's usual objective; see {@link #fit(String, ZooModel, Signal, ObjectiveKind)}. */
    public FieldRun fit(String label, ZooModel model, Signal signal) {
        String usual = SignalKinds.named(signal.kind()).objective();
        return fit(label, model, signal, ObjectiveKinds.of(usual, Map.of()));
    }

    /**
     * Fits a signal of any kind, as an objective observes it, by the model's recipe on the best engine and keeps the record.
     *
     * @param label what tells the fit from the notebook's others; an earlier one's record is replaced
     * @return the fit; where the thread was interrupted, the network so far
     * @throws org.inrzoo.option.OptionException when the objective or the model is not for the signal
     * @throws FitException when the fit diverges, or the thread is interrupted before it begins
     */
    public FieldRun fit(String label, ZooModel model, Signal signal, ObjectiveKind objective) {
        if (Thread.currentThread().isInterrupted()) {
            throw new FitException("the fit '" + label + "' was interrupted before its first step");
        }
        List<Integer> sizes = signal.axes().stream().map(axis -> axis.samples()).toList();
        int threads = threads(model.variant().architecture(sizes, signal.channels()));
        long begin = System.nanoTime();
        FieldFit fit = model.fit(
                signal, objective, FitOptions.defaults().withThreads(threads).withListener(watch.apply(label)));
        boolean interrupted = Thread.interrupted(); // an interrupted thread can write no file
        try {
            FieldRun run = new FieldRun(label, model, signal, objective, fit, (System.nanoTime() - begin) * 1e-9);
            file.put(run);
            return run;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt(); // so that further fits of the cell do not begin
            }
        }
    }

    /**
     * Trains a network for pictures by its recipe, on one thread, and keeps the record. Unless an engine is asked for it is SameDiff, by which the
     * notebooks' shown outputs were computed.
     *
     * @param label what tells the training from the notebook's other runs
     * @param data the pictures, see {@link org.inrzoo.datasets.label.PictureSources#read}
     * @param pictures how many are learnt from, as many of every class; 0 for all
     * @throws org.inrzoo.option.OptionException when the settings and the pictures do not fit together
     * @throws FitException when the training diverges, or the thread is interrupted before its end
     */
    public Training train(String label, VisionModel model, String data, int pictures) {
        return train(
                label, folder -> ClassifierRun.start(asShown(model), data, pictures, Optional.empty(), 1, 0, folder));
    }

    /**
     * Goes on from a training: its weights are the first ones, a refocused kernel's basis is its kernel.
     *
     * @throws FitException as of {@link #train(String, VisionModel, String, int)}
     */
    public Training train(String label, VisionModel model, String data, int pictures, Training from) {
        return train(
                label,
                folder -> ClassifierRun.after(
                        from.label(), from.classifier(), asShown(model), data, pictures, 1, folder));
    }

    private static VisionModel asShown(VisionModel model) {
        return model.recipe().engine() == ClassifierEngine.AUTO
                ? model.with("engine", ClassifierEngine.SAMEDIFF)
                : model;
    }

    private Training train(String label, Function<RunFolder, ClassifierRun> start) {
        if (Thread.interrupted()) {
            throw interrupted(label, 0);
        }
        Path folder = temporary();
        try (ClassifierRun run = start.apply(new RunFolder(folder))) {
            FitListener shown = watch.apply(label);
            boolean[] ended = {false};
            run.listener(progress -> {
                shown.onStep(progress);
                if (Thread.interrupted()) { // an interrupted thread can write no file
                    ended[0] = true;
                    run.stop();
                }
            });
            Optional<ClassifierRecord> result = run.run();
            if (ended[0] || result.isEmpty()) {
                throw interrupted(label, run.stepsDone());
            }
            Training training = new Training(label, result.get(), run.history(), Classifier.load(folder));
            file.put(training);
            return training;
        } finally {
            delete(folder);
        }
    }

    private static FitException interrupted(String label, int steps) {
        Thread.currentThread().interrupt(); // so that further runs of the cell do not begin
        return new FitException("the training '" + label + "' was interrupted after step " + steps);
    }

    private Run run(String label, FitRun fit, RunFolder folder) {
        FitListener shown = watch.apply(label);
        fit.whyNotFused().ifPresent(why -> shown.onNote("computing with SameDiff; " + why));
        double[] least = {Double.POSITIVE_INFINITY};
        fit.listener(shown);
        fit.listener(progress -> least[0] = Math.min(least[0], progress.loss()));
        Optional<FitRecord> whole = fit.run();
        boolean interrupted = Thread.interrupted(); // an interrupted thread can write no file
        try {
            FitRecord result = whole.orElseGet(() -> soFar(label, fit, shown));
            Run run = Run.of(label, result, least[0], fit.history(), FittedImage.load(folder.weights()));
            file.put(run);
            return run;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt(); // so that further fits of the cell do not begin
            }
        }
    }

    private static FitRecord soFar(String label, FitRun fit, FitListener shown) {
        if (fit.stepsDone() == 0) {
            throw new FitException("the fit '" + label + "' was interrupted before its first step");
        }
        shown.onNote("interrupted after step " + fit.stepsDone() + " of " + fit.steps()
                + ", which leaves the network so far");
        return fit.endHere();
    }

    /**
     * Keeps what was measured otherwise.
     *
     * @param label what tells it from the notebook's other measurements; an earlier one is replaced
     * @param numbers names to numbers, texts and lists of them
     */
    public void keep(String label, Map<String, ?> numbers) {
        file.put(label, numbers);
    }

    /** How long the notebook has taken so far, in words. */
    public String took() {
        int threads = Runtime.getRuntime().availableProcessors();
        return String.format(
                Locale.ROOT,
                "this notebook took %.1f minutes at scale %s on %s",
                (System.nanoTime() - start) / 60e9,
                file.scale(),
                threads == 1 ? "1 thread" : threads + " threads");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("inrzoo-run");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // A temporary folder that stays is no loss.
        }
    }
}
