package org.inrzoo.fit.optimizer;

import java.util.Set;
import org.inrzoo.engine.Engine;
import org.inrzoo.network.ParameterLayout;

/**
 * Offers SOAP, Vyas et al. 2024: Adam for each matrix in the slowly refreshed eigenbasis of Shampoo's two factors, Adam for the
 * rest. Its state for a matrix m × n is 2mn + 2m² + 2n² floats, six times the weights of a square one; twice the others.
 */
public final class SoapProvider implements OptimizerProvider {

    @Override
    public String name() {
        return "soap";
    }

    @Override
    public String summary() {
        return "Matrices move by Adam in the eigenbasis of their gradients' covariances, all else by Adam, Vyas et al. 2024";
    }

    @Override
    public Set<String> keys() {
        return Set.of("rate", "auxRate", "matrixDecay", "beta1", "beta2", "epsilon");
    }

    @Override
    public long stateSize(OptimizerSettings settings, ParameterLayout layout) {
        return MatrixOptimizer.stateSize(Soap.KIND, WeightMatrices.of(layout));
    }

    /** Into the basis, back, and the covariances: 3mn(m + n); a tenth of about m³ + n³ and 2mn(m + n) for a new basis. */
    @Override
    public long macs(ParameterLayout layout) {
        return WeightMatrices.of(layout).matrices().stream()
                .mapToLong(matrix -> 3L * matrix.length() * (matrix.rows() + matrix.columns()))
                .sum();
    }

    @Override
    public Optimizer create(OptimizerSettings settings, Engine engine, float[] saved) {
        return new MatrixOptimizer<>(Soap.KIND, settings, engine, saved);
    }
}
