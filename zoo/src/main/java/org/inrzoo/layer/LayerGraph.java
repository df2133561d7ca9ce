package org.inrzoo.layer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a layer may use while it defines itself in a SameDiff graph.
 *
 * @param sd the graph under construction
 * @param points the coordinates p in [0,1]^d, [points, d]
 * @param grid samples on every axis where the points are those of one known grid; empty where they are any
 * @param routing how the points are brought to their experts where the graph is built for points that allow it
 * @param inputs the number of features that enter the layer
 * @param parameters the layer's own parameters by name
 */
public record LayerGraph(
        SameDiff sd,
        SDVariable points,
        List<Integer> grid,
        ExpertRouting routing,
        int inputs,
        Map<String, SDVariable> parameters) {

    /** What a layer may use in a graph for any points. */
    public LayerGraph(
            SameDiff sd, SDVariable points, ExpertRouting routing, int inputs, Map<String, SDVariable> parameters) {
        this(sd, points, List.of(), routing, inputs, parameters);
    }

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
        return new LayerGraph(sd, points, grid, routing, inputs, inner);
    }

    /** The same where one parameter is something else, such as what is made of others. */
    public LayerGraph with(String name, SDVariable parameter) {
        Map<String, SDVariable> changed = new HashMap<>(parameters);
        changed.put(name, parameter);
        return new LayerGraph(sd, points, grid, routing, inputs, changed);
    }

    /** The same for features of another grid, such as a kernel's. */
    LayerGraph on(List<Integer> sizes, int features) {
        return new LayerGraph(sd, points, sizes, routing, features, parameters);
    }

    /**
     * The features of every point and of those around it, with zeros outside of the grid. Where the graph is for any points, they
     * must still be all of an image's grid, in row-major order: their first row has the first point's coordinate.
     *
     * @param x the features that enter, [N, inputs]
     * @param side rows and columns of a neighbourhood, k
     * @return row after row of the neighbourhood, [N, k·k·inputs]
     */
    public SDVariable neighborhoods(SDVariable x, int side) {
        if (side == 1) {
            return x;
        }
        SDVariable rows = grid.isEmpty()
                ? sd.reshape(x, mapShape())
                : sd.reshape(x, 1, grid.get(0), grid.get(1), inputs); // [1, rows, columns, inputs]
        Conv2DConfig window = Conv2DConfig.builder()
                .kH(side)
                .kW(side)
                .sH(1)
                .sW(1)
                .pH(side / 2)
                .pW(side / 2)
                .dH(1)
                .dW(1)
                .paddingMode(PaddingMode.VALID) // ND4J M2.1: of SAME, im2col shifts the map
                .dataFormat("NCHW")
                .build();
        SDVariable near = sd.cnn().im2Col(sd.permute(rows, 0, 3, 1, 2), window); // [1, inputs, k, k, rows, columns]
        return sd.reshape(sd.permute(near, 0, 4, 5, 2, 3, 1), -1, (long) side * side * inputs);
    }

    /** [1, rows, columns, inputs], as a variable. */
    private SDVariable mapShape() {
        SDVariable down = points.mmul(sd.constant(
                Nd4j.createFromArray(new float[][] {{1}, {0}}).castTo(points.dataType())));
        SDVariable first = sd.slice(down, new int[] {0, 0}, new int[] {1, 1});
        SDVariable columns = sd.eq(down, first).castTo(DataType.INT64).sum();
        SDVariable count = sd.sizeAt(points, 0).castTo(DataType.INT64);
        return sd.stack(0, sd.constant(1L), count.div(columns), columns, sd.constant((long) inputs));
    }

    /** The number of coordinates per point, d. */
    public int dimensions() {
        return (int) points.getShape()[1];
    }
}
