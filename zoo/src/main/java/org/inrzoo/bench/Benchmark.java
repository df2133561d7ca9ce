package org.inrzoo.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures subjects in turn, round by round, so that a machine whose speed drifts is fair to all of them. */
public final class Benchmark implements AutoCloseable {

    /** What is timed, in the order of the rounds. */
    private enum Phase {
        TRAIN_FULL("train-full", BenchmarkSubject::trainFull),
        TRAIN_BATCHED("train-batched", BenchmarkSubject::trainBatched),
        RENDER("render", BenchmarkSubject::render);

        private final String word;

        @SuppressWarnings("ImmutableEnumChecker") // a method reference that holds nothing
        private final Consumer<BenchmarkSubject> work;

        Phase(String word, Consumer<BenchmarkSubject> work) {
            this.word = word;
            this.work = work;
        }
    }

    private record Key(String subject, Phase phase) {}

    /** Seconds that a phase took once, and those of the optimiser among them. */
    private record Timing(double seconds, double optimizer) {}

    private static final double MEGAPIXEL = 1 << 20;
    private static final long SETTLE_MILLISECONDS = 300;

    /** Least time of one measurement: the first milliseconds after a rest are slow. */
    private static final double MIN_SECONDS = 0.25;

    private final Workload workload;
    private final List<BenchmarkSubject> subjects = new ArrayList<>();
    private final Map<Key, double[]> seconds = new LinkedHashMap<>();
    private final Map<Key, double[]> optimizerSeconds = new LinkedHashMap<>();
    private double[] peaks = new double[0];

    /**
     * Prepares a benchmark.
     *
     * @param engines names of the zoo's engines
     * @param baselines names of what is measured beside them, from outside, see {@link BaselineProvider}
     */
    public Benchmark(Workload workload, List<String> engines, List<String> baselines) {
        this(workload, engines, List.of(), baselines);
    }

    /**
     * Prepares a benchmark of several optimisers.
     *
     * @param engines names of the zoo's engines
     * @param optimizers names of optimisers, each of which every engine trains with; empty for the recipe's alone
     * @param baselines names of what is measured beside them, from outside, see {@link BaselineProvider}
     */
    public Benchmark(Workload workload, List<String> engines, List<String> optimizers, List<String> baselines) {
        this.workload = workload;
        List<String> each =
                optimizers.isEmpty() ? List.of(workload.variant().recipe().optimizer()) : optimizers;
        for (String engine : engines) {
            for (String optimizer : each) {
                String name = each.size() == 1 ? engine : engine + " " + optimizer;
                boolean renders = optimizer.equals(each.get(0));
                subjects.add(new EngineSubject(name, renders, engine, optimizer, workload));
            }
        }
        baselines.forEach(name -> subjects.add(BaselineProvider.named(name).create(workload)));
    }

    /**
     * Warms up and measures.
     *
     * @param rounds measurements of each subject in each phase
     * @param warmUpSeconds least time each subject does each phase before
     * @param progress is told what is done, a line each
     */
    public BenchReport run(int rounds, double warmUpSeconds, Consumer<String> progress) {
        MultiplyAddPeak peak = new MultiplyAddPeak(workload.threads());
        peak.warmUp();
        for (BenchmarkSubject subject : subjects) {
            for (Phase phase : Phase.values()) {
                if (does(subject, phase)) {
                    progress.accept("warming up: " + subject.name() + ", " + phase.word);
                    warmUp(subject, phase, warmUpSeconds);
                    seconds.put(new Key(subject.name(), phase), new double[rounds]);
                    optimizerSeconds.put(new Key(subject.name(), phase), new double[rounds]);
                }
            }
        }
        Phase[] phases = Phase.values();
        peaks = new double[rounds * phases.length];
        int measured = 0;
        for (int round = 0; round < rounds; round++) {
            progress.accept("round " + (round + 1) + " of " + rounds);
            for (Phase phase : phases) {
                settle();
                peaks[measured++] = peak.gflops();
                for (BenchmarkSubject subject : doing(phase)) {
                    settle();
                    Timing timing = time(subject, phase, MIN_SECONDS);
                    seconds.get(new Key(subject.name(), phase))[round] = timing.seconds;
                    optimizerSeconds.get(new Key(subject.name(), phase))[round] = timing.optimizer;
                }
            }
        }
        return report();
    }

    private static boolean does(BenchmarkSubject subject, Phase phase) {
        return phase != Phase.RENDER || subject.renders();
    }

    private List<BenchmarkSubject> doing(Phase phase) {
        return subjects.stream().filter(subject -> does(subject, phase)).toList();
    }

    /** Other subjects' threads wait for more work by spinning, a fifth of a second as OpenMP's do; let them fall asleep. */
    private static void settle() {
        try {
            Thread.sleep(SETTLE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void warmUp(BenchmarkSubject subject, Phase phase, double seconds) {
        double spent = 0;
        for (int i = 0; i < 2 || spent < seconds; i++) {
            spent += time(subject, phase, 0).seconds;
        }
    }

    /** What the phase takes once, the mean of as many times as fill the least time. */
    private static Timing time(BenchmarkSubject subject, Phase phase, double least) {
        double optimizer = subject.optimizerSeconds();
        long start = System.nanoTime();
        double spent = 0;
        int times = 0;
        while (times == 0 || spent < least) {
            phase.work.accept(subject);
            times++;
            spent = (System.nanoTime() - start) * 1e-9;
        }
        return new Timing(spent / times, (subject.optimizerSeconds() - optimizer) / times);
    }

    private BenchReport report() {
        double peak = Spread.of(peaks).median();
        List<BenchReport.Result> results = new ArrayList<>();
        List<BenchReport.Ratio> ratios = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            double flops = phase == Phase.RENDER ? workload.renderFlops() : workload.trainFlops();
            double unit = phase == Phase.RENDER ? MEGAPIXEL / workload.pixels() : 1;
            double[] first = seconds.get(new Key(subjects.get(0).name(), phase));
            for (BenchmarkSubject subject : doing(phase)) {
                double[] times = seconds.get(new Key(subject.name(), phase));
                Spread spread = Spread.of(times);
                double gflops = flops / spread.median() * 1e-9;
                results.add(new BenchReport.Result(
                        subject.name(),
                        phase.word,
                        spread.median() * unit,
                        spread.min() * unit,
                        spread.max() * unit,
                        gflops,
                        gflops / peak));
                if (times != first) {
                    Spread ratio = Spread.of(divide(times, first));
                    ratios.add(new BenchReport.Ratio(
                            subjects.get(0).name(),
                            subject.name(),
                            phase.word,
                            ratio.median(),
                            ratio.min(),
                            ratio.max()));
                }
            }
        }
        return new BenchReport(
                workload.variant().name(), workload.size(), workload.threads(), peak, results, ratios, optimizers());
    }

    private List<BenchReport.OptimizerShare> optimizers() {
        List<BenchReport.OptimizerShare> shares = new ArrayList<>();
        for (BenchmarkSubject subject : subjects) {
            for (Phase phase : List.of(Phase.TRAIN_FULL, Phase.TRAIN_BATCHED)) {
                Key key = new Key(subject.name(), phase);
                double[] own = optimizerSeconds.get(key);
                shares.add(new BenchReport.OptimizerShare(
                        subject.name(),
                        subject.optimizer(),
                        phase.word,
                        Spread.of(own).median(),
                        Spread.of(divide(own, seconds.get(key))).median()));
            }
        }
        return shares;
    }

    private static double[] divide(double[] a, double[] b) {
        double[] quotients = new double[a.length];
        Arrays.setAll(quotients, i -> a[i] / b[i]);
        return quotients;
    }

    @Override
    public void close() {
        subjects.forEach(BenchmarkSubject::close);
    }
}
