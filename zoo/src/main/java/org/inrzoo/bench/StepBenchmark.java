package org.inrzoo.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.inrzoo.SignalFit;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.graph.Form;
import org.inrzoo.signal.Signal;
import org.inrzoo.task.ObjectiveKind;

/**
 * Measures training steps of any signal by any objective, engine beside engine, optimiser beside optimiser and other libraries beside both, round by round, so
 * that a machine whose speed drifts is fair to all of them.
 */
public final class StepBenchmark implements AutoCloseable {

    /** Least time of one measurement, seconds. */
    private static final double MIN_SECONDS = 0.25;

    private final String title;
    private final int threads;
    private final int points;
    private final String unit;
    private final double flops;
    private final List<Contender> contenders = new ArrayList<>();

    /** A training with an optimiser; the seconds of its steps and the optimiser's share of them, one for each round. */
    private static final class Contender {
        private final Racer racer;
        private final String optimizer;
        private int steps;
        private double[] seconds;
        private double[] shares;

        Contender(Racer racer, String optimizer) {
            this.racer = racer;
            this.optimizer = optimizer;
        }

        void measure(int round, double least) {
            double before = racer.optimizerSeconds();
            int first = steps;
            seconds[round] = step(least);
            shares[round] = (racer.optimizerSeconds() - before) / (steps - first) / seconds[round];
        }

        double step(double least) {
            long start = System.nanoTime();
            int first = steps;
            double spent = 0;
            while (steps == first || spent < least) {
                racer.step(steps++);
                spent = (System.nanoTime() - start) * 1e-9;
            }
            return spent / (steps - first);
        }
    }

    /**
     * Prepares a benchmark.
     *
     * @param engines names of the zoo's engines
     * @param optimizers names of optimisers, each of which every engine steps with; empty for the recipe's alone
     * @param baselines names of what is measured beside them, from outside, see {@link BaselineProvider}
     * @throws org.inrzoo.engine.EngineException when a baseline cannot train this
     * @throws org.inrzoo.option.OptionException when the objective is not for the signal, or the model not for its axes
     */
    public StepBenchmark(
            Variant variant,
            Signal signal,
            ObjectiveKind kind,
            List<String> engines,
            List<String> optimizers,
            List<String> baselines,
            int threads) {
        SignalFit fit = new SignalFit(variant, signal, kind);
        this.threads = threads;
        title = variant.name() + ", " + signal.kind() + " " + signal.name() + ", " + kind.name();
        points = fit.observation().objective().batch(0).points().size();
        unit = "points";
        flops = TrainingFlops.perPoint(fit.architecture()) * points;
        Objective objective = fit.observation().objective();
        List<String> each = optimizers.isEmpty() ? List.of(variant.recipe().optimizer()) : optimizers;
        for (String name : engines) {
            for (String optimizer : each) {
                Engine engine = Engines.create(name, fit.architecture(), threads, fit.order());
                Recipe recipe = variant.recipe().with("optimizer", optimizer);
                contenders.add(new Contender(new EngineRacer(engine, recipe, objective), optimizer));
            }
        }
        for (String name : baselines) {
            Racer racer = BaselineProvider.named(name).steps(fit.architecture(), objective, variant.recipe(), threads);
            contenders.add(new Contender(racer, variant.recipe().optimizer()));
        }
    }

    /**
     * Prepares a benchmark of steps on batches of pictures.
     *
     * @param title what is trained
     * @param training the batch and the steps
     * @param optimizer the optimiser's name
     * @param racers who trains; closed with this
     */
    public StepBenchmark(
            String title, PictureTraining training, String optimizer, List<? extends Racer> racers, int threads) {
        this.title = title;
        this.threads = threads;
        points = training.count();
        unit = "pictures";
        flops = 2.0 * 3 * training.network().macs(Form.TRAINING) * points;
        racers.forEach(racer -> contenders.add(new Contender(racer, optimizer)));
    }

    /**
     * Warms up and measures.
     *
     * @param rounds measurements of every engine
     * @param warmUpSeconds least time each steps before
     * @param progress is told what is done, a line each
     */
    public StepReport run(int rounds, double warmUpSeconds, Consumer<String> progress) {
        MultiplyAddPeak peak = new MultiplyAddPeak(threads);
        peak.warmUp();
        for (Contender contender : contenders) {
            progress.accept("warming up: " + contender.racer.name() + ", " + contender.optimizer);
            contender.step(warmUpSeconds);
            contender.seconds = new double[rounds];
            contender.shares = new double[rounds];
        }
        double[] peaks = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            progress.accept("round " + (round + 1) + " of " + rounds);
            peaks[round] = peak.gflops();
            for (Contender contender : contenders) {
                contender.measure(round, MIN_SECONDS);
            }
        }
        return report(Spread.of(peaks).median());
    }

    private StepReport report(double peakGflops) {
        List<StepReport.EngineSteps> lines = new ArrayList<>();
        Contender first = contenders.get(0);
        for (Contender contender : contenders) {
            Spread spread = Spread.of(contender.seconds);
            double[] ratios = new double[contender.seconds.length];
            Arrays.setAll(ratios, i -> contender.seconds[i] / first.seconds[i]);
            lines.add(new StepReport.EngineSteps(
                    contender.racer.name(),
                    contender.optimizer,
                    spread.median(),
                    spread.min(),
                    spread.max(),
                    points / spread.median(),
                    Spread.of(ratios).median(),
                    Spread.of(contender.shares).median(),
                    flops / spread.median() * 1e-9 / peakGflops));
        }
        return new StepReport(title, threads, points, unit, peakGflops, lines);
    }

    @Override
    public void close() {
        contenders.forEach(contender -> contender.racer.close());
    }
}
