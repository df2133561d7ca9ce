package org.inrzoo.fit.optimizer;

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
    private final double rate;
    private final INDArray state;
    private final GradientUpdater<?> updater;

    /** Starts from {@code savedState}, or afresh where it is empty. */
    Nd4jOptimizer(IUpdater config, double rate, int parameters, float[] savedState) {
        this.config = config;
        this.rate = rate;
        int length = Math.toIntExact(config.stateSize(parameters));
        SavedState saved = new SavedState(savedState, length);
        state = length == 0 ? null : Nd4j.zeros(DataType.FLOAT, 1, length);
        updater = updater(config, state, parameters);
        if (!saved.isEmpty()) {
            state.assign(Nd4j.createFromArray(saved.take(length)).reshape(1, length));
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
    public void step(float[] parameters, float[] gradient, double factor, int step) {
        if (config.hasLearningRate()) {
            config.setLrAndSchedule(rate * factor, null);
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
