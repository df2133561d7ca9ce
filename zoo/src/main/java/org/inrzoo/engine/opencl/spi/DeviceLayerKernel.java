package org.inrzoo.engine.opencl.spi;

import java.util.List;
import java.util.Optional;
import org.inrzoo.layer.Layer;

/**
 * How the OpenCL engine computes one kind of layer. A new kind takes, in this project or in any jar beside it, a public class with a
 * public constructor without arguments that implements this interface, and its name as a line of {@code
 * META-INF/services/org.inrzoo.engine.opencl.spi.DeviceLayerKernel}. A function of each feature by itself needs no more than a {@link
 * PointwiseStage}.
 *
 * @param <L> the kind of layer
 */
public interface DeviceLayerKernel<L extends Layer> {

    /** The class of the layers that this kernel computes; exactly this class, none below it. */
    Class<L> layer();

    /** Why it cannot compute this one, in a few words that can follow "cannot compute layer 3, …: "; empty where it can. */
    default Optional<String> refusal(L layer) {
        return Optional.empty();
    }

    /** The layers inside this one, which need kernels of their own. */
    default List<Layer> parts(L layer) {
        return List.of();
    }

    /** Numbers per point, besides the features that leave, that the layer keeps in the device's memory; {@code inputs} features enter. */
    default long scratch(L layer, int inputs) {
        return 0;
    }

    /** What runs of one layer of a network, which has been asked for {@link #refusal} and {@link #parts}. */
    DeviceStage stage(L layer, DeviceSite site);
}
