package org.inrzoo.fit;

import java.util.Locale;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Notices;
import org.inrzoo.engine.arithmetic.PlainArithmetic;
import org.inrzoo.fit.optimizer.Optimizer;
import org.inrzoo.fit.optimizer.Optimizers;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Points;

/**
 * A network in training: its parameters, its optimiser, and one step at a time, or many where the engine {@linkplain
 * Engine#residentTraining keeps the weights} meanwhile.
 */
public final class Trainer implements AutoCloseable {

    private final Engine engine;
    private final Recipe recipe;
    private final Objective objective;
    private final NetworkAnswers network;
    private final BatchAhead batches;
    private final WeightGuard guard;
    private final ParameterLayout layout;
    private final float[] parameters;
    private final float[] lastGood;
    private final float[] gradient;
    private Optimizer optimizer;
    private ResidentSteps resident; // null where the weights are stepped here
    private long optimizerNanos;

    /**
     * Training that goes on from a state.
     *
     * @throws BatchTooLargeException when the batch does not fit in memory; says which would
     */
    public Trainer(Engine engine, Recipe recipe, FitTask task, FitState state) {
        this(engine, recipe, new GridValues(task, recipe), state);
    }

    /**
     * Training that goes on from a state, for any objective.
     *
     * @throws BatchTooLargeException when the batch does not fit in memory; says which would
     */
    public Trainer(Engine engine, Recipe recipe, Objective objective, FitState state) {
        this.engine = engine;
        this.recipe = recipe;
        this.objective = objective;
        layout = engine.architecture().parameters();
        parameters = state.parameters().clone();
        lastGood = parameters.clone();
        network = NetworkAnswers.of(engine, parameters);
        batches = new BatchAhead(objective, network, engine.threads());
        gradient = new float[layout.trainable()];
        guard = new WeightGuard(gradient.length, engine.arithmetic().orElseGet(PlainArithmetic::new));
        Objective.Batch first = objective.batch(0, network);
        checkMemory(first.points());
        resident = ResidentSteps.of(engine, recipe, objective, state, first).orElse(null);
        if (resident == null) {
            optimizer = optimizer(state.optimizer());
        }
    }

    private Optimizer optimizer(float[] state) {
        return Optimizers.get(recipe.optimizer()).create(recipe.optimization(), engine, state);
    }

    private void checkMemory(Points batch) {
        int fitting = engine.largestBatch(batch);
        if (batch.size() > fitting) {
            throw new BatchTooLargeException(batch.size(), fitting, engine.name());
        }
        OptimizerCost.warning(recipe, engine.architecture(), batch.size()).ifPresent(Notices::once);
    }

    /**
     * Does one step.
     *
     * @param step the step's number, from 0
     * @return the loss of its batch before the step
     * @throws DivergedException when the loss or its gradient is not finite; the parameters are as they were
     */
    public double step(int step) {
        return steps(step, step + 1)[0];
    }

    /** The most steps that are worth being done at once: 1 where the weights are stepped here. */
    public int most() {
        return resident == null ? 1 : resident.most();
    }

    /**
     * Does the steps {@code from} … {@code to - 1}; how many at once changes no bit.
     *
     * @param from the first one's number, from 0
     * @param to the number behind the last one, at most {@link #most} further
     * @return the loss of each one's batch before the step
     * @throws DivergedException when a loss or its gradient is not finite; the parameters are as they were before that step
     */
    public double[] steps(int from, int to) {
        if (resident != null && !resident.takes(from, to)) {
            takeBack();
        }
        if (resident == null) {
            double[] losses = new double[to - from];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = stepHere(from + i);
            }
            return losses;
        }
        double[] losses = resident.run(from, to);
        if (losses.length < to - from) {
            fetch(lastGood);
            throw diverged(from + losses.length);
        }
        return losses;
    }

    /** From now on the weights are stepped here, as by a loss that the engine cannot compute where it keeps them. */
    private void takeBack() {
        fetch(parameters);
        System.arraycopy(parameters, 0, lastGood, 0, parameters.length);
        optimizer = optimizer(resident.optimizer());
        close();
    }

    private void fetch(float[] target) {
        System.arraycopy(resident.parameters(), 0, target, 0, target.length);
    }

    private double stepHere(int step) {
        Objective.Batch batch = batches.take(step);
        if (step + 1 < recipe.steps()) {
            batches.begin(step + 1);
        }
        try {
            return step(step, batch);
        } finally {
            batches.finish();
        }
    }

    private double step(int step, Objective.Batch batch) {
        double loss = engine.differentiate(parameters, batch.points(), batch.loss(), gradient);
        if (!Double.isFinite(loss) || !guard.finite(gradient)) {
            throw diverged(step);
        }
        guard.copy(parameters, lastGood);
        long start = System.nanoTime();
        optimizer.step(parameters, gradient, recipe.factorAt(step), step);
        optimizerNanos += System.nanoTime() - start;
        return loss;
    }

    private DivergedException diverged(int step) {
        return new DivergedException(step, recipe.rateAt(step), largestWeight(), lastGood);
    }

    /** Seconds that the optimiser has taken of all steps so far; 0 where the engine's steps contain it. */
    public double optimizerSeconds() {
        return optimizerNanos * 1e-9;
    }

    /** The objective's score of the network as it is. */
    double evaluate() {
        if (resident != null) {
            fetch(parameters);
        }
        return objective.score(network);
    }

    /**
     * A copy of the network's parameters.
     *
     * @return the flat vector of {@link org.inrzoo.network.Architecture#parameters}
     */
    public float[] parameters() {
        return resident == null ? parameters.clone() : resident.parameters();
    }

    /** A copy of the optimiser's state. */
    float[] optimizer() {
        return resident == null ? optimizer.state() : resident.optimizer();
    }

    /** Gives back what the engine keeps of this training; what was stepped here needs no such thing. */
    @Override
    public void close() {
        if (resident != null) {
            resident.close();
            resident = null;
        }
    }

    private String largestWeight() {
        ParameterLayout.Slot worst = layout.slots().get(0);
        float largest = -1;
        for (ParameterLayout.Slot slot : layout.slots()) {
            for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
                if (Math.abs(lastGood[i]) > largest) {
                    largest = Math.abs(lastGood[i]);
                    worst = slot;
                }
            }
        }
        return String.format(Locale.ROOT, "%s, %.3g", worst.name(), largest);
    }
}
