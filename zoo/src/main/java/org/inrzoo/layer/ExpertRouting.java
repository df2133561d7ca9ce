package org.inrzoo.layer;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** A way to a {@link LevelsOfExperts} layer's products that sends each point to its own expert alone. */
@FunctionalInterface
public interface ExpertRouting {

    /** For any points: there is no such way. */
    ExpertRouting NONE = (sd, tiling, x, weights, shape) -> Optional.empty();

    /**
     * The products of every point with its expert's weights.
     *
     * @param x features of the graph's points, [N, inputs]
     * @param weights [experts, inputs, width]
     * @param shape these three numbers, which a graph does not know of weights that it computes; not modified
     * @return [N, width], or nothing where the points and the tiling do not allow it
     */
    Optional<SDVariable> products(SameDiff sd, ExpertTiling tiling, SDVariable x, SDVariable weights, long... shape);
}
