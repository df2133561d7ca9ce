package org.inrzoo.engine.opencl.spi;

import java.util.Optional;
import java.util.ServiceLoader;
import org.inrzoo.engine.EngineException;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;

/**
 * Finds the kernel of a layer among the services that the class loader of the layer's class sees, then among those of the thread's context
 * class loader.
 */
public final class DeviceLayerKernels {

    /** By the layer's class, so that a class and its kernel can be unloaded together. */
    private static final ClassValue<Optional<DeviceLayerKernel<?>>> BESIDE = new ClassValue<>() {
        @Override
        protected Optional<DeviceLayerKernel<?>> computeValue(Class<?> layer) {
            return find(layer, layer.getClassLoader());
        }
    };

    private DeviceLayerKernels() {}

    /** The kernel of a layer; empty where there is none. */
    @SuppressWarnings("unchecked") // a kernel that names the layer's class takes the layer
    public static <L extends Layer> Optional<DeviceLayerKernel<L>> of(L layer) {
        Class<?> type = layer.getClass();
        return BESIDE.get(type)
                .or(() -> find(type, Thread.currentThread().getContextClassLoader()))
                .map(kernel -> (DeviceLayerKernel<L>) kernel);
    }

    private static Optional<DeviceLayerKernel<?>> find(Class<?> layer, ClassLoader loader) {
        for (DeviceLayerKernel<?> kernel : ServiceLoader.load(DeviceLayerKernel.class, loader)) {
            if (kernel.layer() == layer) {
                return Optional.of(kernel);
            }
        }
        return Optional.empty();
    }

    /** Why the OpenCL engine cannot compute a network, in one line that names the layer; empty where it can. */
    public static Optional<String> refusal(Architecture architecture) {
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            Optional<String> reason = refusal(layer);
            if (reason.isPresent()) {
                return Optional.of("the opencl engine cannot compute layer " + i + ", " + layer + reason.get()
                        + "; --engine fused can");
            }
        }
        return Optional.empty();
    }

    /** What stands between the layer's text and the end of the line: nothing where the layer itself has no kernel. */
    private static <L extends Layer> Optional<String> refusal(L layer) {
        Optional<DeviceLayerKernel<L>> kernel = of(layer);
        if (kernel.isEmpty()) {
            return Optional.of("");
        }
        for (Layer part : kernel.get().parts(layer)) {
            Optional<String> reason = refusal(part);
            if (reason.isPresent()) {
                return reason.map(why -> ": " + part + why);
            }
        }
        return kernel.get().refusal(layer).map(why -> ": " + why);
    }

    /** Numbers per point that a layer keeps besides the features that leave it. */
    public static <L extends Layer> long scratch(L layer, int inputs) {
        return required(layer).scratch(layer, inputs);
    }

    /** What runs of one layer. */
    public static <L extends Layer> DeviceStage stage(L layer, DeviceSite site) {
        return required(layer).stage(layer, site);
    }

    private static <L extends Layer> DeviceLayerKernel<L> required(L layer) {
        return of(layer).orElseThrow(() -> new EngineException("the opencl engine cannot compute " + layer));
    }
}
