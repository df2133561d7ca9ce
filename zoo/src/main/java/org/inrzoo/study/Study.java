package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.fit.FitException;
import org.inrzoo.metric.Measure;
import org.inrzoo.option.OptionException;

/**
 * Fits of one image, or any other signal, by several entries, each with several seeds.
 *
 * <p>The fits run in order, all entries with the first seed, then all with the second: what slows the
 * machine down for a while is spread over the entries. Several can run at the same time ({@link StudyJobs}). Every fit leaves
 * what a fit on its own leaves, in a folder of its own; one that diverges or fails does not end the study.
 */
public final class Study {

    /** The largest number of fits in one study: far more would take weeks. */
    private static final int MAX_FITS = 10_000;

    private final Studied studied;
    private final About about;
    private final List<Entry> entries;
    private final List<StudyJob> jobs = new ArrayList<>();
    private volatile boolean stopped;
    private volatile StudyRun run;

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
                jobs.add(new StudyJob(entry, entry.seed() + k, before(entry, k)));
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

    /** The number of the fit that one goes on from: its base's with as many seeds before it. */
    private Optional<Integer> before(Entry entry, int seedsBefore) {
        return base(entry, entries).map(base -> seedsBefore * entries.size() + entries.indexOf(base));
    }

    /** Ends {@link #run} after the steps it is at; may be called from any thread. */
    public void stop() {
        stopped = true;
        StudyRun now = run;
        if (now != null) {
            now.stop();
        }
    }

    /** Does all fits, one after the other; see {@link #run(Path, StudyJobs, StudyListener)}. */
    public Optional<List<StudyFit>> run(Path out, StudyListener listener) {
        return run(out, StudyJobs.ONE_BY_ONE, listener);
    }

    /**
     * Does all fits, after some steps of each network that tell how long they will take.
     *
     * @param out the study's folder, which is its alone
     * @return the fits in order, without those that failed; nothing when stopped
     * @throws FitException when the only fit cannot be done, or nothing can be written
     */
    public Optional<List<StudyFit>> run(Path out, StudyJobs how, StudyListener listener) {
        StudyRun now = new StudyRun(studied, jobs, out, how, listener);
        run = now;
        if (stopped) {
            now.stop();
        }
        return now.run();
    }

    /** Why fits of {@link #run} have failed, by their folders. */
    public Map<String, String> failures() {
        StudyRun now = run;
        return now == null ? Map.of() : now.failures();
    }

    /** How many fits of {@link #run} there were at the same time. */
    public int atOnce() {
        StudyRun now = run;
        return now == null ? 1 : now.atOnce();
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
        return jobs.size();
    }

    /** The number of fits that {@link #run} has ended so far, of {@link #fits}. */
    public int done() {
        StudyRun now = run;
        return now == null ? 0 : now.done();
    }
}
