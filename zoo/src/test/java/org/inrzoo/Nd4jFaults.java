package org.inrzoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.parameter.RandomSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.impl.layers.convolution.AvgPooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.DepthwiseConv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** What a graph may not use of ND4J 1.0.0-M2.1; {@link Nd4jFaultsTests} shows which faults are still there. */
public final class Nd4jFaults {

    /** Operations that fail in the backward pass or, worse, give a wrong gradient, and why. */
    private static final Map<String, String> BROKEN = Map.ofEntries(
            Map.entry("gather", "its gradient takes rows by position, not by index"),
            Map.entry("gather_nd", "it has no gradient"),
            Map.entry("batchnorm", "its gradient throws"),
            Map.entry("var", "its gradient without bias correction is wrong"),
            Map.entry("Where", "it has no gradient"),
            Map.entry("where_np", "it has no gradient"),
            Map.entry("select", "it has no gradient"),
            Map.entry("tensordot", "its gradient throws"),
            Map.entry("tensormmul", "its gradient throws"),
            Map.entry("batched_gemm", "it throws"),
            Map.entry("dynamic_partition", "no gradient reaches its input"),
            Map.entry("dynamic_stitch", "no gradient reaches its input"),
            Map.entry("softmax", "of a cube in double precision it is NaN where arguments are far apart"),
            Map.entry("prelu", "its gradient throws on maps of more than 64 values per slope"),
            Map.entry("lrn", "its gradient is wrong"),
            Map.entry("dropout", "it has no gradient"),
            Map.entry("dropout_inverted", "it has no gradient"),
            Map.entry("precise_gelu", "it is another function"),
            Map.entry("reduce_logsumexp", "its gradient throws"),
            Map.entry("extract_image_patches", "it has no gradient"),
            Map.entry("image_resize", "it has no gradient"),
            Map.entry("sparse_softmax_cross_entropy_loss_with_logits", "its gradient is wrong"),
            Map.entry("stridedslice", "its gradient may throw"),
            Map.entry("strided_slice", "its gradient may throw"));

    /**
     * An operation that is right but for some values of an argument.
     *
     * @param operation its name
     * @param argument number of the whole-number argument that decides
     * @param wrong of which values it is wrong
     */
    private record Misuse(String operation, int argument, LongPredicate wrong, String fault) {

        boolean is(DynamicCustomOp op) {
            return op.opName().equals(operation) && op.iArgs().length > argument && wrong.test(op.iArgs()[argument]);
        }
    }

    private static final List<Misuse> MISUSES = List.of(
            new Misuse("im2col", 8, padding -> padding == 1, "with SAME it does not pad"),
            new Misuse("upsampling2d", 2, first -> first == 0, "its gradient is wrong where channels are last"),
            new Misuse("pad", 0, mode -> mode != 0, "its gradient is wrong unless it pads by a constant"),
            new Misuse("log_softmax", 0, axis -> true, "its gradient throws where an axis is named"));

    private static final int POINTS = 3;

    private Nd4jFaults() {}

    /** Name and fault of each operation of the graph that may not be used. */
    public static Map<String, String> in(SameDiff graph) {
        Map<String, INDArray> inputs = inputs(graph);
        Map<String, String> found = new LinkedHashMap<>();
        graph.getOps()
                .values()
                .forEach(op -> fault(graph, op, inputs)
                        .ifPresent(fault -> found.put(op.getOp().opName(), fault)));
        return found;
    }

    private static Optional<String> fault(SameDiff graph, SameDiffOp op, Map<String, INDArray> inputs) {
        String name = op.getOp().opName();
        List<String> arguments = op.getInputsToOp();
        if (name.endsWith("_loss")) {
            return Optional.of("it ignores the gradient that comes from above");
        }
        if (op.getOp() instanceof Mmul product && Arrays.stream(product.iArgs()).anyMatch(flag -> flag != 0)) {
            return Optional.of("its gradient is wrong where a transposed factor makes a single number");
        }
        if (name.equals("divide") && inputs.get(arguments.get(1)).length() == 1 && isTrained(graph, arguments.get(1))) {
            return Optional.of("its gradient by a single divisor is wrong");
        }
        if (op.getOp() instanceof ReduceOp && alongOneAxis(op.getOp().getDimensions(), inputs.get(arguments.get(0)))) {
            return Optional.of("it fails on a matrix along an axis of length 1, where a cube does not");
        }
        if (op.getOp() instanceof Conv2D convolution && !isUsual(convolution.getConfig())) {
            return Optional.of(
                    "its gradient is wrong, or throws, for kernels in another order than " + WeightsFormat.YXIO);
        }
        if (op.getOp() instanceof DepthwiseConv2D convolution && !isUsual(convolution.getConfig())) {
            return Optional.of("it is wrong, or throws, for kernels in another order than " + WeightsFormat.YXIO);
        }
        if ((op.getOp() instanceof Conv2D convolution && isDilated(convolution.getConfig()))
                || (op.getOp() instanceof DepthwiseConv2D depthwise && isDilated(depthwise.getConfig()))) {
            return Optional.of("in single precision ND4J's library with oneDNN throws where kernels are dilated");
        }
        if (op.getOp() instanceof AvgPooling2D pooling
                && pooling.getConfig().getDivisor() == Pooling2D.Divisor.INCLUDE_PADDING) {
            return Optional.of("it never counts the padding");
        }
        if (op.getOp() instanceof DynamicCustomOp custom) {
            Optional<Misuse> misuse =
                    MISUSES.stream().filter(known -> known.is(custom)).findFirst();
            if (misuse.isPresent()) {
                return misuse.map(Misuse::fault);
            }
        }
        return Optional.ofNullable(BROKEN.get(name));
    }

    private static boolean isUsual(Conv2DConfig config) {
        return config.getWeightsFormat() == WeightsFormat.YXIO;
    }

    private static boolean isDilated(Conv2DConfig config) {
        return config.getDH() > 1 || config.getDW() > 1;
    }

    private static boolean alongOneAxis(int[] axes, INDArray input) {
        return input.rank() == 2 && axes != null && axes.length == 1 && axes[0] < 2;
    }

    private static boolean dependsOnShapes(SameDiffOp op) {
        return op.getOp().opName().equals("divide") || op.getOp() instanceof ReduceOp;
    }

    /** The values of what enters divisions and reductions, at a few points. */
    private static Map<String, INDArray> inputs(SameDiff graph) {
        Map<String, INDArray> points = points(graph);
        Map<String, INDArray> inputs = new HashMap<>(points);
        List<String> computed = new ArrayList<>();
        graph.getOps().values().stream()
                .filter(Nd4jFaults::dependsOnShapes)
                .flatMap(op -> op.getInputsToOp().stream())
                .map(graph::getVariable)
                .forEach(variable -> {
                    if (variable.getVariableType() == VariableType.ARRAY) {
                        computed.add(variable.name());
                    } else if (!variable.isPlaceHolder()) {
                        inputs.put(variable.name(), variable.getArr());
                    }
                });
        if (!computed.isEmpty()) {
            inputs.putAll(graph.output(points, computed));
        }
        return inputs;
    }

    private static Map<String, INDArray> points(SameDiff graph) {
        if (graph.hasVariable(GraphNetwork.PICTURES)) {
            long[] shape = graph.getVariable(GraphNetwork.PICTURES).placeholderShape();
            return Map.of(GraphNetwork.PICTURES, Nd4j.ones(DataType.FLOAT, 2, shape[1], shape[2], shape[3]));
        }
        if (!graph.hasVariable(SameDiffDefinition.POINTS)) {
            return Map.of();
        }
        long[] shape = graph.getVariable(SameDiffDefinition.POINTS).placeholderShape();
        INDArray points = Nd4j.create(DataType.FLOAT, shape[0] < 0 ? POINTS : shape[0], shape[1]);
        RandomSource random = new RandomSource(1);
        for (int i = 0; i < points.length(); i++) {
            points.putScalar(i, random.uniform());
        }
        return Map.of(SameDiffDefinition.POINTS, points);
    }

    /** Whether a gradient has to go through this variable. */
    private static boolean isTrained(SameDiff graph, String variable) {
        return isTrained(graph, variable, new HashSet<>());
    }

    private static boolean isTrained(SameDiff graph, String variable, Set<String> seen) {
        if (!seen.add(variable)) {
            return false;
        }
        String operation = graph.getVariables().get(variable).getOutputOfOp();
        return operation == null
                ? graph.getVariable(variable).getVariableType() == VariableType.VARIABLE
                : graph.getOps().get(operation).getInputsToOp().stream()
                        .anyMatch(input -> isTrained(graph, input, seen));
    }
}
