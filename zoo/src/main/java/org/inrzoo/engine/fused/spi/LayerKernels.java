package org.inrzoo.engine.fused.spi;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.inrzoo.engine.EngineException;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;

/**
 * Finds the kernel of a layer: among those that a running program has {@linkplain #register registered}, then among the
 * services that the class loader of the layer's class sees, then among those of the thread's context class loader.
 */
public final class LayerKernels {

    private static final List<LayerKernel<?>> REGISTERED = new CopyOnWriteArrayList<>();

    /** By the layer's class, so that a class and its kernel can be unloaded together. */
    private static final ClassValue<Optional<LayerKernel<?>>> BESIDE = new ClassValue<>() {
        @Override
        protected Optional<LayerKernel<?>> computeValue(Class<?> layer) {
            return find(layer, layer.getClassLoader());
        }
    };

    private LayerKernels() {}

    /**
     * Adds a kernel where no jar can name it as a service, as in a notebook; it takes precedence over all before it.
     */
    public static void register(LayerKernel<?> kernel) {
        REGISTERED.add(0, kernel);
    }

    /** Takes a kernel back that was {@linkplain #register registered}. */
    public static void remove(LayerKernel<?> kernel) {
        REGISTERED.remove(kernel);
    }

    /** The kernel of a layer; empty where there is none. */
    @SuppressWarnings("unchecked") // a kernel that names the layer's class takes the layer
    public static <L extends Layer> Optional<LayerKernel<L>> of(L layer) {
        Class<?> type = layer.getClass();
        return REGISTERED.stream()
                .filter(kernel -> kernel.layer() == type)
                .findFirst()
                .or(() -> BESIDE.get(type))
                .or(() -> find(type, Thread.currentThread().getContextClassLoader()))
                .map(kernel -> (LayerKernel<L>) kernel);
    }

    private static Optional<LayerKernel<?>> find(Class<?> layer, ClassLoader loader) {
        for (LayerKernel<?> kernel : ServiceLoader.load(LayerKernel.class, loader)) {
            if (kernel.layer() == layer) {
                return Optional.of(kernel);
            }
        }
        return Optional.empty();
    }

    /** Why the fused engine cannot compute a network, in one line that names the layer; empty where it can. */
    public static Optional<String> refusal(Architecture architecture) {
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            int number = i;
            Optional<String> reason = refusal(layer);
            if (reason.isPresent()) {
                return reason.map(why -> "the fused engine cannot compute layer " + number + ", " + layer + why
                        + "; the samediff engine can");
            }
        }
        return Optional.empty();
    }

    /**
     * Why the fused engine cannot compute a network's derivatives by the coordinates, in one line that names the layer; empty
     * where it can.
     */
    public static Optional<String> refusal(Architecture architecture, DerivativeOrder order) {
        Optional<String> refusal = refusal(architecture);
        if (refusal.isPresent()) {
            return refusal;
        }
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            if (!differentiates(layer, order)) {
                return Optional.of("the fused engine cannot compute the " + order + " of layer " + i + ", " + layer
                        + "; the samediff engine can");
            }
        }
        return Optional.empty();
    }

    /** Whether a layer's kernel computes its derivatives by the coordinates up to this order; a layer without kernel has none. */
    public static <L extends Layer> boolean differentiates(L layer, DerivativeOrder order) {
        return of(layer).map(kernel -> kernel.differentiates(layer, order)).orElse(false);
    }

    /** What stands between the layer's text and the end of the line: nothing where the layer itself has no kernel. */
    private static <L extends Layer> Optional<String> refusal(L layer) {
        Optional<LayerKernel<L>> kernel = of(layer);
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

    /**
     * The plan of one layer.
     *
     * @throws EngineException where the layer has no kernel, or one that does not gather the statistics or neighbours it needs
     */
    public static <L extends Layer> LayerPlan plan(L layer, LayerSite site) {
        LayerKernel<L> kernel =
                of(layer).orElseThrow(() -> new EngineException("the fused engine cannot compute " + layer));
        LayerPlan plan = kernel.plan(layer, site);
        if (layer.usesBatchStatistics() && !(plan instanceof BatchStatisticsPlan)) {
            throw new EngineException(
                    "the outputs of " + layer + " depend on the whole batch, but the plan of its kernel, "
                            + kernel.getClass().getName() + ", is no BatchStatisticsPlan");
        }
        if (layer.reach() > 0 && !(plan instanceof NeighborhoodPlan)) {
            throw new EngineException(
                    "the outputs of " + layer + " depend on neighbouring points, but the plan of its kernel, "
                            + kernel.getClass().getName() + ", is no NeighborhoodPlan");
        }
        return plan;
    }
}
