package org.inrzoo.engine.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.Workers;
import org.inrzoo.engine.fused.spi.BatchStatisticsPlan;
import org.inrzoo.engine.fused.spi.LayerKernels;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.NeighborhoodPlan;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;

/** Which plan computes each of an architecture's layers, and where each one's gradient lies in a sum of gradients. */
final class NetworkPlan {

    private final Architecture architecture;
    private final Kernels kernels;
    private final List<LayerPlan> layers = new ArrayList<>();
    private final int[] features;
    private final int[] gradientOffset;
    private final int gradientSize;
    private final int firstTrained;

    /**
     * The plan of an architecture.
     *
     * @param workers help a layer out whose points are too few for all threads
     * @throws EngineException if a layer is of a kind that has no kernel
     */
    NetworkPlan(Architecture architecture, Kernels kernels, Workers workers) {
        LayerKernels.refusal(architecture).ifPresent(reason -> {
            throw new EngineException(reason);
        });
        this.architecture = architecture;
        this.kernels = kernels;
        ParameterLayout layout = architecture.parameters();
        Arena arena = new Arena();
        int count = architecture.layers().size();
        features = IntStream.rangeClosed(0, count).map(architecture::inputs).toArray();
        gradientOffset = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            LayerSite site =
                    new LayerSite(kernels, arena, workers, architecture.dimensions(), features[i], layout.of(i));
            layers.add(LayerKernels.plan(architecture.layers().get(i), site));
            gradientOffset[i] = size;
            size = Math.addExact(size, Rows.padded(layers.get(i).gradientSize()));
        }
        gradientSize = size;
        firstTrained = IntStream.range(0, count)
                .filter(i -> layers.get(i).gradientSize() > 0)
                .findFirst()
                .orElse(count);
    }

    List<LayerPlan> layers() {
        return layers;
    }

    Kernels kernels() {
        return kernels;
    }

    /** The floats of one sum of all gradients, whole vectors. */
    int gradientSize() {
        return gradientSize;
    }

    /** Where the gradient of a layer begins in such a sum. */
    int gradientOffset(int layer) {
        return gradientOffset[layer];
    }

    /** The layer of lowest number that is trained; the number of layers where none is. */
    int firstTrained() {
        return firstTrained;
    }

    /** The layers that all points reach before any goes on: by statistics over the whole batch, or by their neighbours. */
    List<Integer> couplingLayers() {
        return IntStream.range(0, layers.size())
                .filter(i -> architecture.layers().get(i).usesBatchStatistics() || looksAround(i))
                .boxed()
                .toList();
    }

    /** Whether what enters a layer are neighbourhoods. */
    boolean looksAround(int layer) {
        return layers.get(layer) instanceof NeighborhoodPlan;
    }

    /** A layer that looks at neighbouring points. */
    NeighborhoodPlan neighborhoodPlan(int layer) {
        return (NeighborhoodPlan) layers.get(layer);
    }

    /** The features that the rows hold that enter a layer: those of a whole neighbourhood where it looks at that. */
    int entering(int layer) {
        return layer < layers.size() && looksAround(layer)
                ? neighborhoodPlan(layer).around(features[layer])
                : features[layer];
    }

    /** A layer that has statistics over the whole batch. */
    BatchStatisticsPlan batchPlan(int layer) {
        return (BatchStatisticsPlan) layers.get(layer);
    }

    /** Features that enter a layer; for the number of layers, those that leave the last. */
    int features(int layer) {
        return features[layer];
    }

    /** Features of the widest layer. */
    int widest() {
        int between = IntStream.of(features).max().orElseThrow();
        return layers.stream().mapToInt(LayerPlan::widest).reduce(between, Math::max);
    }

    Architecture architecture() {
        return architecture;
    }

    /** Takes over the parameters' values. */
    void prepare(float[] parameters, Workers workers) {
        workers.run(layers.size(), (worker, layer) -> layers.get(layer).prepare(parameters));
    }

    /** Writes a finished sum to the flat gradient. */
    void collect(Arena.Slice sums, float[] gradient, Workers workers) {
        workers.run(
                layers.size(),
                (worker, layer) ->
                        layers.get(layer).collect(sums.data(), sums.offset() + gradientOffset[layer], gradient));
    }
}
