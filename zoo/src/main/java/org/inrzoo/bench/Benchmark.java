package org.inrzoo.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.inrzoo.engine.EngineException;

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

    private static final double MEGAPIXEL = 1 << 20;
    private static final long SETTLE_MILLISECONDS = 300;

    /** Least time of one measurement: the first milliseconds after a rest are slow. */
    private static final double MIN_SECONDS = 0.25;

    private final Workload workload;
    private final List<BenchmarkSubject> subjects = new ArrayList<>();
    private final Map<Key, double[]> seconds = new LinkedHashMap<>();
    private double[] peaks = new double[0];

    /**
     * Prepares a benchmark.
     *
     * @param engines names of the zoo's engines
     * @param baselines names of what is measured beside them, from outside, see {@link BaselineProvider}
     */
    public Benchmark(Workload workload, List<String> engines, List<String> baselines) {
        this.workload = workload;
        engines.forEach(name -> subjects.add(new EngineSubject(name, workload)));
        baselines.forEach(name -> subjects.add(baseline(name)));
    }

    private BenchmarkSubject baseline(String name) {
        return ServiceLoader.load(BaselineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EngineException("there is no baseline '" + name + "' on the class path"))
                .create(workload);
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
        peak.gflops();
        for (BenchmarkSubject subject : subjects) {
            for (Phase phase : Phase.values()) {
                progress.accept("warming up: " + subject.name() + ", " + phase.word);
                warmUp(subject, phase, warmUpSeconds);
                seconds.put(new Key(subject.name(), phase), new double[rounds]);
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
                for (BenchmarkSubject subject : subjects) {
                    settle();
                    seconds.get(new Key(subject.name(), phase))[round] = time(subject, phase, MIN_SECONDS);
                }
            }
        }
        return report();
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
            spent += time(subject, phase, 0);
        }
    }

    /** Seconds that the phase takes once, the mean of as many times as fill the least time. */
    private static double time(BenchmarkSubject subject, Phase phase, double least) {
        long start = System.nanoTime();
        double spent = 0;
        int times = 0;
        while (times == 0 || spent < least) {
            phase.work.accept(subject);
            times++;
            spent = (System.nanoTime() - start) * 1e-9;
        }
        return spent / times;
    }

    private BenchReport report() {
        double peak = Spread.of(peaks).median();
        List<BenchReport.Result> results = new ArrayList<>();
        List<BenchReport.Ratio> ratios = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            double flops = phase == Phase.RENDER ? workload.renderFlops() : workload.trainFlops();
            double unit = phase == Phase.RENDER ? MEGAPIXEL / workload.pixels() : 1;
            double[] first = seconds.get(new Key(subjects.get(0).name(), phase));
            for (BenchmarkSubject subject : subjects) {
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
        return new BenchReport(workload.variant().name(), workload.size(), workload.threads(), peak, results, ratios);
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
