package org.inrzoo.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.option.OptionException;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.BaseScalarOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/** The operations of a SameDiff graph that depend on its placeholders, as ONNX's. */
final class Translation {

    /** Operations that have the same meaning and another name. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("abs", "Abs"),
            Map.entry("add", "Add"),
            Map.entry("bitwise_and", "BitwiseAnd"),
            Map.entry("bitwise_or", "BitwiseOr"),
            Map.entry("bitwise_xor", "BitwiseXor"),
            Map.entry("ceil", "Ceil"),
            Map.entry("cos", "Cos"),
            Map.entry("cosh", "Cosh"),
            Map.entry("divide", "Div"),
            Map.entry("erf", "Erf"),
            Map.entry("exp", "Exp"),
            Map.entry("floor", "Floor"),
            Map.entry("identity", "Identity"),
            Map.entry("log", "Log"),
            Map.entry("maximum", "Max"),
            Map.entry("minimum", "Min"),
            Map.entry("multiply", "Mul"),
            Map.entry("neg", "Neg"),
            Map.entry("sigmoid", "Sigmoid"),
            Map.entry("sin", "Sin"),
            Map.entry("sinh", "Sinh"),
            Map.entry("softplus", "Softplus"),
            Map.entry("softsign", "Softsign"),
            Map.entry("sqrt", "Sqrt"),
            Map.entry("stop_gradient", "Identity"),
            Map.entry("subtract", "Sub"),
            Map.entry("tan", "Tan"),
            Map.entry("tanh", "Tanh"));

    /** ND4J's mark of row-major order in front of a shape. */
    private static final long C_ORDER = -99;

    private final SameDiff sd;
    private final Nodes nodes;
    private final Map<String, String> names;
    private final Map<String, INDArray> constants = new HashMap<>();

    private Translation(SameDiff sd, Nodes nodes, Map<String, String> placeholders) {
        this.sd = sd;
        this.nodes = nodes;
        names = new HashMap<>(placeholders);
    }

    /**
     * Adds the graph's operations.
     *
     * @param placeholders names in {@code nodes} of the graph's placeholders
     * @param output the variable that is wanted
     * @return its name in {@code nodes}
     * @throws OptionException when an operation cannot be translated; names it
     */
    static String add(SameDiff sd, Nodes nodes, Map<String, String> placeholders, SDVariable output) {
        Translation translation = new Translation(sd, nodes, placeholders);
        for (SameDiffOp op : sd.getOps().values()) {
            if (op.getInputsToOp() != null && op.getInputsToOp().stream().anyMatch(translation.names::containsKey)) {
                translation.add(op);
            }
        }
        return translation.name(output.name());
    }

    /** The name of a value; what does not depend on a placeholder is computed and stored. */
    private String name(String variable) {
        String known = names.get(variable);
        return known != null ? known : stored(constant(variable));
    }

    private INDArray constant(String variable) {
        return constants.computeIfAbsent(variable, name -> {
            INDArray array = sd.getVariable(name).getArr();
            return array != null ? array : sd.outputSingle(Map.of(), name);
        });
    }

    private String stored(INDArray array) {
        INDArray rows = array.dup('c');
        return array.dataType().isFPType()
                ? nodes.floats(rows.castTo(DataType.FLOAT).data().asFloat(), array.shape())
                : nodes.longs(rows.castTo(DataType.INT64).data().asLong(), array.shape());
    }

    private void add(SameDiffOp op) {
        DifferentialFunction function = op.getOp();
        List<String> in = op.getInputsToOp();
        List<String> out = op.getOutputsOfOp();
        List<String> results = out.size() == 1
                ? List.of(result(function, in, sd.getVariable(out.get(0)).dataType()))
                : results(function, in, out.size());
        for (int i = 0; i < out.size(); i++) {
            names.put(out.get(i), results.get(i));
        }
    }

    private String result(DifferentialFunction function, List<String> in, DataType type) {
        String operation = function.opName();
        if (NAMES.containsKey(operation)) {
            return nodes.add(NAMES.get(operation), in.stream().map(this::name).toList());
        }
        String x = name(in.get(0));
        return switch (operation) {
            case "add_scalar" -> nodes.add("Add", List.of(x, scalar(function)));
            case "sub_scalar" -> nodes.add("Sub", List.of(x, scalar(function)));
            case "mul_scalar" -> nodes.add("Mul", List.of(x, scalar(function)));
            case "div_scalar" -> nodes.add("Div", List.of(x, scalar(function)));
            case "rsub_scalar" -> nodes.add("Sub", List.of(scalar(function), x));
            case "rdiv_scalar" -> nodes.add("Div", List.of(scalar(function), x));
            case "max_scalar" -> nodes.add("Max", List.of(x, scalar(function)));
            case "min_scalar" -> nodes.add("Min", List.of(x, scalar(function)));
            case "pow_scalar", "pow" -> nodes.add("Pow", List.of(x, scalar(function)));
            case "relu" -> nodes.add("Max", List.of(x, scalar(function)));
            case "leakyrelu" -> nodes.add("LeakyRelu", List.of(x), Nodes.real("alpha", scalarOf(function)));
            case "square" -> nodes.add("Mul", List.of(x, x));
            case "cube" -> nodes.add("Mul", List.of(nodes.add("Mul", List.of(x, x)), x));
            case "rsqrt" -> nodes.add("Reciprocal", List.of(nodes.add("Sqrt", List.of(x))));
            case "reduce_mean" -> reduced("ReduceMean", function, x);
            case "reduce_sum" -> reduced("ReduceSum", function, x);
            case "matmul" -> product(function, in);
            case "cast" ->
                nodes.add("Cast", List.of(x), Nodes.number("to", type.isFPType() ? Nodes.FLOAT : Nodes.INT64));
            case "concat" ->
                nodes.add("Concat", in.stream().map(this::name).toList(), Nodes.number("axis", arguments(function)[0]));
            case "stack" -> stacked(in, arguments(function)[0]);
            case "reshape" -> nodes.add("Reshape", List.of(x, shape(function, in)));
            case "permute" -> nodes.add("Transpose", List.of(x), Nodes.numbers("perm", arguments(function)));
            case "onehot" -> oneHot(function, x);
            case "split", "unstack" -> results(function, in, 1).get(0);
            default -> throw unknown(function);
        };
    }

    private List<String> results(DifferentialFunction function, List<String> in, int count) {
        long[] arguments = arguments(function);
        return switch (function.opName()) {
            case "split" -> nodes.split(name(in.get(0)), (int) arguments[1], count);
            case "unstack" ->
                nodes.split(name(in.get(0)), (int) arguments[0], count).stream()
                        .map(part -> nodes.add("Squeeze", List.of(part, axes(arguments[0]))))
                        .toList();
            default -> throw unknown(function);
        };
    }

    private String axes(long... axes) {
        return nodes.longs(axes, axes.length);
    }

    private static float scalarOf(DifferentialFunction function) {
        if (function instanceof BaseScalarOp scalar) {
            return scalar.scalar().getFloat(0);
        }
        throw unknown(function);
    }

    private String scalar(DifferentialFunction function) {
        return nodes.number(scalarOf(function));
    }

    private String reduced(String operation, DifferentialFunction function, String x) {
        BaseReduceOp reduction = (BaseReduceOp) function;
        long[] axes = Arrays.stream(function.getDimensions()).asLongStream().toArray();
        return nodes.add(operation, List.of(x, axes(axes)), Nodes.number("keepdims", reduction.isKeepDims() ? 1 : 0));
    }

    private String product(DifferentialFunction function, List<String> in) {
        if (Arrays.stream(arguments(function)).anyMatch(transposed -> transposed != 0)) {
            throw unknown(function);
        }
        return nodes.add("MatMul", List.of(name(in.get(0)), name(in.get(1))));
    }

    private String stacked(List<String> in, long axis) {
        List<String> parts = in.stream()
                .map(part -> nodes.add("Unsqueeze", List.of(name(part), axes(axis))))
                .toList();
        return nodes.add("Concat", parts, Nodes.number("axis", axis));
    }

    private String shape(DifferentialFunction function, List<String> in) {
        if (in.size() > 1) {
            return name(in.get(1));
        }
        long[] arguments = arguments(function);
        if (arguments[0] != C_ORDER) {
            throw unknown(function);
        }
        return axes(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private String oneHot(DifferentialFunction function, String x) {
        long[] arguments = arguments(function); // axis, depth
        double[] values = ((DynamicCustomOp) function).tArgs(); // on, off
        String offAndOn = nodes.floats(new float[] {(float) values[1], (float) values[0]}, 2);
        String depth = nodes.longs(new long[] {arguments[1]}, 1);
        return nodes.add("OneHot", List.of(x, depth, offAndOn), Nodes.number("axis", arguments[0]));
    }

    private static long[] arguments(DifferentialFunction function) {
        return function instanceof DynamicCustomOp custom ? custom.iArgs() : new long[0];
    }

    private static OptionException unknown(DifferentialFunction function) {
        return new OptionException("SameDiff's '" + function.opName() + "' has no translation");
    }
}
