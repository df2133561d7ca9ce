package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
import org.inrzoo.fit.Recipe;
import org.inrzoo.metric.Measure;
import org.inrzoo.option.OptionException;
import org.inrzoo.record.RunRecord;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;

/**
 * Fits of one image, or any other signal, by several entries, each with several seeds.
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

    private record Planned(Entry entry, Variant variant) {

        long seed() {
            return variant.recipe().seed();
        }

        /** Its folder, in the study's. */
        String folder() {
            return entry.folder() + "-seed" + seed();
        }
    }

    private final Studied studied;
    private final About about;
    private final List<Planned> fits = new ArrayList<>();
    private volatile RunningFit running;
    private volatile boolean stopped;
    private volatile int done;

    /**
     * A study whose fits' settings have all been checked.
     *
     * @param entries at least one
     * @param seeds fits of every entry, with its recipe's seed and the ones that follow it
     * @param studied what is fitted
     * @throws OptionException when an entry's settings contradict each other, it cannot be fitted to this, or there are too
     *     many fits
     */
    public Study(List<Entry> entries, int seeds, Studied studied) {
        if ((long) entries.size() * seeds > MAX_FITS) {
            throw new OptionException((long) entries.size() * seeds
                    + " fits are too many; take fewer values or seeds, at most " + MAX_FITS);
        }
        this.studied = studied;
        List<Measure> measures = entries.stream()
                .map(entry -> studied.check(entry.variant()))
                .distinct()
                .toList();
        if (measures.size() > 1) {
            throw new OptionException("these fits cannot be compared: some are measured by "
                    + measures.get(0).name() + ", others by " + measures.get(1).name());
        }
        about = studied.about(measures.get(0));
        for (int k = 0; k < seeds; k++) {
            for (Entry entry : entries) {
                long seed = entry.variant().recipe().seed() + k;
                fits.add(new Planned(entry, entry.variant().with("seed", seed)));
            }
        }
    }

    /** Ends {@link #run} after the step it is at; may be called from any thread. */
    public void stop() {
        stopped = true;
        RunningFit now = running;
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
        for (Planned fit : fits) {
            Path folder = out.resolve(fit.folder());
            if (Files.exists(folder)) {
                RunFolder.create(folder, true); // so that what is in the way is found before the first fit
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
        double budget =
                PLANNING / fits.stream().map(fit -> work(fit.entry)).distinct().count();
        for (int i = 0; i < fits.size() && !planned.containsKey(fits.get(i).entry); i++) {
            if (stopped) {
                return Optional.empty();
            }
            Planned fit = fits.get(i);
            Pace pace = paces.computeIfAbsent(
                    work(fit.entry), work -> pace(fit.variant, out, Math.min(budget, PLANNING_EACH)));
            planned.put(fit.entry, pace.seconds(fit.variant.recipe()));
        }
        return Optional.of(new Remaining(fits.stream().map(Planned::entry).toList(), planned));
    }

    /** What the time of a step depends on. */
    private static Object work(Entry entry) {
        Recipe recipe = entry.variant().recipe();
        return List.of(entry.variant().hyperparameters(), recipe.batch(), recipe.block(), recipe.optimizer());
    }

    private Pace pace(Variant variant, Path out, double seconds) {
        try (RunningFit run = studied.start(variant, new RunFolder(out))) {
            return run.pace(seconds);
        }
    }

    /** Fit number {@code i}, or nothing when stopped. */
    private Optional<StudyFit> fit(int i, Path out, Remaining remaining, StudyListener listener) {
        Planned fit = fits.get(i);
        Entry entry = fit.entry;
        long seed = fit.seed();
        String name = fit.folder();
        long start = System.nanoTime();
        try (RunningFit run = studied.start(fit.variant, RunFolder.create(out.resolve(name), true))) {
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
                Optional<? extends RunRecord> result = run.run();
                run.notes().forEach(note -> listener.onNote(name + ": " + note));
                return result.map(record -> new StudyFit(entry, seed, name, result, run.history()));
            } catch (DivergedException e) {
                return Optional.of(new StudyFit(entry, seed, name, Optional.empty(), History.empty()));
            }
        } finally {
            running = null;
        }
    }

    /** What the fits are of. */
    public About about() {
        return about;
    }

    /** What the fits have come to. */
    public StudyReport report(List<StudyFit> trials) {
        return new StudyReport(about, trials);
    }

    /**
     * What the networks show, side by side; nothing where they show no pictures.
     *
     * @param out the study's folder
     */
    public Optional<BufferedImage> pictures(StudyReport report, Path out) {
        return studied.pictures(report, out);
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
