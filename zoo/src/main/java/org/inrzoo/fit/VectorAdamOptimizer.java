package org.inrzoo.fit;

import java.util.Arrays;
import org.inrzoo.engine.fused.VectorAdam;
import org.inrzoo.engine.fused.schedule.Workers;

/** Adam on vectors and the fused engine's threads; its state is laid out like that of ND4J's Adam: m, then v. */
final class VectorAdamOptimizer implements Optimizer {

    private final Recipe recipe;
    private final Workers workers;
    private final float[] m;
    private final float[] v;

    VectorAdamOptimizer(Recipe recipe, int parameters, float[] saved, Workers workers) {
        if (saved.length != 0 && saved.length != 2 * parameters) {
            throw new FitException(
                    "the optimiser's state has " + saved.length + " values where " + 2 * parameters + " are needed");
        }
        this.recipe = recipe;
        this.workers = workers;
        m = saved.length == 0 ? new float[parameters] : Arrays.copyOf(saved, parameters);
        v = saved.length == 0 ? new float[parameters] : Arrays.copyOfRange(saved, parameters, 2 * parameters);
    }

    @Override
    public void step(float[] parameters, float[] gradient, double rate, int step) {
        VectorAdam.step(
                parameters,
                gradient,
                m,
                v,
                m.length,
                rate,
                recipe.optimization().beta1(),
                recipe.optimization().beta2(),
                recipe.optimization().epsilon(),
                step,
                workers);
    }

    @Override
    public float[] state() {
        float[] state = Arrays.copyOf(m, m.length + v.length);
        System.arraycopy(v, 0, state, m.length, v.length);
        return state;
    }
}
