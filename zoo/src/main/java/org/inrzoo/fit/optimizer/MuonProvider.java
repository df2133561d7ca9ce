package org.inrzoo.fit.optimizer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.MuonStep;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.network.ParameterLayout;

/**
 * Offers Muon, Jordan et al. 2024: matrices move by the orthogonal matrix nearest to their momentum, Adam moves the rest. Its
 * state is the momentum of each matrix, then Adam's m and v of the rest: as many floats as there are weights in matrices, twice
 * as many as there are others.
 */
public final class MuonProvider implements OptimizerProvider {

    @Override
    public String name() {
        return "muon";
    }

    @Override
    public String summary() {
        return "Matrices move by the orthogonal matrix nearest to their momentum, all else by Adam, Jordan et al. 2024";
    }

    @Override
    public Set<String> keys() {
        return Set.of("rate", "auxRate", "matrixDecay", "beta1", "beta2", "epsilon");
    }

    @Override
    public long stateSize(OptimizerSettings settings, ParameterLayout layout) {
        return MatrixOptimizer.stateSize(Muon.KIND, WeightMatrices.of(layout));
    }

    /** Each iteration of a matrix m × n, n ≤ m: 2mn² + n³. */
    @Override
    public long macs(ParameterLayout layout) {
        return WeightMatrices.of(layout).matrices().stream()
                .mapToLong(matrix -> MuonStep.ITERATIONS
                        * (2L * matrix.length() + (long) matrix.shorterSide() * matrix.shorterSide())
                        * matrix.shorterSide())
                .sum();
    }

    @Override
    public Optional<ResidentRule> resident(OptimizerSettings settings, ParameterLayout layout) {
        List<WeightMatrix> matrices = WeightMatrices.of(layout).matrices();
        return Optional.of(new ResidentRule() {

            @Override
            public List<WeightMatrix> matrices() {
                return matrices;
            }

            @Override
            public MuonStep muon(double factor) {
                return new MuonStep((float) settings.matrixDecay(), settings.rate() * factor);
            }

            @Override
            public AdamStep adam(double factor, int step) {
                return AdamStep.of(
                        settings.restRate() * factor, settings.beta1(), settings.beta2(), settings.epsilon(), step);
            }
        });
    }

    @Override
    public Optimizer create(OptimizerSettings settings, Engine engine, float[] saved) {
        return new MatrixOptimizer<>(Muon.KIND, settings, engine, saved);
    }
}
