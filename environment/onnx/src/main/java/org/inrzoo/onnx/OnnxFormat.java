package org.inrzoo.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.FieldFormat;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.io.Json;
import org.inrzoo.layer.Encoding;
import org.inrzoo.layer.ExpertRouting;
import org.inrzoo.layer.HashGrid;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fitted network as an ONNX file of operator set 18, for onnxruntime from 1.14 on: from {@value #POINTS}, [n, 2], x to the
 * right and y down as of {@link FittedImage#at(double, double)}, to {@value #VALUES}, [n, channels], on [0,1] but not clamped
 * to it. Encoding, statistics and tiles are in it; of a network of several levels of detail, the finest.
 */
public final class OnnxFormat implements FieldFormat {

    /** The input, single-precision numbers [n, 2]. */
    public static final String POINTS = "points";

    /** The output, single-precision numbers [n, channels]. */
    public static final String VALUES = "values";

    private static final int OPERATORS = 18;
    private static final int IR_VERSION = 8;

    @Override
    public String ending() {
        return ".onnx";
    }

    @Override
    public void write(FittedImage fitted, Path file) {
        ModelProto model = model(fitted.levels() == 1 ? fitted : fitted.level(fitted.levels()));
        AtomicFiles.write(file, model::writeTo);
    }

    private static ModelProto model(FittedImage fitted) {
        Nodes nodes = new Nodes(fitted.variant().name());
        String points = nodes.input(POINTS, 2);
        String rowsFirst =
                nodes.add("Gather", List.of(points, nodes.longs(new long[] {1, 0}, 2)), Nodes.number("axis", 1));
        String outputs = fitted.variant().family().tiles().count() == 1
                ? network(fitted, nodes, coordinates(fitted, nodes, rowsFirst))
                : ofTiles(fitted, nodes, rowsFirst);
        nodes.output(unit(fitted.variant().recipe().targets(), nodes, outputs), VALUES, fitted.channels());
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("inrzoo")
                .setDocString(fitted + "; " + POINTS + ": x to the right and y down, 0 to 1; " + VALUES
                        + ": on [0,1], not clamped")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .addMetadataProps(entry("model", fitted.variant().name()))
                .addMetadataProps(entry("settings", Json.line(fitted.variant().settings())))
                .addMetadataProps(entry("width", String.valueOf(fitted.width())))
                .addMetadataProps(entry("height", String.valueOf(fitted.height())))
                .setGraph(nodes.graph())
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    /** The network's own coordinates of places on a tile, [n, 2], down first and from edge to edge. */
    private static String coordinates(FittedImage fitted, Nodes nodes, String places) {
        ImageSplit tiles = fitted.variant().family().tiles();
        GridConvention convention = fitted.variant().recipe().grid();
        Axis down = Axis.of(convention, fitted.height() / tiles.rows());
        Axis right = Axis.of(convention, fitted.width() / tiles.columns());
        String scaled = nodes.add("Mul", List.of(places, nodes.floats(new float[] {down.slope, right.slope}, 1, 2)));
        String moved = nodes.add("Add", List.of(scaled, nodes.floats(new float[] {down.shift, right.shift}, 1, 2)));
        return nodes.add("Clip", List.of(moved, nodes.number(0), nodes.number(down.last)));
    }

    /** An axis' coordinate, slope · place + shift from 0 to last, of {@link GridConvention#coordinate}. */
    private record Axis(float slope, float shift, float last) {

        static Axis of(GridConvention convention, int pixels) {
            return switch (convention) {
                case PIXEL_CENTERS -> new Axis(1, 0, Math.nextDown(1f));
                case ALIGN_CORNERS ->
                    pixels == 1
                            ? new Axis(0, 0, 1)
                            : new Axis((float) (pixels / (pixels - 1.0)), (float) (-0.5 / (pixels - 1)), 1);
                case ASYMMETRIC -> new Axis(1, (float) (-0.5 / pixels), Math.nextDown(1f));
            };
        }
    }

    /** The outputs at points of a tile, the network's own coordinates. */
    private static String network(FittedImage fitted, Nodes nodes, String points) {
        Network network = NormFolding.fold(new Network(fitted.architecture(), fitted.parameters()));
        if (network.architecture().reach() > 0) {
            throw new OptionException(
                    fitted.variant().name() + " looks at neighbouring pixels and has no values at single"
                            + " points: it cannot be exported to ONNX, but its weights can, to .npz");
        }
        String x = points;
        List<Layer> layers = network.architecture().layers();
        for (int i = 0; i < layers.size(); i++) {
            try {
                x = layer(network, i, nodes, points, x);
            } catch (OptionException e) {
                throw new OptionException("layer " + i + " of "
                        + fitted.variant().name() + ", "
                        + layers.get(i).getClass().getSimpleName() + ", cannot be exported to ONNX: " + e.getMessage());
            }
        }
        return x;
    }

    private static String layer(Network network, int index, Nodes nodes, String points, String x) {
        Layer layer = network.architecture().layers().get(index);
        if (layer instanceof HashGrid grid) {
            return new HashGridNodes(grid, nodes).add(x, network.value(index, "table"));
        }
        int inputs = network.architecture().inputs(index);
        SameDiff sd = SameDiff.create();
        SDVariable at = sd.placeHolder(
                "points", DataType.FLOAT, -1, network.architecture().dimensions());
        SDVariable features = layer instanceof Encoding ? at : sd.placeHolder("features", DataType.FLOAT, -1, inputs);
        Map<String, SDVariable> parameters = new HashMap<>();
        for (ParameterLayout.Slot slot : network.architecture().parameters().of(index)) {
            String name = slot.parameter().name();
            long[] shape = slot.parameter().shape().stream()
                    .mapToLong(Integer::longValue)
                    .toArray();
            parameters.put(
                    name,
                    sd.constant(
                            name,
                            Nd4j.createFromArray(network.value(index, name)).reshape(shape)));
        }
        SDVariable y = layer.define(new LayerGraph(sd, at, ExpertRouting.NONE, inputs, parameters), features);
        return Translation.add(sd, nodes, Map.of("points", points, "features", x), y);
    }

    /** The network is asked for places within a tile and answers with the values in all of them, of which one is wanted. */
    private static String ofTiles(FittedImage fitted, Nodes nodes, String points) {
        ImageSplit tiles = fitted.variant().family().tiles();
        String sizes = nodes.floats(new float[] {tiles.rows(), tiles.columns()}, 1, 2);
        String scaled = nodes.add("Mul", List.of(points, sizes));
        String last = nodes.floats(new float[] {tiles.rows() - 1, tiles.columns() - 1}, 1, 2);
        String cell =
                nodes.add("Min", List.of(nodes.add("Floor", List.of(scaled)), last)); // row and column of the tile
        String outputs = network(fitted, nodes, coordinates(fitted, nodes, nodes.add("Sub", List.of(scaled, cell))));
        String strides = nodes.floats(new float[] {tiles.columns(), 1}, 2, 1);
        String tile = nodes.add(
                "Cast", List.of(nodes.add("MatMul", List.of(cell, strides))), Nodes.number("to", Nodes.INT64));
        String shape = nodes.longs(new long[] {-1, tiles.count(), fitted.channels()}, 3);
        return nodes.add(
                "GatherND",
                List.of(nodes.add("Reshape", List.of(outputs, shape)), tile),
                Nodes.number("batch_dims", 1));
    }

    private static String unit(Range range, Nodes nodes, String outputs) {
        if (range == Range.UNIT) {
            return outputs;
        }
        String shifted = nodes.add("Sub", List.of(outputs, nodes.number((float) range.low())));
        return nodes.add("Div", List.of(shifted, nodes.number((float) range.length())));
    }
}
