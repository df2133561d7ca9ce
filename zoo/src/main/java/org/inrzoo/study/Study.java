package org.inrzoo.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
import org.inrzoo.fit.Recipe;
import org.inrzoo.option.OptionException;
import org.inrzoo.record.FitRecord;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;

/**
 * Fits of one image by several entries, each with several seeds.
 *
 * <p>The fits run one after the other, all entries with the first seed, then all with the second: what slows the
 * machine down for a while is spread over the entries. Every fit leaves what a fit on its own leaves, in a folder of its
 * own; one that diverges does not end the study.
 */
public final class Study {

    /** Seconds that all measuring before the first fit may take, and that of one network; at least a step of each is done. */
    private static final double PLANNING = 10;

    private static final double PLANNING_EACH = 1.5;

    /** The largest number of fits in one study: far more would take weeks. */
    private static final int MAX_FITS = 10_000;

    private final LoadedImage pixels;
    private final List<Entry> fits = new ArrayList<>();
    private final List<FitSpec> specs = new ArrayList<>();
    private volatile FitRun running;
    private volatile boolean stopped;
    private volatile int done;

    /**
     * A study whose fits' settings have all been checked.
     *
     * @param seeds fits of every entry, with its recipe's seed and the ones that follow it
     * @param pixels the image
     * @param computation engine and threads of every fit; between its checkpoints lie all its steps
     * @throws OptionException when an entry's settings contradict each other or there are too many fits
     */
    public Study(List<Entry> entries, int seeds, LoadedImage pixels, FitSpec.Compute computation) {
        if ((long) entries.size() * seeds > MAX_FITS) {
            throw new OptionException((long) entries.size() * seeds
                    + " fits are too many; take fewer values or seeds, at most " + MAX_FITS);
        }
        this.pixels = pixels;
        for (int k = 0; k < seeds; k++) {
            for (Entry entry : entries) {
                long seed = entry.variant().recipe().seed() + k;
                int steps = entry.variant().recipe().steps();
                fits.add(entry);
                specs.add(FitRun.spec(
                        entry.variant().with("seed", seed), pixels, 0, computation.withCheckpointEvery(steps)));
            }
        }
    }

    /** Ends {@link #run} after the step it is at; may be called from any thread. */
    public void stop() {
        stopped = true;
        FitRun now = running;
        if (now != null) {
            now.stop();
        }
    }

    /**
     * Does all fits, after some steps of each network that tell how long they will take.
     *
     * @param out the study's folder, which is its alone
     * @return the fits in order, or nothing when stopped
     * @throws FitException when a fit's folder cannot be written or its batch does not fit in memory
     */
    public Optional<List<StudyFit>> run(Path out, StudyListener listener) {
        for (int i = 0; i < fits.size(); i++) {
            if (Files.exists(out.resolve(name(i)))) {
                RunFolder.create(
                        out.resolve(name(i)), true); // so that what is in the way is found before the first fit
            }
        }
        Optional<Remaining> plan = plan(out);
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        Remaining remaining = plan.get();
        listener.onPlan(fits.size(), remaining.planned());
        List<StudyFit> trials = new ArrayList<>();
        while (trials.size() < fits.size()) {
            long start = System.nanoTime();
            Optional<StudyFit> trial = fit(trials.size(), out, remaining, listener);
            if (trial.isEmpty()) {
                return Optional.empty();
            }
            trials.add(trial.get());
            done = trials.size();
            remaining.fitted((System.nanoTime() - start) * 1e-9);
        }
        return Optional.of(trials);
    }

    /** How long every entry's fit will take, by steps of each network that computes differently; nothing when stopped. */
    private Optional<Remaining> plan(Path out) {
        Map<Object, Pace> paces = new HashMap<>();
        Map<Entry, Double> planned = new LinkedHashMap<>();
        double budget = PLANNING / fits.stream().map(Study::work).distinct().count();
        for (int i = 0; i < fits.size() && !planned.containsKey(fits.get(i)); i++) {
            if (stopped) {
                return Optional.empty();
            }
            Recipe recipe = fits.get(i).variant().recipe();
            FitSpec spec = specs.get(i);
            Pace pace =
                    paces.computeIfAbsent(work(fits.get(i)), work -> pace(spec, out, Math.min(budget, PLANNING_EACH)));
            planned.put(fits.get(i), pace.seconds(recipe));
        }
        return Optional.of(new Remaining(fits, planned));
    }

    /** What the time of a step depends on. */
    private static Object work(Entry entry) {
        Recipe recipe = entry.variant().recipe();
        return List.of(entry.variant().hyperparameters(), recipe.batch(), recipe.block(), recipe.optimizer());
    }

    private Pace pace(FitSpec spec, Path out, double seconds) {
        try (FitRun run = FitRun.start(spec, pixels, new RunFolder(out))) {
            return run.pace(seconds);
        }
    }

    /** The folder of fit number {@code i}, in the study's. */
    private String name(int i) {
        return fits.get(i).folder() + "-seed" + specs.get(i).variant().recipe().seed();
    }

    /** Fit number {@code i}, or nothing when stopped. */
    private Optional<StudyFit> fit(int i, Path out, Remaining remaining, StudyListener listener) {
        Entry entry = fits.get(i);
        FitSpec spec = specs.get(i);
        long seed = spec.variant().recipe().seed();
        String name = name(i);
        long start = System.nanoTime();
        try (FitRun run = FitRun.start(spec, pixels, RunFolder.create(out.resolve(name), true))) {
            running = run;
            if (stopped) {
                return Optional.empty();
            }
            run.listener(step -> {
                double seconds = (System.nanoTime() - start) * 1e-9;
                double left = remaining.seconds((double) step.step() / step.steps(), seconds);
                double gone = remaining.gone() + seconds;
                listener.onStep(
                        new StudyListener.StudyStep(i + 1, fits.size(), entry, seed, step, gone / (gone + left), left));
            });
            try {
                Optional<FitRecord> result = run.run();
                run.notes().forEach(note -> listener.onNote(name + ": " + note));
                return result.map(record -> new StudyFit(entry, seed, name, result, run.history()));
            } catch (DivergedException e) {
                return Optional.of(new StudyFit(entry, seed, name, Optional.empty(), History.empty()));
            }
        } finally {
            running = null;
        }
    }

    /** The number of fits. */
    public int fits() {
        return fits.size();
    }

    /** The number of fits that {@link #run} has ended so far, of {@link #fits}. */
    public int done() {
        return done;
    }
}
