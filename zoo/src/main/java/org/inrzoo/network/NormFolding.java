package org.inrzoo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.layer.BranchSum;
import org.inrzoo.layer.ChannelLine;
import org.inrzoo.layer.GeneratedWeights;
import org.inrzoo.layer.Layer;

/**
 * Makes of a trained network a plainer one with the same outputs and fewer operations per point. Layers that are no more than a fixed
 * line per channel, as normalisations whose statistics are frozen, and sums of branches are taken into the linear layers in front of
 * them; layers whose weights are {@linkplain GeneratedWeights generated} become plain ones.
 *
 * <pre>W' = W diag(a),   b' = a b + c</pre>
 */
public final class NormFolding {

    private NormFolding() {}

    /** The network whose layers are as plain as can be: lines ({@link ChannelLine}) and sums are taken in, weights are generated. */
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
            Optional<Layer.Valued> added = layer instanceof BranchSum sum && last >= 0
                    ? layers.get(last).folded(values.get(last), sum)
                    : Optional.empty();
            if (folded.isPresent()) {
                values.set(last, folded.get());
            } else if (added.isPresent()) {
                layers.set(last, added.get().layer());
                values.set(last, added.get().values());
            } else if (layer instanceof GeneratedWeights made) {
                int inputs = network.architecture().inputs(i);
                layers.add(made.plain(inputs));
                values.add(made.generated(inputs, unfolded));
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
