package org.inrzoo.engine.fused.spi;

import java.util.List;
import java.util.Optional;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Layer;

/**
 * How the fused engine computes one kind of layer. A new kind takes three things, in this project or in any jar
 * beside it:
 *
 * <ol>
 *   <li>the layer, a record that implements {@link Layer} and says in SameDiff operations what it means,
 *   <li>its kernel, a public class with a public constructor without arguments that implements this interface,
 *   <li>the kernel's name as a line of {@code META-INF/services/org.inrzoo.engine.fused.spi.LayerKernel}.
 * </ol>
 *
 * <p>A function of each feature by itself needs no more than an {@link ActivationPlan}. Anything else is a {@link
 * LayerPlan} of its own, whose {@link LayerStage} does the work.
 *
 * @param <L> the kind of layer
 */
public interface LayerKernel<L extends Layer> {

    /** The class of the layers that this kernel computes; exactly this class, none below it. */
    Class<L> layer();

    /**
     * Why it cannot compute this one, in a few words that can follow "cannot compute layer 3, …: "; empty where it
     * can.
     */
    default Optional<String> refusal(L layer) {
        return Optional.empty();
    }

    /**
     * Whether the layer's plan has a {@link LayerPlan#derivativeStage} for derivatives by the coordinates up to this order, where
     * the layer {@linkplain Layer#withoutDerivative has them}.
     */
    default boolean differentiates(L layer, DerivativeOrder order) {
        return order == DerivativeOrder.VALUES;
    }

    /** The layers inside this one, which need kernels of their own. */
    default List<Layer> parts(L layer) {
        return List.of();
    }

    /**
     * The plan of one layer of a network, which has been asked for {@link #refusal} and {@link #parts}.
     *
     * <p>Where the layer {@linkplain Layer#usesBatchStatistics() has statistics over the batch}, the plan must be a
     * {@link BatchStatisticsPlan}; where it {@linkplain Layer#reach looks at neighbours}, a {@link NeighborhoodPlan}.
     *
     * @param site where the layer stands in the network
     */
    LayerPlan plan(L layer, LayerSite site);
}
