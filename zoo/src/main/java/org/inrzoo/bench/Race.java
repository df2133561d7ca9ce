package org.inrzoo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.inrzoo.bench.RaceReport.Outcome;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.network.Architecture;
import org.inrzoo.task.ImageTask;

/**
 * Trains by several recipes and libraries, one after the other, until each shows an image as well as is asked. The networks are
 * all scored by the same engine of the zoo, outside of the clock.
 */
public final class Race {

    /** Scorings over a whole training. */
    private static final int SCORINGS = 300;

    /** Steps before the clock, at least; the first compile or load what the others use. */
    private static final int WARM_UP_STEPS = 3;

    private final List<RaceEntry> entries;
    private final List<String> baselines;
    private final RaceTrack track;
    private final double maxSeconds;
    private final double warmUpSeconds;

    private record Start(RaceEntry entry, Supplier<Racer> racer) {}

    /**
     * Prepares a race.
     *
     * @param entries at least one; the first is what ratios are taken to
     * @param baselines names of libraries that train by the same recipes, see {@link BaselineProvider}
     * @param maxSeconds of training for each, at most
     * @param warmUpSeconds least time of each one's steps before the clock
     */
    public Race(
            List<RaceEntry> entries, List<String> baselines, RaceTrack track, double maxSeconds, double warmUpSeconds) {
        this.entries = List.copyOf(entries);
        this.baselines = List.copyOf(baselines);
        this.track = track;
        this.maxSeconds = maxSeconds;
        this.warmUpSeconds = warmUpSeconds;
    }

    /**
     * Runs it: first the zoo by every entry, then every baseline.
     *
     * @param progress is told what goes on, a line each
     * @throws org.inrzoo.engine.EngineException when there is no such baseline, or it cannot train an entry
     */
    public RaceReport run(Consumer<String> progress) {
        List<RaceReport.Finish> lines = new ArrayList<>();
        for (Start start : starts()) {
            RaceReport.Finish line = run(start, lines.isEmpty() ? null : lines.get(0), progress);
            lines.add(line);
        }
        return new RaceReport(
                entries.get(0).variant().name(),
                track.name(),
                track.image().width(),
                track.image().height(),
                track.target(),
                track.threads(),
                maxSeconds,
                lines);
    }

    private List<Start> starts() {
        List<Start> starts = new ArrayList<>();
        for (RaceEntry entry : entries) {
            starts.add(new Start(entry, () -> new EngineRacer(entry, track)));
        }
        for (String name : baselines) {
            BaselineProvider baseline = BaselineProvider.named(name);
            for (RaceEntry entry : entries) {
                baseline.racers(entry, track).forEach(racer -> starts.add(new Start(entry, racer)));
            }
        }
        return starts;
    }

    private RaceReport.Finish run(Start start, RaceReport.Finish first, Consumer<String> progress) {
        progress.accept("warming up: " + start.entry.label());
        try (Racer idle = start.racer.get()) {
            warmUp(idle);
        }
        try (Racer racer = start.racer.get();
                Score score = new Score(start.entry, track)) {
            progress.accept(racer.name() + ", " + start.entry.label() + ", " + racer.steps() + " steps");
            Clock clock = new Clock();
            score.take(racer);
            Outcome outcome = run(racer, clock, score, progress);
            boolean comparable = first == null ? outcome == Outcome.REACHED : first.outcome() == Outcome.REACHED;
            double to = first == null ? clock.seconds : first.seconds();
            return new RaceReport.Finish(
                    racer.name(),
                    start.entry.label(),
                    start.entry.variant().recipe().optimizer(),
                    outcome,
                    clock.seconds,
                    clock.steps,
                    racer.steps(),
                    score.psnr,
                    score.seconds,
                    comparable ? clock.seconds / to : null);
        }
    }

    private void warmUp(Racer racer) {
        Clock clock = new Clock();
        try {
            while (clock.steps < racer.steps() && (clock.steps < WARM_UP_STEPS || clock.seconds < warmUpSeconds)) {
                clock.step(racer);
            }
        } catch (DivergedException e) {
            // the training itself will tell
        }
    }

    private Outcome run(Racer racer, Clock clock, Score score, Consumer<String> progress) {
        int every = Math.max(1, racer.steps() / SCORINGS);
        try {
            while (clock.steps < racer.steps()) {
                clock.step(racer);
                boolean late = clock.seconds >= maxSeconds;
                if (late || clock.steps % every == 0 || clock.steps == racer.steps()) {
                    if (!score.take(racer)) {
                        return Outcome.DIVERGED;
                    }
                    if (score.psnr >= track.target()) {
                        return Outcome.REACHED;
                    }
                    if (clock.steps % (30 * every) == 0) {
                        progress.accept(String.format(
                                Locale.ROOT, "step %d, %.1f s, %.2f dB", clock.steps, clock.seconds, score.psnr));
                    }
                }
                if (late) {
                    return Outcome.OUT_OF_TIME;
                }
            }
        } catch (DivergedException e) {
            return Outcome.DIVERGED;
        }
        return Outcome.ENDED;
    }

    /** Steps done and the seconds they took. */
    private static final class Clock {
        private int steps;
        private double seconds;

        void step(Racer racer) {
            long start = System.nanoTime();
            racer.step(steps);
            seconds += (System.nanoTime() - start) * 1e-9;
            steps++;
        }
    }

    /** The last PSNR, and the seconds that all scoring took. */
    private static final class Score implements AutoCloseable {
        private final ImageTask task;
        private final Engine engine;
        private final float[] outputs;
        private double psnr;
        private double seconds;

        Score(RaceEntry entry, RaceTrack track) {
            Architecture architecture = entry.variant()
                    .architecture(
                            track.image().width(),
                            track.image().height(),
                            track.image().channels());
            task = track.task(entry.variant());
            engine = Engines.create(Engines.AUTO, architecture, track.threads());
            outputs = new float[task.grid().size() * task.outputs()];
        }

        /** Whether there is any: not of a network whose outputs are no numbers. */
        boolean take(Racer racer) {
            long start = System.nanoTime();
            engine.forward(racer.parameters(), task.grid(), outputs);
            double now = task.score(outputs);
            seconds += (System.nanoTime() - start) * 1e-9;
            psnr = Double.isNaN(now) ? psnr : now;
            return !Double.isNaN(now);
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
