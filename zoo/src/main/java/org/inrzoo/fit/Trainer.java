package org.inrzoo.fit;

import java.util.Locale;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Notices;
import org.inrzoo.engine.arithmetic.PlainArithmetic;
import org.inrzoo.fit.optimizer.Optimizer;
import org.inrzoo.fit.optimizer.Optimizers;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Points;

/** A network in training: its parameters, its optimiser, and one step at a time. */
public final class Trainer {

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
    private final Optimizer optimizer;
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
        optimizer = Optimizers.get(recipe.optimizer()).create(recipe.optimization(), engine, state.optimizer());
        checkMemory();
    }

    private void checkMemory() {
        Points batch = objective.batch(0, network).points();
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
            throw new DivergedException(step, recipe.rateAt(step), largestWeight(), lastGood);
        }
        guard.copy(parameters, lastGood);
        long start = System.nanoTime();
        optimizer.step(parameters, gradient, recipe.factorAt(step), step);
        optimizerNanos += System.nanoTime() - start;
        return loss;
    }

    /** Seconds that the optimiser has taken of all steps so far. */
    public double optimizerSeconds() {
        return optimizerNanos * 1e-9;
    }

    /** The objective's score of the network as it is. */
    double evaluate() {
        return objective.score(network.at(objective.evaluated(network)));
    }

    /**
     * A copy of the network's parameters.
     *
     * @return the flat vector of {@link org.inrzoo.network.Architecture#parameters}
     */
    public float[] parameters() {
        return parameters.clone();
    }

    /** A copy of the optimiser's state. */
    float[] optimizer() {
        return optimizer.state();
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
