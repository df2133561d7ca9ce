package org.inrzoo.fit;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.IUpdater;

/** ND4J's updater of any kind, and its state. */
final class Nd4jOptimizer implements Optimizer {

    private final IUpdater config;
    private final INDArray state;
    private final GradientUpdater<?> updater;

    /** Starts from {@code savedState}, or afresh where it is empty. */
    Nd4jOptimizer(Recipe recipe, int parameters, float[] savedState) {
        config = recipe.optimizer().updater(recipe);
        int length = Math.toIntExact(config.stateSize(parameters));
        if (savedState.length != 0 && savedState.length != length) {
            throw new FitException(
                    "the optimiser's state has " + savedState.length + " values where " + length + " are needed");
        }
        state = length == 0 ? null : Nd4j.zeros(DataType.FLOAT, 1, length);
        updater = updater(config, state, parameters);
        if (savedState.length != 0) {
            state.assign(Nd4j.createFromArray(savedState).reshape(1, length));
        }
    }

    // ND4J M2.1: AdaBelief's own way to make its updater fails, whatever the state.
    private static GradientUpdater<?> updater(IUpdater config, INDArray state, int parameters) {
        if (config instanceof AdaBelief adaBelief) {
            AdaBeliefUpdater updater = new AdaBeliefUpdater(adaBelief);
            updater.setStateViewArray(state, new long[] {1, parameters}, 'c', true);
            return updater;
        }
        return config.instantiate(state, true);
    }

    @Override
    public void step(float[] parameters, float[] gradient, double rate, int step) {
        if (config.hasLearningRate()) {
            config.setLrAndSchedule(rate, null);
        }
        try (INDArray update = Nd4j.createFromArray(gradient).reshape(1, gradient.length)) {
            updater.applyUpdater(update, step, 0);
            float[] change = update.data().asFloat();
            for (int i = 0; i < change.length; i++) {
                parameters[i] -= change[i];
            }
        }
    }

    @Override
    public float[] state() {
        return state == null ? new float[0] : state.data().asFloat();
    }
}
