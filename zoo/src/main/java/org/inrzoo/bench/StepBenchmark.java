package org.inrzoo.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.inrzoo.SignalFit;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Trainer;
import org.inrzoo.signal.Signal;
import org.inrzoo.task.ObjectiveKind;

/**
 * Measures training steps of any signal by any objective, engine beside engine and optimiser beside optimiser, round by round, so that a machine whose speed
 * drifts is fair to all of them.
 */
public final class StepBenchmark implements AutoCloseable {

    /** Least time of one measurement, seconds. */
    private static final double MIN_SECONDS = 0.25;

    private final String title;
    private final int threads;
    private final int points;
    private final List<Contender> contenders = new ArrayList<>();

    /** An engine at work with an optimiser; the seconds of its steps and the optimiser's share of them, one for each round. */
    private static final class Contender {
        private final Engine engine;
        private final String optimizer;
        private final Trainer trainer;
        private int steps;
        private double[] seconds;
        private double[] shares;

        Contender(Engine engine, String optimizer, Trainer trainer) {
            this.engine = engine;
            this.optimizer = optimizer;
            this.trainer = trainer;
        }

        void measure(int round, double least) {
            double before = trainer.optimizerSeconds();
            int first = steps;
            seconds[round] = step(least);
            shares[round] = (trainer.optimizerSeconds() - before) / (steps - first) / seconds[round];
        }

        double step(double least) {
            long start = System.nanoTime();
            int first = steps;
            double spent = 0;
            while (steps == first || spent < least) {
                trainer.step(steps++);
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
     * @throws org.inrzoo.option.OptionException when the objective is not for the signal, or the model not for its axes
     */
    public StepBenchmark(
            Variant variant,
            Signal signal,
            ObjectiveKind kind,
            List<String> engines,
            List<String> optimizers,
            int threads) {
        SignalFit fit = new SignalFit(variant, signal, kind);
        this.threads = threads;
        title = variant.name() + ", " + signal.kind() + " " + signal.name() + ", " + kind.name();
        points = fit.observation().objective().batch(0).points().size();
        float[] start =
                fit.architecture().parameters().initialize(variant.recipe().seed());
        List<String> each = optimizers.isEmpty() ? List.of(variant.recipe().optimizer()) : optimizers;
        for (String name : engines) {
            for (String optimizer : each) {
                Engine engine = Engines.create(name, fit.architecture(), threads);
                Recipe recipe = variant.recipe().with("optimizer", optimizer);
                contenders.add(new Contender(
                        engine,
                        optimizer,
                        new Trainer(engine, recipe, fit.observation().objective(), FitState.start(start.clone()))));
            }
        }
    }

    /**
     * Warms up and measures.
     *
     * @param rounds measurements of every engine
     * @param warmUpSeconds least time each steps before
     * @param progress is told what is done, a line each
     */
    public StepReport run(int rounds, double warmUpSeconds, Consumer<String> progress) {
        for (Contender contender : contenders) {
            progress.accept("warming up: " + contender.engine.name() + ", " + contender.optimizer);
            contender.step(warmUpSeconds);
            contender.seconds = new double[rounds];
            contender.shares = new double[rounds];
        }
        for (int round = 0; round < rounds; round++) {
            progress.accept("round " + (round + 1) + " of " + rounds);
            for (Contender contender : contenders) {
                contender.measure(round, MIN_SECONDS);
            }
        }
        return report();
    }

    private StepReport report() {
        List<StepReport.EngineSteps> lines = new ArrayList<>();
        Contender first = contenders.get(0);
        for (Contender contender : contenders) {
            Spread spread = Spread.of(contender.seconds);
            double[] ratios = new double[contender.seconds.length];
            Arrays.setAll(ratios, i -> contender.seconds[i] / first.seconds[i]);
            lines.add(new StepReport.EngineSteps(
                    contender.engine.name(),
                    contender.optimizer,
                    spread.median(),
                    spread.min(),
                    spread.max(),
                    points / spread.median(),
                    Spread.of(ratios).median(),
                    Spread.of(contender.shares).median()));
        }
        return new StepReport(title, threads, points, lines);
    }

    @Override
    public void close() {
        contenders.forEach(contender -> contender.engine.close());
    }
}
