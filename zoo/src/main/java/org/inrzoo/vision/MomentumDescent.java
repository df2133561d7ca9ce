package org.inrzoo.vision;

import java.util.Arrays;
import org.inrzoo.fit.optimizer.Annealing;
import org.inrzoo.parameter.RandomSource;

/** Gradient descent with momentum, v ← μv + g + λθ, θ ← θ - εv, and the same with steps uphill; see {@link Annealing}. */
public final class MomentumDescent implements ClassifierOptimizer {

    private static final long STEPS = 0x94D049BB133111EBL;

    private final ClassifierRecipe recipe;
    private final int perEpoch;
    private final boolean annealed;
    private final float[] velocity;
    private float loss;

    /** @param state v, and with annealing the loss of the step before; its copy is changed */
    private MomentumDescent(ClassifierRecipe recipe, int perEpoch, boolean annealed, float[] state) {
        this.recipe = recipe;
        this.perEpoch = perEpoch;
        this.annealed = annealed;
        velocity = Arrays.copyOf(state, state.length - (annealed ? 1 : 0));
        loss = annealed ? state[state.length - 1] : 0;
    }

    @Override
    public void step(float[] parameters, float[] gradient, double loss, double rate, int step) {
        float momentum = (float) recipe.momentum();
        float decay = (float) recipe.weightDecay();
        float length = (float) (rate * factor(loss, rate, step));
        for (int i = 0; i < gradient.length; i++) {
            velocity[i] = momentum * velocity[i] + gradient[i] + decay * parameters[i];
            parameters[i] -= length * velocity[i];
        }
    }

    private double factor(double now, double rate, int step) {
        if (!annealed) {
            return 1;
        }
        double change = (float) now - loss;
        loss = (float) now;
        RandomSource random = new RandomSource(recipe.seed() + STEPS * (1 + step));
        return recipe.annealing().factor(change, rate, step / perEpoch, random);
    }

    @Override
    public float[] state() {
        float[] state = Arrays.copyOf(velocity, velocity.length + (annealed ? 1 : 0));
        if (annealed) {
            state[velocity.length] = loss;
        }
        return state;
    }

    /** Descent alone. */
    public static final class DescentProvider implements ClassifierOptimizerProvider {

        @Override
        public String name() {
            return "sgd";
        }

        @Override
        public String summary() {
            return "Gradient descent with momentum";
        }

        @Override
        public int stateSize(int trained) {
            return trained;
        }

        @Override
        public ClassifierOptimizer create(ClassifierRecipe recipe, int perEpoch, float[] state) {
            return new MomentumDescent(recipe, perEpoch, false, state);
        }
    }

    /** Descent that now and then steps uphill; the velocity goes on as if it had not. */
    public static final class AnnealedProvider implements ClassifierOptimizerProvider {

        @Override
        public String name() {
            return "sa-gd";
        }

        @Override
        public String summary() {
            return "Gradient descent with momentum that now and then steps uphill, as simulated annealing does, Cai 2021";
        }

        @Override
        public int stateSize(int trained) {
            return trained + 1;
        }

        @Override
        public ClassifierOptimizer create(ClassifierRecipe recipe, int perEpoch, float[] state) {
            return new MomentumDescent(recipe, perEpoch, true, state);
        }
    }
}
