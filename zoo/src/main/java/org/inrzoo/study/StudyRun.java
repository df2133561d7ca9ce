package org.inrzoo.study;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.error.ZooException;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.record.RunRecord;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;

/**
 * A study under way: its fits in their order, one or several at a time. One that fails or diverges does not end the others.
 */
final class StudyRun {

    /** Seconds that all measuring before the first fit may take, and that of one network; at least a step of each is done. */
    private static final double PLANNING = 10;

    private static final double PLANNING_EACH = 1.5;

    /** Fits side by side have less memory bandwidth each than one that is measured alone. */
    private static final double SIDE_BY_SIDE = 1.1;

    private static final int MAX_RECORD_BYTES = 1 << 24;

    /** Fits that wait for a cluster at the same time, each in a thread. */
    private static final int MOST_WAITING = 256;

    private final Studied studied;
    private final List<StudyJob> jobs;
    private final Path out;
    private final StudyJobs how;
    private final StudyListener listener;
    private final List<CompletableFuture<Optional<StudyFit>>> outcomes = new ArrayList<>();
    private final Map<String, RuntimeException> failures = new ConcurrentSkipListMap<>();
    private final Set<RunningFit> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();
    private final List<String> fingerprints = new ArrayList<>();
    private final Map<Integer, StudyFit> kept = new HashMap<>();
    private volatile boolean stopped;
    private volatile int atOnce = 1;
    private Remaining remaining;
    private long start;

    StudyRun(Studied studied, List<StudyJob> jobs, Path out, StudyJobs how, StudyListener listener) {
        this.studied = studied;
        this.jobs = jobs;
        this.out = out;
        this.how = how;
        this.listener = listener;
    }

    /** Ends {@link #run} after the steps it is at. */
    void stop() {
        stopped = true;
        running.forEach(RunningFit::stop);
        how.cluster().ifPresent(FitCluster::stop);
    }

    /** The number of fits that have ended so far. */
    int done() {
        return done.get();
    }

    /** Fits at the same time. */
    int atOnce() {
        return atOnce;
    }

    /** Why fits have failed, by their folders. */
    Map<String, String> failures() {
        Map<String, String> reasons = new TreeMap<>();
        failures.forEach((folder, failure) -> reasons.put(folder, failure.getMessage()));
        return reasons;
    }

    /** Does all fits; see {@link Study#run}. */
    Optional<List<StudyFit>> run() {
        for (int i = 0; i < jobs.size(); i++) {
            fingerprints.add(fingerprint(jobs.get(i)));
            makeReady(i, how.goOn());
        }
        done.set(kept.size());
        if (!plan()) {
            return Optional.empty();
        }
        how.cluster().ifPresent(this::share);
        listener.onPlan(jobs.size() - kept.size(), remaining.planned());
        start = System.nanoTime();
        fitAll();
        if (stopped) {
            return Optional.empty();
        }
        List<StudyFit> fits =
                outcomes.stream().flatMap(outcome -> outcome.join().stream()).toList();
        if (fits.isEmpty()) {
            throw failures.values().iterator().next();
        }
        return Optional.of(fits);
    }

    private void share(FitCluster cluster) {
        cluster.share(studied.data().path().map(FolderBytes::of).orElse(new byte[0]));
    }

    /** What a cluster has no room for now waits there, and goes to processes that join it later. */
    private int waiting() {
        return how.cluster().isPresent() ? Math.min(jobs.size(), MOST_WAITING) : atOnce;
    }

    /** In this thread where they are done one by one: it may be interrupted. */
    private void fitAll() {
        Optional<ExecutorService> pool = waiting() == 1 && how.cluster().isEmpty()
                ? Optional.empty()
                : Optional.of(Executors.newFixedThreadPool(waiting(), task -> {
                    Thread thread = new Thread(task, "study");
                    thread.setDaemon(true);
                    return thread;
                }));
        Executor executor = pool.<Executor>map(threads -> threads).orElse(Runnable::run);
        try {
            for (int i = 0; i < jobs.size(); i++) {
                int number = i;
                // a fit that goes on from another waits for it, which has a lower number and so a thread
                outcomes.add(CompletableFuture.supplyAsync(() -> outcome(number), executor));
            }
            outcomes.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            pool.ifPresent(ExecutorService::shutdown);
            outcomes.forEach(outcome ->
                    outcome.exceptionally(failure -> Optional.empty()).join());
        }
    }

    /** All that a fit's outcome depends on. */
    private String fingerprint(StudyJob job) {
        Optional<String> from = job.base()
                .map(fingerprints::get)
                .or(() -> job.entry().from().map(folder -> {
                    Path path = Path.of(folder);
                    Path weights = Files.isDirectory(path) ? new RunFolder(path).weights() : path;
                    return Hashes.sha256(FileBytes.read(weights, FileBytes.MAX_BYTES));
                }));
        return job.sha256(studied.identity(), from);
    }

    /** Takes the fit from its folder where it may be and is there; else sees that nothing is in the way, before the first fit. */
    private void makeReady(int number, boolean goOn) {
        StudyJob job = jobs.get(number);
        Path folder = out.resolve(job.folder());
        if (!Files.exists(folder)) {
            return;
        }
        Optional<StudyFit> ended = goOn ? ended(job, fingerprints.get(number)) : Optional.empty();
        if (ended.isPresent()) {
            kept.put(number, ended.get());
        } else {
            RunFolder.create(folder, true);
            EndedFit.forget(folder);
        }
    }

    /** The fit that its folder has, where that is the same one. */
    private Optional<StudyFit> ended(StudyJob job, String sha256) {
        RunFolder folder = new RunFolder(out.resolve(job.folder()));
        Optional<EndedFit> ended =
                EndedFit.in(folder.path()).filter(fit -> fit.sha256().equals(sha256));
        if (ended.isEmpty() || ended.get().diverged()) {
            return ended.map(fit -> diverged(job));
        }
        try {
            return Optional.of(left(job, folder));
        } catch (MalformedFileException | UncheckedIOException e) {
            listener.onNote(job.folder() + " is fitted again: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The fit that has left its record in its folder. */
    private StudyFit left(StudyJob job, RunFolder folder) {
        String text = new String(FileBytes.read(folder.result(), MAX_RECORD_BYTES), StandardCharsets.UTF_8);
        RunRecord record = Json.read(text, studied.records(), folder.result().toString());
        History history = History.read(record.mainScore().measure(), folder.history());
        return new StudyFit(job.entry(), job.seed(), job.folder(), Optional.of(record), history);
    }

    private static StudyFit diverged(StudyJob job) {
        return new StudyFit(job.entry(), job.seed(), job.folder(), Optional.empty(), History.empty());
    }

    /** Decides how many fits there are at once, and how long all will take; false when stopped. */
    private boolean plan() {
        int asked = how.cluster().map(FitCluster::places).orElse(how.atOnce());
        int threads = studied.threads();
        if (asked != StudyJobs.MEASURED || threads == 1) {
            atOnce = Math.max(1, asked);
            return planned(atOnce).map(plan -> remaining = plan).isPresent();
        }
        Optional<Remaining> oneByOne = planned(1);
        Optional<Remaining> sideBySide = planned(threads);
        if (oneByOne.isEmpty() || sideBySide.isEmpty()) {
            return false;
        }
        boolean faster =
                sideBySide.get().planned() * SIDE_BY_SIDE < oneByOne.get().planned();
        atOnce = faster ? threads : 1;
        remaining = faster ? sideBySide.get() : oneByOne.get();
        return true;
    }

    /** On a cluster every fit has all its threads. */
    private Studied sharing(int fits) {
        return how.cluster().isPresent() ? studied : studied.onThreads(Math.max(1, studied.threads() / fits));
    }

    /** How long every entry's fit will take, by steps of each network that computes differently; nothing when stopped. */
    private Optional<Remaining> planned(int fits) {
        List<StudyJob> left = IntStream.range(0, jobs.size())
                .filter(number -> !kept.containsKey(number))
                .mapToObj(jobs::get)
                .toList();
        Map<Object, Pace> paces = new HashMap<>();
        Map<Entry, Double> planned = new LinkedHashMap<>();
        long networks = left.stream().map(job -> work(job.entry())).distinct().count();
        double budget = Math.min(PLANNING / Math.max(1, networks), PLANNING_EACH);
        for (StudyJob job : left) {
            if (stopped) {
                return Optional.empty();
            }
            if (!planned.containsKey(job.entry())) {
                Pace pace = paces.computeIfAbsent(work(job.entry()), work -> pace(sharing(fits), job, budget));
                int evaluations = ((Number) job.model().settings().get("evaluations")).intValue();
                planned.put(job.entry(), pace.seconds(studied.steps(job.model()), evaluations));
            }
        }
        kept.keySet().forEach(number -> planned.putIfAbsent(jobs.get(number).entry(), 0.0));
        Remaining all = new Remaining(jobs.stream().map(StudyJob::entry).toList(), planned, fits);
        kept.keySet().forEach(all::passedOver);
        return Optional.of(all);
    }

    private Object work(Entry entry) {
        return studied.work(entry.model());
    }

    private Pace pace(Studied shared, StudyJob job, double seconds) {
        try (RunningFit run = shared.start(job.model(), Optional.empty(), new RunFolder(out))) {
            return run.pace(seconds);
        }
    }

    /** What comes of a fit: nothing when it failed or all are stopped. */
    private Optional<StudyFit> outcome(int number) {
        StudyJob job = jobs.get(number);
        if (kept.containsKey(number)) {
            return Optional.of(kept.get(number));
        }
        Optional<StudyBase> from = job.entry().from().map(Path::of).map(StudyBase::at);
        if (job.base().isPresent()) {
            Optional<StudyFit> before = outcomes.get(job.base().get()).join();
            String base = jobs.get(job.base().get()).folder();
            if (before.isEmpty() || before.get().result().isEmpty()) {
                if (!stopped) {
                    tell(job.folder() + ": not done, since " + base + (before.isEmpty() ? " failed" : " diverged"));
                }
                return before.map(fit -> diverged(job));
            }
            from = Optional.of(StudyBase.at(out.resolve(base)));
        }
        if (stopped) {
            return Optional.empty();
        }
        try {
            return fit(number, from);
        } catch (ZooException | UncheckedIOException e) {
            failures.put(job.folder(), e);
            if (jobs.size() > 1) {
                tell(job.folder() + " failed: " + e.getMessage());
            }
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            stop();
            throw e;
        }
    }

    private Optional<StudyFit> fit(int number, Optional<StudyBase> from) {
        StudyJob job = jobs.get(number);
        RunFolder folder = RunFolder.create(out.resolve(job.folder()), true);
        long begin = System.nanoTime();
        if (how.cluster().isPresent()) {
            return fit(number, how.cluster().get().fit(RemoteFit.of(studied, job, from)), folder);
        }
        Optional<StudyFit> fit;
        try (RunningFit run = sharing(atOnce).start(job.model(), from, folder)) {
            fit = fit(number, run, begin);
        }
        fit.ifPresent(ended -> ended(number, ended, folder, (System.nanoTime() - begin) * 1e-9));
        stopped |= fit.isEmpty(); // by an interrupt, where nobody has asked for it
        return fit;
    }

    /** The fit that was done elsewhere. */
    private Optional<StudyFit> fit(int number, Optional<RemoteResult> result, RunFolder folder) {
        StudyJob job = jobs.get(number);
        if (result.isEmpty()) {
            stopped = true;
            return Optional.empty();
        }
        result.get().leaveIn(folder.path());
        result.get().notes().forEach(note -> tell(job.folder() + ": " + note));
        StudyFit fit = result.get().isDiverged() ? diverged(job) : left(job, folder);
        ended(number, fit, folder, result.get().seconds());
        tell(number, end(fit));
        return Optional.of(fit);
    }

    private void ended(int number, StudyFit fit, RunFolder folder, double seconds) {
        new EndedFit(fingerprints.get(number), fit.result().isEmpty()).write(folder.path());
        done.incrementAndGet();
        remaining.ended(number, seconds);
    }

    /** The last step of a fit that was done elsewhere. */
    private FitListener.Progress end(StudyFit fit) {
        int steps = studied.steps(fit.entry().seeded(fit.seed()));
        Optional<Score> score = fit.result().map(RunRecord::mainScore);
        return new FitListener.Progress(
                steps,
                steps,
                Double.NaN,
                score.map(Score::value).orElse(Double.NaN),
                score.map(Score::measure).orElse(Measure.PSNR));
    }

    private Optional<StudyFit> fit(int number, RunningFit run, long begin) {
        StudyJob job = jobs.get(number);
        running.add(run);
        try {
            if (stopped) {
                return Optional.empty();
            }
            run.listener(FitListener.patient(step -> {
                double part = (double) step.step() / step.steps();
                remaining.underWay(number, part, (System.nanoTime() - begin) * 1e-9);
                tell(number, step);
            }));
            Optional<? extends RunRecord> result = run.run();
            run.notes().forEach(note -> tell(job.folder() + ": " + note));
            return result.map(
                    record -> new StudyFit(job.entry(), job.seed(), job.folder(), Optional.of(record), run.history()));
        } catch (DivergedException e) {
            return Optional.of(diverged(job));
        } finally {
            running.remove(run);
        }
    }

    private synchronized void tell(int number, FitListener.Progress step) {
        StudyJob job = jobs.get(number);
        double gone = (System.nanoTime() - start) * 1e-9;
        double left = remaining.seconds();
        listener.onStep(new StudyListener.StudyStep(
                number + 1, jobs.size(), job.entry(), job.seed(), step, gone / (gone + left), left));
    }

    private synchronized void tell(String note) {
        listener.onNote(note);
    }
}
