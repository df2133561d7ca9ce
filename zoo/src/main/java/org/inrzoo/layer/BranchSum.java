package org.inrzoo.layer;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The sum of branches that lie side by side:
 *
 * <pre>y_j = Σ_b x_{b·width + j},   j = 0 … width - 1</pre>
 *
 * @param branches how many there are, all as wide
 */
public record BranchSum(int branches) implements Layer {

    @Override
    public int outputs(int inputs) {
        if (inputs % branches != 0) {
            throw new IllegalArgumentException(inputs + " features are no " + branches + " branches of the same width");
        }
        return inputs / branches;
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        return graph.sd().reshape(x, -1, branches, outputs(graph.inputs())).sum(1); // [N, width]
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return order == DerivativeOrder.VALUES
                ? Optional.empty()
                : Optional.of("it stands behind layers that have none");
    }

    /**
     * The columns of a matrix whose outputs are branches side by side, added up as the outputs are.
     *
     * @param columns [rows, branches·width], row-major; not modified
     * @param outputs branches·width
     * @return [rows, width]
     */
    float[] ofColumns(float[] columns, int outputs) {
        int width = outputs(outputs);
        float[] sums = new float[columns.length / branches];
        for (int i = 0; i < columns.length; i++) {
            sums[i / outputs * width + i % outputs % width] += columns[i];
        }
        return sums;
    }
}
