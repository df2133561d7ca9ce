package org.inrzoo.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.inrzoo.ZooModel;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.FittedImage;
import org.inrzoo.run.Pixels;
import org.inrzoo.run.Result;
import org.inrzoo.run.RunFolder;

/**
 * A notebook's runs. Their records end in one file, {@code NOTEBOOK.records.json}: in {@code runs/notebooks} below the
 * project's folder, or where {@code INRZOO_RECORDS} says, which {@code inrzoo notebook --in-place} sets. What a notebook's
 * tables show is read from them.
 */
public final class Runs {

    private final RunsFile file;
    private final boolean shown;
    private final long start;

    private Runs(RunsFile file, boolean shown, long start) {
        this.file = file;
        this.shown = shown;
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
        return new Runs(new RunsFile(folder, notebook, scale), true, System.nanoTime());
    }

    /** The same runs, with fits that do not show how they go. */
    public Runs quiet() {
        return new Runs(file, false, start);
    }

    /**
     * Fits a picture by the model's recipe on the best engine and all cores, and keeps the record.
     *
     * @param label what tells the fit from the notebook's others; an earlier one's record is replaced
     * @param image name of a picture, see {@link org.inrzoo.datasets.Datasets}
     * @param size its longer side, pixels
     * @throws FitException when the fit diverges or the thread is interrupted
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
        Pixels pixels = Pixels.load(image, size);
        int threads = Runtime.getRuntime().availableProcessors();
        FitSpec spec = FitRun.spec(model.variant(), pixels, size, testSize, "auto", threads, model.recipe().steps());
        Path folder = temporary();
        try (FitRun fit = FitRun.start(spec, pixels, new RunFolder(folder))) {
            Run run = run(label, fit, new RunFolder(folder));
            file.put(run);
            return run;
        } finally {
            delete(folder);
        }
    }

    private Run run(String label, FitRun fit, RunFolder folder) {
        FitListener watch = shown ? new FitWatch(label) : progress -> {};
        fit.whyNotFused().ifPresent(why -> watch.onNote("computing with SameDiff; " + why));
        double[] least = {Double.POSITIVE_INFINITY};
        fit.listener(watch);
        fit.listener(progress -> least[0] = Math.min(least[0], progress.loss()));
        Result result = fit.run().orElseThrow(() ->
                new FitException("the fit '" + label + "' was interrupted after step " + fit.stepsDone()));
        return Run.of(label, result, least[0], fit.history(), FittedImage.load(folder.weights()));
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
        return String.format(Locale.ROOT, "this notebook took %.1f minutes at scale %s on %s",
                (System.nanoTime() - start) / 60e9, file.scale(), threads == 1 ? "1 thread" : threads + " threads");
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
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // A temporary folder that stays is no loss.
        }
    }
}
