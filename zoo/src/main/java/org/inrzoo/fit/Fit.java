package org.inrzoo.fit;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.inrzoo.engine.Engine;
import org.inrzoo.fit.FitListener.Progress;
import org.inrzoo.layer.ParameterLayout;
import org.inrzoo.layer.Picked;
import org.inrzoo.layer.Points;

/**
 * The fit loop: gradient of the mean squared error, a step of the optimiser, and now and then the whole signal's PSNR.
 *
 * <p>The same engine, threads, recipe and data give the same bits, whether a fit runs through or is resumed on the way.
 */
public final class Fit {

    private final Engine engine;
    private final Recipe recipe;
    private final FitTask task;
    private final Batches batches;
    private final ParameterLayout layout;
    private final List<FitListener> listeners = new ArrayList<>();
    private Consumer<FitState> checkpoints = state -> {};
    private int checkpointEvery = Integer.MAX_VALUE;
    private volatile boolean stopped;

    private float[] parameters;
    private float[] lastGood;
    private Descent descent;
    private History history;
    private double earlierSeconds;
    private double earlierCpuSeconds;
    private double stepSeconds;
    private long startNanos;
    private long startCpuNanos;

    /**
     * A fit of the engine's network.
     *
     * @throws FitException when the batch does not fit in memory; says which would
     */
    public Fit(Engine engine, Recipe recipe, FitTask task) {
        this.engine = engine;
        this.recipe = recipe;
        this.task = task;
        layout = engine.architecture().parameters();
        batches = new Batches(task.grid(), recipe);
        Points largest = batches.at(0);
        int fitting = engine.largestBatch(largest);
        if (largest.size() > fitting) {
            throw new FitException("a batch of " + largest.size() + " points does not fit in memory with the "
                    + engine.name() + " engine; try --batch " + fitting + " or a smaller --size");
        }
    }

    /** Tells the listener after every step. */
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

    /** The state before the first step, drawn from the recipe's seed. */
    public FitState start() {
        return FitState.start(layout.initialize(recipe.seed()));
    }

    /**
     * Goes on from {@code state} until the recipe's last step or {@link #stop}.
     *
     * @throws DivergedException when the loss or a gradient is no longer finite; carries the last good parameters
     */
    public FitState run(FitState state) {
        begin(state);
        float[] gradient = new float[layout.trainable()];
        int step = state.step();
        while (step < recipe.steps() && !stopped) {
            double loss = step(step, gradient);
            step++;
            if (recipe.evaluatesAfter(step)) {
                double psnr = evaluate();
                history = history.plus(new History.Row(step, recipe.rateAt(step - 1), loss, psnr, seconds()));
            }
            Progress progress = new Progress(step, recipe.steps(), loss, history.psnr());
            listeners.forEach(listener -> listener.onStep(progress));
            if (step % checkpointEvery == 0 && step < recipe.steps()) {
                checkpoints.accept(state(step));
            }
        }
        return state(step);
    }

    private void begin(FitState state) {
        parameters = state.parameters().clone();
        lastGood = parameters.clone();
        descent = new Descent(recipe, layout.trainable(), state.optimizer());
        history = state.history();
        earlierSeconds = state.seconds();
        earlierCpuSeconds = state.cpuSeconds();
        stepSeconds = state.stepSeconds();
        startNanos = System.nanoTime();
        startCpuNanos = cpuNanos();
    }

    private double step(int step, float[] gradient) {
        long start = System.nanoTime();
        Points points = batches.at(step);
        double loss = engine.squaredError(parameters, points, targets(points), gradient);
        double rate = recipe.rateAt(step);
        if (!Double.isFinite(loss) || !finite(gradient)) {
            throw new DivergedException(step, rate, largestWeight(), lastGood);
        }
        System.arraycopy(parameters, 0, lastGood, 0, parameters.length);
        descent.step(parameters, gradient, rate, step);
        stepSeconds += (System.nanoTime() - start) * 1e-9;
        return loss;
    }

    private float[] targets(Points points) {
        if (!(points instanceof Picked picked)) {
            return task.targets();
        }
        int outputs = task.outputs();
        float[] targets = new float[picked.size() * outputs];
        for (int i = 0; i < picked.size(); i++) {
            System.arraycopy(task.targets(), picked.indices()[i] * outputs, targets, i * outputs, outputs);
        }
        return targets;
    }

    private double evaluate() {
        float[] outputs = new float[Math.multiplyExact(task.grid().size(), task.outputs())];
        engine.forward(parameters, task.grid(), outputs);
        return task.psnr(outputs);
    }

    private FitState state(int step) {
        double cpuSeconds = earlierCpuSeconds + (cpuNanos() - startCpuNanos) * 1e-9;
        return new FitState(step, parameters.clone(), descent.state(), history, seconds(), stepSeconds, cpuSeconds);
    }

    private double seconds() {
        return earlierSeconds + (System.nanoTime() - startNanos) * 1e-9;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static boolean finite(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += Math.abs(value);
        }
        return Double.isFinite(sum);
    }

    private String largestWeight() {
        ParameterLayout.Slot worst = layout.slots().get(0);
        float largest = -1;
        for (ParameterLayout.Slot slot : layout.slots()) {
            for (float value : Arrays.copyOfRange(lastGood, slot.offset(), slot.offset() + slot.length())) {
                if (Math.abs(value) > largest) {
                    largest = Math.abs(value);
                    worst = slot;
                }
            }
        }
        return String.format(Locale.ROOT, "%s, %.3g", worst.name(), largest);
    }
}
