package org.inrzoo.peer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.inrzoo.fit.optimizer.OptimizerSettings;

/** Adam by DJL's own operation in libtorch. */
final class LibtorchAdam implements LibtorchOptimizer {

    private record Moments(NDArray parameter, NDArray mean, NDArray square) {}

    private static final float NO_DECAY = 0;
    private static final float AS_IT_IS = 1;
    private static final float UNCLIPPED = -1;

    private final OptimizerSettings settings;
    private final double rate;
    private final List<Moments> all = new ArrayList<>();

    LibtorchAdam(Collection<NDArray> parameters, OptimizerSettings settings, double rate, NDManager manager) {
        this.settings = settings;
        this.rate = rate;
        for (NDArray parameter : parameters) {
            all.add(new Moments(parameter, manager.zeros(parameter.getShape()), manager.zeros(parameter.getShape())));
        }
    }

    @Override
    public void step(double factor, int step) {
        double bias = Math.sqrt(1 - Math.pow(settings.beta2(), step + 1));
        float length = (float) (rate * factor * bias / (1 - Math.pow(settings.beta1(), step + 1)));
        for (Moments moments : all) {
            NDArray gradient = moments.parameter.getGradient();
            moments.parameter
                    .getNDArrayInternal()
                    .adamUpdate(
                            new NDList(moments.parameter, gradient, moments.mean, moments.square),
                            new NDList(moments.parameter),
                            (float) (rate * factor),
                            length,
                            NO_DECAY,
                            AS_IT_IS,
                            UNCLIPPED,
                            (float) settings.beta1(),
                            (float) settings.beta2(),
                            (float) settings.epsilon(),
                            false,
                            false);
        }
    }
}
