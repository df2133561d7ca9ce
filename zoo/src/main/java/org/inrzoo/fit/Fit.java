package org.inrzoo.fit;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.inrzoo.engine.Engine;
import org.inrzoo.fit.FitListener.Progress;
import org.inrzoo.layer.SignalDescription;
import org.inrzoo.layer.SignalFilters;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.Initializer;

/**
 * The fit loop: steps of training, and now and then the whole signal's score.
 *
 * <p>The same engine, threads, recipe and data give the same bits, whether a fit runs through or is resumed on the way.
 */
public final class Fit {

    private static final int MAX_PACE_STEPS = 50;

    /** Seconds; a first step that takes longer is slow by itself. */
    private static final double LONG_START = 10;

    /** Seconds between two steps that a listener is told of. */
    private static final double UNNOTICED = 0.2;

    private static final int MOST_AT_ONCE = 1 << 10;

    private final Engine engine;
    private final Recipe recipe;
    private final Objective objective;
    private final List<FitListener> listeners = new ArrayList<>();
    private Consumer<FitState> checkpoints = state -> {};
    private int checkpointEvery = Integer.MAX_VALUE;
    private volatile boolean stopped;

    /** A fit of the engine's network. */
    public Fit(Engine engine, Recipe recipe, FitTask task) {
        this(engine, recipe, new GridValues(task, recipe));
    }

    /**
     * A fit of the engine's network to any objective; the recipe's grid, targets and jitter mean what the objective says.
     *
     * @throws OptionException when the network looks at neighbouring points and the recipe takes some of them alone
     */
    public Fit(Engine engine, Recipe recipe, Objective objective) {
        this.engine = engine;
        this.recipe = recipe;
        this.objective = objective;
        boolean partly =
                recipe.batch() != 0 && recipe.batch() < objective.evaluated().size();
        if (engine.architecture().reach() > 0 && (partly || recipe.jitter() != 0)) {
            throw new OptionException(
                    "this network looks at neighbouring pixels, so that every step takes all of them: set "
                            + (partly ? "batch" : "jitter") + "=0");
        }
    }

    /** Tells the listener after every step, and asks it whether to stop. */
    public Fit listener(FitListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Hands the state to {@code keeper} after every {@code every} steps. */
    public Fit checkpoints(int every, Consumer<FitState> keeper) {
        checkpointEvery = every;
        checkpoints = keeper;
        return this;
    }

    /** Makes {@link #run} return after the step it is at; may be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /**
     * The state before the first step, drawn from the recipe's seed; what is to describe the signal is taken from it.
     *
     * @throws OptionException when the network needs a description of the signal and its values are not known
     */
    public FitState start() {
        ParameterLayout layout = engine.architecture().parameters();
        float[] parameters = layout.initialize(recipe.seed());
        for (ParameterLayout.Slot slot : layout.slots()) {
            description(slot.parameter().initializer())
                    .ifPresent(found -> System.arraycopy(found, 0, parameters, slot.offset(), slot.length()));
        }
        return FitState.start(parameters);
    }

    /** What a parameter is at first that is not drawn but describes a signal. */
    private Optional<float[]> description(Initializer first) {
        if (first instanceof Initializer.OfClassifier by) {
            return Optional.of(described(SignalDescription.named("classifier").of(by.trained())));
        }
        if (first instanceof Initializer.OfSignal source) {
            return Optional.of(
                    source == Initializer.OfSignal.OTHER ? SignalFilters.other() : described(new SignalFilters()));
        }
        return Optional.empty();
    }

    private float[] described(SignalDescription by) {
        return objective
                .description(by)
                .orElseThrow(() ->
                        new OptionException("the weights of this network are made of a picture's values, which are not"
                                + " known here: set semantics=other or semantics=random"));
    }

    /**
     * Goes on from {@code state} until the recipe's last step, {@link #stop} or an interrupt of the thread.
     *
     * @throws BatchTooLargeException when the batch does not fit in memory; says which would
     * @throws DivergedException when the loss or a gradient is no longer finite; carries the last good parameters
     */
    public FitState run(FitState state) {
        try (Trainer trainer = new Trainer(engine, recipe, objective, state)) {
            return run(state, trainer);
        }
    }

    private FitState run(FitState state, Trainer trainer) {
        Clock clock = new Clock(state);
        History history = state.history().of(objective.measure());
        int step = state.step();
        int most = 1;
        while (step < recipe.steps() && !stopped && !Thread.currentThread().isInterrupted()) {
            long begin = System.nanoTime();
            double[] losses = trainer.steps(step, endOfSteps(step, Math.min(most, trainer.most())));
            clock.step(begin);
            most = nextMost(most, since(begin));
            for (double loss : losses) {
                step++;
                if (recipe.evaluatesAfter(step)) {
                    double rate = recipe.rateAt(step - 1);
                    history = history.plus(new History.Row(step, rate, loss, trainer.evaluate(), clock.seconds()));
                }
                tell(new Progress(step, recipe.steps(), loss, history.score(), history.measure()));
            }
            if (step % checkpointEvery == 0 && step < recipe.steps()) {
                checkpoints.accept(clock.state(step, trainer, history));
            }
        }
        return clock.state(step, trainer, history);
    }

    private void tell(Progress progress) {
        listeners.forEach(listener -> listener.onStep(progress));
        if (listeners.stream().anyMatch(listener -> listener.stops(progress))) {
            stop();
        }
    }

    /**
     * Where to stop behind step {@code step} of at most {@code most} steps at once: for an evaluation, a checkpoint, a listener, or at the
     * end.
     */
    private int endOfSteps(int step, int most) {
        int patience =
                listeners.stream().mapToInt(FitListener::stepsAtOnce).min().orElse(most);
        int last = Math.min(recipe.steps(), step + Math.max(1, Math.min(most, patience)));
        int end = step + 1;
        while (end < last && !recipe.evaluatesAfter(end) && end % checkpointEvery != 0) {
            end++;
        }
        return end;
    }

    /** So many that a person who waits for progress, or for the end after Ctrl-C, does not notice. */
    private static int nextMost(int most, double seconds) {
        if (seconds < UNNOTICED / 2) {
            return Math.min(2 * most, MOST_AT_ONCE);
        }
        return seconds > UNNOTICED ? Math.max(1, most / 2) : most;
    }

    /**
     * Measures a fit's pace by its first steps, which are then forgotten.
     *
     * @param seconds about how long; one step and one evaluation are always done
     * @throws BatchTooLargeException when the batch does not fit in memory; says which would
     */
    public Pace pace(double seconds) {
        try (Trainer trainer = new Trainer(engine, recipe, objective, start())) {
            return pace(seconds, trainer);
        }
    }

    private Pace pace(double longest, Trainer trainer) {
        double seconds = longest;
        List<Double> times = new ArrayList<>();
        long begin = System.nanoTime();
        while (times.isEmpty()
                || (times.size() < Math.min(MAX_PACE_STEPS, recipe.steps())
                        && (since(begin) < seconds || isStartAlone(times))
                        && !stopped)) {
            int done = times.size();
            int more = Math.min(Math.min(Math.max(1, done), trainer.most()), recipe.steps() - done);
            long step = System.nanoTime();
            try {
                trainer.steps(done, done + more);
            } catch (DivergedException e) {
                seconds = 0; // the fit itself will tell
            }
            times.addAll(Collections.nCopies(more, since(step) / more));
        }
        long evaluation = System.nanoTime();
        trainer.evaluate();
        double took = since(evaluation);
        // The first steps are slow, since Java compiles what they do.
        return new Pace(
                times.stream()
                        .sorted()
                        .limit((times.size() + 1) / 2)
                        .mapToDouble(x -> x)
                        .average()
                        .orElseThrow(),
                took);
    }

    /** Whether what was measured may well be the time in which Java loads classes. */
    private static boolean isStartAlone(List<Double> times) {
        return times.size() == 1 && times.get(0) < LONG_START;
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) * 1e-9;
    }

    /** What a fit has taken, over all its sessions. */
    private static final class Clock {

        private final FitState earlier;
        private final long start = System.nanoTime();
        private final long startCpu = cpuNanos();
        private double stepSeconds;

        Clock(FitState earlier) {
            this.earlier = earlier;
        }

        void step(long begin) {
            stepSeconds += (System.nanoTime() - begin) * 1e-9;
        }

        double seconds() {
            return earlier.seconds() + (System.nanoTime() - start) * 1e-9;
        }

        FitState state(int step, Trainer trainer, History history) {
            double cpuSeconds = earlier.cpuSeconds() + (cpuNanos() - startCpu) * 1e-9;
            return new FitState(
                    step,
                    trainer.parameters(),
                    trainer.optimizer(),
                    history,
                    seconds(),
                    earlier.stepSeconds() + stepSeconds,
                    cpuSeconds);
        }

        private static long cpuNanos() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }
}
