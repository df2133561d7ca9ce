package org.inrzoo.fit.optimizer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.MuonStep;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.engine.arithmetic.WeightRange;
import org.inrzoo.network.ParameterLayout;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Offers Adam, Kingma and Ba 2015: on the engine's own loops where it has them, else ND4J's. Both have the same state, m then
 * v: twice the weights.
 */
public final class AdamProvider implements OptimizerProvider {

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public String summary() {
        return "The mean gradient by the root of its mean square, Kingma and Ba 2015";
    }

    @Override
    public Set<String> keys() {
        return Set.of("rate", "beta1", "beta2", "epsilon");
    }

    @Override
    public long stateSize(OptimizerSettings settings, ParameterLayout layout) {
        return 2L * layout.trainable();
    }

    @Override
    public Optional<ResidentRule> resident(OptimizerSettings settings, ParameterLayout layout) {
        return Optional.of(new ResidentRule() {

            @Override
            public List<WeightMatrix> matrices() {
                return List.of();
            }

            @Override
            public MuonStep muon(double factor) {
                return MuonStep.NONE;
            }

            @Override
            public AdamStep adam(double factor, int step) {
                return AdamStep.of(
                        settings.rate() * factor, settings.beta1(), settings.beta2(), settings.epsilon(), step);
            }
        });
    }

    @Override
    public Optimizer create(OptimizerSettings settings, Engine engine, float[] saved) {
        int parameters = engine.architecture().parameters().trainable();
        return engine.arithmetic()
                .<Optimizer>map(loops -> new OnLoops(settings, parameters, saved, loops))
                .orElseGet(() -> new Nd4jOptimizer(
                        new Adam(settings.rate(), settings.beta1(), settings.beta2(), settings.epsilon()),
                        settings.rate(),
                        parameters,
                        saved));
    }

    /** Adam of all weights on an engine's loops. */
    private static final class OnLoops implements Optimizer {

        private final AdamRanges weights;
        private final WeightArithmetic loops;

        OnLoops(OptimizerSettings settings, int parameters, float[] saved, WeightArithmetic loops) {
            this.loops = loops;
            weights = new AdamRanges(
                    List.of(new WeightRange(0, parameters)),
                    settings,
                    settings.rate(),
                    new SavedState(saved, 2L * parameters));
        }

        @Override
        public void step(float[] parameters, float[] gradient, double factor, int step) {
            AdamStep adam = weights.step(factor, step);
            loops.run(weights.tasks(), (worker, task) -> weights.run(task, adam, parameters, gradient, loops));
        }

        @Override
        public float[] state() {
            float[] state = new float[weights.stateSize()];
            weights.write(state, 0);
            return state;
        }
    }
}
