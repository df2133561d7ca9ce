package org.inrzoo.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.inrzoo.layer.ChannelMoments;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Points;

/**
 * Makes a network whose outputs at a point depend on the whole batch into one that can be asked point by point: every
 * layer that uses statistics of the batch keeps those it has on one given batch, as {@link Layer#frozen} says.
 */
public final class BatchStatistics {

    /** Points whose features are in memory at a time. */
    private static final int STRIP = 1 << 16;

    private final Network network;
    private final Points points;
    private final List<Layer> layers;
    private final Map<Integer, Map<String, float[]>> kept = new HashMap<>();

    private BatchStatistics(Network network, Points points) {
        this.network = network;
        this.points = points;
        layers = new ArrayList<>(network.architecture().layers());
    }

    /**
     * The architecture of a network that is frozen at {@code points} points; the same one where no layer uses
     * statistics of the batch.
     *
     * @throws EngineException when one does and cannot be frozen
     */
    public static Architecture frozen(Architecture architecture, int points) {
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : architecture.layers()) {
            layers.add(frozen(layer, layers.size(), points));
        }
        return new Architecture(architecture.dimensions(), layers);
    }

    private static Layer frozen(Layer layer, int number, int points) {
        return layer.frozen(points)
                .filter(frozen -> !frozen.usesBatchStatistics())
                .orElseThrow(() -> new EngineException("the outputs of layer " + number + ", " + layer
                        + ", depend on the whole batch, and it has no frozen form (Layer.frozen), so that its network cannot be"
                        + " asked point by point"));
    }

    /**
     * The network with the statistics of these points; itself where none of its layers uses any.
     *
     * @param engines makes engines for the network's first layers; they are closed after use
     * @throws EngineException when a layer uses statistics of the batch and cannot be frozen
     */
    public static Network freeze(Network network, Points points, Function<Architecture, Engine> engines) {
        if (!network.architecture().usesBatchStatistics()) {
            return network;
        }
        frozen(network.architecture(), points.size()); // refuses before anything is computed
        return new BatchStatistics(network, points).run(engines);
    }

    /** Layer by layer: what lies in front of one is frozen already when its statistics are taken. */
    private Network run(Function<Architecture, Engine> engines) {
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer.usesBatchStatistics()) {
                kept.put(i, layer.frozenParameters(moments(first(i), engines)));
                layers.set(i, frozen(layer, i, points.size()));
            }
        }
        return first(layers.size());
    }

    /** The network of the first {@code count} layers. */
    private Network first(int count) {
        Architecture front = new Architecture(network.architecture().dimensions(), layers.subList(0, count));
        return Network.of(front, this::values);
    }

    private float[] values(ParameterLayout.Slot slot) {
        String name = slot.parameter().name();
        float[] values = kept.getOrDefault(slot.layer(), Map.of()).get(name);
        return values != null ? values : network.value(slot.layer(), name);
    }

    private ChannelMoments moments(Network front, Function<Architecture, Engine> engines) {
        int channels = front.architecture().outputs();
        ChannelMoments result = new ChannelMoments(channels);
        boolean whole = front.architecture().reach() > 0;
        int strip = whole ? points.size() : STRIP;
        float[] outputs = new float[Math.multiplyExact(Math.min(strip, points.size()), channels)];
        try (Engine engine = engines.apply(front.architecture())) {
            for (int at = 0; at < points.size(); at += strip) {
                int count = Math.min(strip, points.size() - at);
                engine.forward(front.parameters(), whole ? points : points.slice(at, count), outputs);
                result.add(outputs, count);
            }
        }
        return result;
    }
}
