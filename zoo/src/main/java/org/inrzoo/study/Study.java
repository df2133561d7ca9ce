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
import org.inrzoo.ZooModel;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
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

    private record Planned(Entry entry, long seed) {

        ZooModel model() {
            return entry.seeded(seed);
        }

        /** Its folder, in the study's. */
        String folder() {
            return entry.folder() + "-seed" + seed;
        }
    }

    private final Studied studied;
    private final About about;
    private final List<Entry> entries;
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
                .map(entry -> studied.check(entry.model()))
                .distinct()
                .toList();
        if (measures.size() > 1) {
            throw new OptionException("these fits cannot be compared: some are measured by "
                    + measures.get(0).name() + ", others by " + measures.get(1).name());
        }
        about = studied.about(measures.get(0));
        this.entries = List.copyOf(entries);
        checkOrder(entries);
        for (int k = 0; k < seeds; k++) {
            for (Entry entry : entries) {
                fits.add(new Planned(entry, entry.seed() + k));
            }
        }
    }

    /** What an entry goes on from is an entry before it, or a folder. */
    private void checkOrder(List<Entry> entries) {
        for (Entry entry : entries) {
            Optional<String> from = entry.from();
            if (from.isPresent() && !studied.goesOn()) {
                throw new OptionException("'" + entry.label() + "' cannot go on from '" + from.get()
                        + "': only networks for pictures go on from others' weights");
            }
            if (from.isPresent() && base(entry, entries).isEmpty() && !Files.exists(Path.of(from.get()))) {
                boolean later = entries.stream().anyMatch(other -> !other.equals(entry) && isNamed(other, from.get()));
                throw new OptionException("'" + entry.label() + "' goes on from '" + from.get() + "', which "
                        + (later ? "has to be named before it" : "is no model named before it and no run's folder"));
            }
        }
    }

    /** The first entry before this one that is what it goes on from, by its label or its model's name. */
    private static Optional<Entry> base(Entry entry, List<Entry> entries) {
        return entries.subList(0, entries.indexOf(entry)).stream()
                .filter(other ->
                        entry.from().filter(from -> isNamed(other, from)).isPresent())
                .findFirst();
    }

    private static boolean isNamed(Entry entry, String name) {
        return entry.label().equals(name) || entry.model().name().equals(name);
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
            Optional<StudyFit> trial = fit(trials, out, remaining, listener);
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
                    work(fit.entry), work -> pace(fit.model(), out, Math.min(budget, PLANNING_EACH)));
            int evaluations = ((Number) fit.model().settings().get("evaluations")).intValue();
            planned.put(fit.entry, pace.seconds(studied.steps(fit.model()), evaluations));
        }
        return Optional.of(new Remaining(fits.stream().map(Planned::entry).toList(), planned));
    }

    private Object work(Entry entry) {
        return studied.work(entry.model());
    }

    private Pace pace(ZooModel model, Path out, double seconds) {
        try (RunningFit run = studied.start(model, Optional.empty(), new RunFolder(out))) {
            return run.pace(seconds);
        }
    }

    /** The fit that one goes on from: its base's with as many seeds before it. */
    private Optional<StudyFit> before(Planned fit, List<StudyFit> trials) {
        return base(fit.entry, entries)
                .flatMap(base -> trials.stream()
                        .filter(trial ->
                                trial.entry().equals(base) && trial.seed() - base.seed() == fit.seed - fit.entry.seed())
                        .findFirst());
    }

    /** The fit after these, or nothing when stopped. */
    private Optional<StudyFit> fit(List<StudyFit> trials, Path out, Remaining remaining, StudyListener listener) {
        int i = trials.size();
        Planned fit = fits.get(i);
        Entry entry = fit.entry;
        long seed = fit.seed;
        String name = fit.folder();
        Optional<StudyFit> before = before(fit, trials);
        if (before.isPresent() && before.get().result().isEmpty()) {
            listener.onNote(name + ": not done, since " + before.get().folder() + " diverged");
            return Optional.of(new StudyFit(entry, seed, name, Optional.empty(), History.empty()));
        }
        Optional<Path> from = before.map(trial -> out.resolve(trial.folder()))
                .or(() -> entry.from().map(Path::of));
        long start = System.nanoTime();
        try (RunningFit run = studied.start(fit.model(), from, RunFolder.create(out.resolve(name), true))) {
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
