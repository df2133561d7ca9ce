package org.inrzoo.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.inrzoo.graph.GraphNetwork;

/**
 * What is measured of a network that tells pictures apart: steps of gradient descent with momentum, v ← μv + g + λθ, θ ← θ - εv, on one batch.
 *
 * @param network what is trained
 * @param parameters the flat vector of first values; not modified
 * @param pictures [count, channels, height, width]; not modified
 * @param targets [count, outputs], the classes' probabilities; not modified
 * @param count pictures of the batch
 * @param rate ε
 * @param momentum μ
 * @param decay λ
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record PictureTraining(
        GraphNetwork network,
        float[] parameters,
        float[] pictures,
        float[] targets,
        int count,
        double rate,
        double momentum,
        double decay) {

    @Override
    public boolean equals(Object other) {
        return other instanceof PictureTraining that
                && network.equals(that.network)
                && Arrays.equals(parameters, that.parameters)
                && Arrays.equals(pictures, that.pictures)
                && Arrays.equals(targets, that.targets)
                && count == that.count
                && steps().equals(that.steps());
    }

    @Override
    public int hashCode() {
        return Objects.hash(network, Arrays.hashCode(parameters), Arrays.hashCode(pictures), count, steps());
    }

    private List<Double> steps() {
        return List.of(rate, momentum, decay);
    }
}
