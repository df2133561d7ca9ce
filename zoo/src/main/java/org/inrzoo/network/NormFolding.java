package org.inrzoo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.layer.ChannelLine;
import org.inrzoo.layer.Layer;

/**
 * Takes layers that are no more than a fixed line per channel, as normalisations whose statistics are frozen, into the
 * linear layers in front of them: fewer operations per point, the same outputs.
 *
 * <pre>W' = W diag(a),   b' = a b + c</pre>
 */
public final class NormFolding {

    private NormFolding() {}

    /** The network without those layers that are a {@link ChannelLine} which the layer in front can take in. */
    public static Network fold(Network network) {
        List<Layer> layers = new ArrayList<>();
        List<Map<String, float[]>> values = new ArrayList<>();
        for (int i = 0; i < network.architecture().layers().size(); i++) {
            Layer layer = network.architecture().layers().get(i);
            Map<String, float[]> unfolded = network.values(i);
            int last = layers.size() - 1;
            Optional<Map<String, float[]>> folded = layer.channelLine(unfolded)
                    .flatMap(line ->
                            last < 0 ? Optional.empty() : layers.get(last).folded(values.get(last), line));
            if (folded.isPresent()) {
                values.set(last, folded.get());
            } else {
                layers.add(layer);
                values.add(unfolded);
            }
        }
        Architecture architecture = new Architecture(network.architecture().dimensions(), layers);
        return Network.of(
                architecture,
                slot -> values.get(slot.layer()).get(slot.parameter().name()));
    }
}
