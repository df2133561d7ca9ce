package org.inrzoo.engine.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Notices;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.ExpertRouting;
import org.inrzoo.layer.Jet;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Grid;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The definition of every architecture: a SameDiff graph from the placeholder {@value #POINTS} to {@value #OUTPUT}.
 *
 * <p>The parameters are variables (fixed ones: constants) under their names in the flat vector, all zero at first.
 */
public final class SameDiffDefinition {

    /** Placeholder: coordinates in [0,1]^d, [points, d]. */
    public static final String POINTS = "points";

    /** Placeholder of the derivatives' units, s of {@link org.inrzoo.point.AxisScales}, [1, 1, d]. */
    public static final String SCALES = "scales";

    /** The network's output, [points, outputs]. */
    public static final String OUTPUT = "output";

    /** The output's gradient by the coordinates, s_k ∂y/∂p_k, [points, outputs, d]. */
    public static final String GRADIENT = "gradient";

    /** The output's Laplacian by the coordinates, Σ_k s_k² ∂²y/∂p_k², [points, outputs]. */
    public static final String LAPLACIAN = "laplacian";

    static {
        Notices.startLogging();
    }

    private SameDiffDefinition() {}

    /**
     * The architecture's graph.
     *
     * @param grid when given, the graph holds for exactly this grid's points, in order, and may take shortcuts
     * @param type FLOAT or DOUBLE
     */
    public static SameDiff define(Architecture architecture, Optional<Grid> grid, DataType type) {
        return define(architecture, grid, grid.map(Grid::sizes).orElse(List.of()), type);
    }

    /**
     * The same for any points of which it is known that they are a whole grid of so many samples.
     *
     * @param sizes samples on every axis; empty where the points are any
     */
    static SameDiff define(Architecture architecture, Optional<Grid> grid, List<Integer> sizes, DataType type) {
        SameDiff sd = SameDiff.create();
        long count = grid.map(Grid::size).orElse(-1);
        SDVariable points = sd.placeHolder(POINTS, type, count, architecture.dimensions());
        SDVariable x = points;
        ExpertRouting routing = grid.map(GridRouting::on).orElse(ExpertRouting.NONE);
        List<Layer> layers = architecture.layers();
        for (int i = 0; i < layers.size(); i++) {
            Map<String, SDVariable> parameters = declare(sd, architecture, i, type);
            x = layers.get(i).define(new LayerGraph(sd, points, sizes, routing, architecture.inputs(i), parameters), x);
        }
        sd.identity(OUTPUT, x);
        return sd;
    }

    /**
     * The architecture's graph with derivatives by the coordinates, for any points and in any units, from the placeholders
     * {@value #POINTS} and {@value #SCALES}: the values {@value #OUTPUT}, [points,
     * outputs], {@value #GRADIENT}, [points, outputs, d], and {@value #LAPLACIAN}, [points, outputs].
     *
     * @param order GRADIENT or LAPLACIAN; the last output is there for LAPLACIAN alone
     * @param type FLOAT or DOUBLE
     * @throws EngineException when the network has no such derivative
     */
    public static SameDiff define(Architecture architecture, DerivativeOrder order, DataType type) {
        architecture.withoutDerivative(order).ifPresent(reason -> {
            throw new EngineException(reason);
        });
        SameDiff sd = SameDiff.create();
        SDVariable points = sd.placeHolder(POINTS, type, -1, architecture.dimensions());
        SDVariable scales = sd.placeHolder(SCALES, type, 1, 1, architecture.dimensions());
        Jet x = Jet.coordinates(sd, points, scales, order);
        for (int i = 0; i < architecture.layers().size(); i++) {
            LayerGraph graph = new LayerGraph(
                    sd, points, ExpertRouting.NONE, architecture.inputs(i), declare(sd, architecture, i, type));
            x = architecture.layers().get(i).differentiate(graph, x);
        }
        sd.identity(OUTPUT, x.value());
        sd.identity(GRADIENT, sd.permute(x.gradient(), 0, 2, 1));
        x.laplacian().ifPresent(laplacian -> sd.identity(LAPLACIAN, laplacian));
        return sd;
    }

    /**
     * The network's graph with its weights, for any points.
     *
     * @param type FLOAT or DOUBLE
     */
    public static SameDiff define(Network network, DataType type) {
        SameDiff sd = define(network.architecture(), Optional.empty(), type);
        for (ParameterLayout.Slot slot : network.architecture().parameters().slots()) {
            INDArray variable = sd.getVariable(slot.name()).getArr();
            float[] values = network.value(slot.layer(), slot.parameter().name());
            variable.assign(
                    Nd4j.createFromArray(values).reshape(variable.shape()).castTo(type));
        }
        return sd;
    }

    /** The parameters of one layer by their short names. */
    private static Map<String, SDVariable> declare(SameDiff sd, Architecture architecture, int layer, DataType type) {
        Map<String, SDVariable> parameters = new HashMap<>();
        for (ParameterLayout.Slot slot : architecture.parameters().of(layer)) {
            parameters.put(slot.parameter().name(), declare(sd, slot, type));
        }
        return parameters;
    }

    private static SDVariable declare(SameDiff sd, ParameterLayout.Slot slot, DataType type) {
        long[] shape =
                slot.parameter().shape().stream().mapToLong(Integer::longValue).toArray();
        return slot.parameter().trainable()
                ? sd.var(slot.name(), Nd4j.zeros(type, shape))
                : sd.constant(slot.name(), Nd4j.zeros(type, shape));
    }
}
