package org.inrzoo.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Encoding;
import org.inrzoo.layer.Layer;
import org.inrzoo.point.Range;

/**
 * A coordinate network as data: a chain of layers from coordinates in [0,1]^d to signal values.
 *
 * @param dimensions coordinates per point, d
 * @param layers the chain; an {@link Encoding} comes first
 */
public record Architecture(int dimensions, List<Layer> layers) {

    public Architecture {
        layers = List.copyOf(layers);
        if (dimensions < 1 || layers.isEmpty() || !(layers.get(0) instanceof Encoding)) {
            throw new IllegalArgumentException("an architecture is an encoding and the layers behind it");
        }
    }

    /** The number of features that enter layer {@code index}, counted from 0. */
    public int inputs(int index) {
        int features = dimensions;
        for (Layer layer : layers.subList(0, index)) {
            features = layer.outputs(features);
        }
        return features;
    }

    /** Signal values per point. */
    public int outputs() {
        return inputs(layers.size());
    }

    /** The interval that its outputs cannot leave, where its last layer keeps them in one. */
    public Optional<Range> outputRange() {
        return layers.get(layers.size() - 1).outputRange();
    }

    /** Where every parameter lies in the network's one flat vector. */
    public ParameterLayout parameters() {
        return ParameterLayout.of(this);
    }

    /** Whether a point's outputs depend on the other points of its batch. */
    public boolean usesBatchStatistics() {
        return layers.stream().anyMatch(Layer::usesBatchStatistics);
    }

    /** How many rows and columns away the points lie, at most, that a point's outputs depend on; 0 where there are none. */
    public int reach() {
        return layers.stream().mapToInt(Layer::reach).sum();
    }

    /** Whether a point's outputs depend on others of a call, by statistics over them or by its neighbours. */
    public boolean couplesPoints() {
        return usesBatchStatistics() || reach() > 0;
    }

    /** What a network that looks at neighbours says of points that are no grid: what may be asked, in one line. */
    public String wholeGridOnly() {
        return "this network looks at neighbouring points, up to " + reach()
                + " away, and has values on a whole grid alone: ask it for a picture of any size, not for single points or batches";
    }

    /**
     * Why the network has no derivative by the coordinates of this order, in one line that names the layer; empty where it has.
     */
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        for (int i = 0; i < layers.size(); i++) {
            Optional<String> reason = layers.get(i).withoutDerivative(order);
            if (reason.isPresent()) {
                return Optional.of("this network has no " + order + " by the coordinates; layer " + i + ", "
                        + layers.get(i) + ": " + reason.get());
            }
        }
        return Optional.empty();
    }

    /** One line for each layer: what it is, and the features that enter and leave. */
    @Override
    public String toString() {
        return IntStream.range(0, layers.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%5d -> %-5d %s", inputs(i), inputs(i + 1), layers.get(i)))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Multiply-accumulates per queried point. */
    public long macsPerPoint() {
        long macs = 0;
        for (int i = 0; i < layers.size(); i++) {
            macs += layers.get(i).macs(inputs(i));
        }
        return macs;
    }
}
