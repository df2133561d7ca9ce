package org.inrzoo.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** An ONNX graph that grows by operations; values go by names that are given out here. */
final class Nodes {

    static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    static final int INT64 = TensorProto.DataType.INT64.getNumber();

    private final GraphProto.Builder graph;
    private int values;

    Nodes(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    GraphProto graph() {
        return graph.build();
    }

    private String name() {
        return "v" + values++;
    }

    /** A matrix that the graph is given, with any number of rows. */
    String input(String name, int columns) {
        graph.addInput(matrix(name, columns));
        return name;
    }

    /** Makes a value what the graph gives, a matrix with any number of rows. */
    void output(String value, String name, int columns) {
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
        graph.addOutput(matrix(name, columns));
    }

    private static ValueInfoProto matrix(String name, int columns) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("n"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(shape)))
                .build();
    }

    /** The value of an operation. */
    String add(String operation, List<String> inputs, AttributeProto... attributes) {
        return add(operation, inputs, 1, attributes).get(0);
    }

    /** The values of an operation that gives several. */
    List<String> add(String operation, List<String> inputs, int outputs, AttributeProto... attributes) {
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(operation).addAllInput(inputs).addAllAttribute(List.of(attributes));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add(name());
        }
        graph.addNode(node.addAllOutput(names));
        return names;
    }

    /** The columns of a matrix, or the parts along another axis, each of length 1 there. */
    List<String> split(String value, int axis, int parts) {
        return parts == 1
                ? List.of(value)
                : add("Split", List.of(value), parts, number("axis", axis), number("num_outputs", parts));
    }

    String number(float value) {
        return floats(new float[] {value});
    }

    String floats(float[] numbers, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return stored(FLOAT, bytes, shape);
    }

    String longs(long[] numbers, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(numbers);
        return stored(INT64, bytes, shape);
    }

    private String stored(int type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name()).setDataType(type).setRawData(ByteString.copyFrom(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto numbers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }
}
