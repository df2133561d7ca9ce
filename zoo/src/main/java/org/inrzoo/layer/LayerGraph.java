package org.inrzoo.layer;

import java.util.Map;
import java.util.stream.Collectors;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * What a layer may use while it defines itself in a SameDiff graph.
 *
 * @param sd the graph under construction
 * @param points the coordinates p in [0,1]^d, [points, d]
 * @param routing how the points are brought to their experts where the graph is built for points that allow it
 * @param inputs the number of features that enter the layer
 * @param parameters the layer's own parameters by name
 */
public record LayerGraph(
        SameDiff sd, SDVariable points, ExpertRouting routing, int inputs, Map<String, SDVariable> parameters) {

    /** The layer's parameter of this name. */
    public SDVariable parameter(String name) {
        SDVariable parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException("no parameter '" + name + "' among " + parameters.keySet());
        }
        return parameter;
    }

    /**
     * The graph for a layer inside the layer, whose parameters are called {@code part/name}.
     *
     * @param inputs the number of features that enter the inner layer
     */
    public LayerGraph inside(String part, int inputs) {
        String prefix = part + "/";
        Map<String, SDVariable> inner = parameters.entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        parameter -> parameter.getKey().substring(prefix.length()), Map.Entry::getValue));
        return new LayerGraph(sd, points, routing, inputs, inner);
    }

    /** The number of coordinates per point, d. */
    public int dimensions() {
        return (int) points.getShape()[1];
    }
}
