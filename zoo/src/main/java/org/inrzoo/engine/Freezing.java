package org.inrzoo.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.inrzoo.layer.ChannelMoments;
import org.inrzoo.layer.FrozenNormalization;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Normalization;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Points;

/**
 * Makes a network whose outputs at a point depend on the whole batch into one that can be asked point by point: every
 * normalisation over the batch keeps the statistics it has on one given batch.
 */
public final class Freezing {

    /** Points whose features are in memory at a time. */
    private static final int STRIP = 1 << 16;

    private final Network network;
    private final Points points;
    private final List<Layer> layers;
    private final Map<Integer, ChannelMoments> moments = new HashMap<>();

    private Freezing(Network network, Points points) {
        this.network = network;
        this.points = points;
        layers = new ArrayList<>(network.architecture().layers());
    }

    /** The architecture of a network that is frozen at {@code points} points. */
    public static Architecture frozen(Architecture architecture, int points) {
        List<Layer> layers = architecture.layers().stream()
                .map(layer -> frozen(layer, points))
                .toList();
        return new Architecture(architecture.dimensions(), layers);
    }

    private static Layer frozen(Layer layer, int points) {
        return layer instanceof Normalization normalization && normalization.usesBatchStatistics()
                ? new FrozenNormalization(normalization.kind(), points)
                : layer;
    }

    /**
     * The network with the statistics of these points; itself where none of its layers is coupled.
     *
     * @param engines makes engines for the network's first layers; they are closed after use
     */
    public static Network freeze(Network network, Points points, Function<Architecture, Engine> engines) {
        return network.architecture().usesBatchStatistics() ? new Freezing(network, points).run(engines) : network;
    }

    /** Layer by layer: what lies in front of a normalisation is frozen already when its statistics are taken. */
    private Network run(Function<Architecture, Engine> engines) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).usesBatchStatistics()) {
                moments.put(i, momentsOf(first(i), engines));
                layers.set(i, frozen(layers.get(i), points.size()));
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
        if (layers.get(slot.layer()) instanceof FrozenNormalization frozen && name.equals("mean")) {
            return floats(moments.get(slot.layer()).means(frozen.kind()));
        }
        if (layers.get(slot.layer()) instanceof FrozenNormalization frozen && name.equals("variance")) {
            return floats(moments.get(slot.layer()).variances(frozen.kind()));
        }
        return network.value(slot.layer(), name);
    }

    private ChannelMoments momentsOf(Network front, Function<Architecture, Engine> engines) {
        int channels = front.architecture().outputs();
        ChannelMoments result = new ChannelMoments(channels);
        float[] outputs = new float[Math.multiplyExact(Math.min(STRIP, points.size()), channels)];
        try (Engine engine = engines.apply(front.architecture())) {
            for (int at = 0; at < points.size(); at += STRIP) {
                int count = Math.min(STRIP, points.size() - at);
                engine.forward(front.parameters(), points.slice(at, count), outputs);
                result.add(outputs, count);
            }
        }
        return result;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
