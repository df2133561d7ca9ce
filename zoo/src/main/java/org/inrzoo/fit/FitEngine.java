package org.inrzoo.fit;

import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.fit.optimizer.Optimizers;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;

/** The engine that a fit computes with. */
public final class FitEngine {

    private FitEngine() {}

    /**
     * The engine of this name, or for {@value Engines#AUTO} the fastest for the fit: where that is Adam or Muon by the mean squared error, also one
     * that has to be {@linkplain Engines#forTraining measured}.
     *
     * @param name one of {@link Engines#names}
     * @param threads threads that compute
     * @throws org.inrzoo.engine.EngineException when there is no such engine, or it cannot compute the network or the objective's derivatives
     */
    public static Engine create(
            String name, Architecture architecture, int threads, Recipe recipe, Objective objective) {
        boolean resident = Optimizers.get(recipe.optimizer())
                .resident(recipe.optimization(), architecture.parameters())
                .isPresent();
        if (objective.order() != DerivativeOrder.VALUES || objective.asks() || !resident) {
            return Engines.create(name, architecture, threads, objective.order());
        }
        return Engines.forTraining(name, architecture, threads, () -> {
            Objective.Batch first = objective.batch(0);
            return first.loss() instanceof SquaredError ? Optional.of(first.points()) : Optional.empty();
        });
    }
}
