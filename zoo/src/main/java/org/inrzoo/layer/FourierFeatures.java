package org.inrzoo.layer;

import java.util.List;
import java.util.Optional;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Gaussian Fourier features, Tancik et al. 2020, eq. 5: γ(v) = [cos(2πBv), sin(2πBv)] with B drawn once from N(0, σ²).
 *
 * @param frequencies rows of B; the encoding has twice as many features
 * @param sigma standard deviation of B, in cycles per unit of v
 * @param range the interval of the coordinates v; Tancik's is [0,1]
 */
public record FourierFeatures(int frequencies, double sigma, Range range) implements Encoding {

    @Override
    public int outputs(int inputs) {
        return 2 * frequencies;
    }

    /** B transposed, [inputs, frequencies], not trained. */
    @Override
    public List<Parameter> parameters(int inputs) {
        return List.of(new Parameter(
                "frequencies",
                List.of(inputs, frequencies),
                new Initializer.Normal(sigma),
                inputs,
                frequencies,
                false));
    }

    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        SDVariable v = Encoding.inRange(x, range); // [N, d]
        SDVariable phase = v.mmul(graph.parameter("frequencies")).mul(2 * Math.PI); // [N, frequencies]
        return graph.sd()
                .concat(1, graph.sd().math().cos(phase), graph.sd().math().sin(phase));
    }

    @Override
    public long macs(int inputs) {
        return (long) inputs * frequencies;
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        Jet phase = Encoding.inRange(x, range)
                .linear(graph.parameter("frequencies"), frequencies)
                .times(2 * Math.PI);
        return Jet.concat(List.of(phase.cos(), phase.sin()));
    }
}
