package org.inrzoo.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.bench.PictureTraining;
import org.inrzoo.bench.Racer;
import org.inrzoo.engine.EngineException;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.Kernel;
import org.inrzoo.graph.LayerListener;
import org.inrzoo.network.ParameterLayout;

/** A network for pictures trained by libtorch: the same layers, first weights and batch, kernels laid out as libtorch likes them. */
final class LibtorchPictures implements Racer {

    /** One operation: takes maps by their names and leaves another. */
    private interface Operation {
        void apply(Map<String, NDArray> maps);
    }

    private static final float AS_IT_IS = 1;
    private static final float UNCLIPPED = -1;

    private final PictureTraining training;
    private final ParameterLayout layout;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final Map<String, NDArray> velocities = new HashMap<>();
    private final Map<String, Kernel.Shape> kernels = new HashMap<>();
    private final List<Operation> operations;
    private final String last;
    private final NDArray pictures;
    private final NDArray targets;
    private long optimizerNanos;

    /** @throws EngineException when a layer is not among those that the peer knows */
    LibtorchPictures(PictureTraining training) {
        this.training = training;
        GraphNetwork network = training.network();
        layout = network.parameters(Form.TRAINING);
        Translator translator = new Translator();
        last = network.tell(translator);
        operations = List.copyOf(translator.operations);
        if (translator.missing || !translator.made.contains(last)) {
            manager.close();
            throw new EngineException("the libtorch peer trains networks for pictures of plain layers alone");
        }
        for (ParameterLayout.Slot slot : layout.slots()) {
            if (slot.parameter().trainable()) {
                NDArray array = manager.create(first(slot), shape(slot));
                array.setRequiresGradient(true);
                parameters.put(slot.name(), array);
                velocities.put(slot.name(), manager.zeros(shape(slot)));
            }
        }
        pictures = manager.create(
                training.pictures(),
                new Shape(training.count(), network.channels(), network.height(), network.width()));
        targets = manager.create(training.targets(), new Shape(training.count(), network.outputs()));
    }

    /** Of a kernel [out, in/groups, k, k]. */
    private Shape shape(ParameterLayout.Slot slot) {
        Kernel.Shape kernel = kernels.get(slot.name());
        return kernel == null
                ? new Shape(slot.parameter().shape().stream()
                        .mapToLong(Integer::longValue)
                        .toArray())
                : new Shape(kernel.out(), kernel.in() / kernel.groups(), kernel.side(), kernel.side());
    }

    private float[] first(ParameterLayout.Slot slot) {
        float[] values = new float[slot.length()];
        for (int i = 0; i < values.length; i++) {
            values[place(slot, i)] = training.parameters()[slot.offset() + i];
        }
        return values;
    }

    /** Where a value of a kernel [k, k, in/groups, out] lies in libtorch's. */
    private int place(ParameterLayout.Slot slot, int i) {
        Kernel.Shape kernel = kernels.get(slot.name());
        if (kernel == null) {
            return i;
        }
        int rows = kernel.fanIn();
        int in = kernel.in() / kernel.groups();
        int area = kernel.side() * kernel.side();
        int row = i / kernel.out();
        return i % kernel.out() * rows + row % in * area + row / in;
    }

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public int steps() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void step(int step) {
        try (NDScope scope = new NDScope();
                GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
            scope.suppressNotUsedWarning();
            Map<String, NDArray> maps = new HashMap<>();
            maps.put(GraphNetwork.PICTURES, pictures);
            operations.forEach(operation -> operation.apply(maps));
            NDArray loss = maps.get(last).logSoftmax(1).mul(targets).sum().mul(-1.0 / training.count());
            tape.backward(loss);
            long start = System.nanoTime();
            parameters.forEach((name, parameter) -> parameter
                    .getNDArrayInternal()
                    .sgdUpdate(
                            new NDList(parameter, parameter.getGradient(), velocities.get(name)),
                            new NDList(parameter),
                            (float) training.rate(),
                            (float) training.decay(),
                            AS_IT_IS,
                            UNCLIPPED,
                            (float) training.momentum(),
                            false));
            optimizerNanos += System.nanoTime() - start;
            tape.zeroGradients();
        }
    }

    @Override
    public double optimizerSeconds() {
        return optimizerNanos * 1e-9;
    }

    /** What norms would keep of their statistics is as it was. */
    @Override
    public float[] parameters() {
        float[] flat = training.parameters().clone();
        for (ParameterLayout.Slot slot : layout.slots()) {
            if (slot.parameter().trainable()) {
                float[] values = parameters.get(slot.name()).toFloatArray();
                for (int i = 0; i < values.length; i++) {
                    flat[slot.offset() + i] = values[place(slot, i)];
                }
            }
        }
        return flat;
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Makes an operation of every layer. */
    private final class Translator implements LayerListener {

        private final List<Operation> operations = new ArrayList<>();
        private final List<String> made = new ArrayList<>(List.of(GraphNetwork.PICTURES));
        private boolean missing;

        private void put(String x, String y, Operation operation) {
            missing |= !made.contains(x);
            made.add(y);
            operations.add(operation);
        }

        @Override
        public void convolution(FeatureMap x, FeatureMap y, String weight, Kernel.Shape shape, int stride) {
            missing |= !isParameter(weight);
            kernels.put(weight, shape);
            long zeros = (shape.side() - 1) / 2;
            put(
                    x.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(),
                            Conv2d.conv2d(
                                            maps.get(x.value().name()),
                                            parameters.get(weight),
                                            null,
                                            new Shape(stride, stride),
                                            new Shape(zeros, zeros),
                                            new Shape(1, 1),
                                            shape.groups())
                                    .singletonOrThrow()));
        }

        @Override
        public void bias(FeatureMap x, FeatureMap y, String bias) {
            put(
                    x.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(),
                            maps.get(x.value().name()).add(parameters.get(bias).reshape(1, x.channels(), 1, 1))));
        }

        @Override
        public void norm(FeatureMap x, FeatureMap y, String name) {
            NDArray mean = manager.zeros(new Shape(x.channels()));
            NDArray variance = manager.ones(new Shape(x.channels()));
            put(
                    x.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(),
                            BatchNorm.batchNorm(
                                            maps.get(x.value().name()),
                                            mean,
                                            variance,
                                            parameters.get(name + "/gain"),
                                            parameters.get(name + "/shift"),
                                            1,
                                            0.9f,
                                            (float) GraphBuilder.EPSILON,
                                            true)
                                    .singletonOrThrow()));
        }

        @Override
        public void sum(FeatureMap a, FeatureMap b, FeatureMap y) {
            missing |= !made.contains(b.value().name());
            put(
                    a.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(),
                            maps.get(a.value().name()).add(maps.get(b.value().name()))));
        }

        @Override
        public void negative(FeatureMap x, FeatureMap positive, FeatureMap y) {
            missing |= !made.contains(positive.value().name());
            put(
                    x.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(),
                            maps.get(positive.value().name())
                                    .sub(maps.get(x.value().name()))));
        }

        @Override
        public void joined(FeatureMap a, FeatureMap b, FeatureMap y) {
            missing |= !made.contains(b.value().name());
            put(
                    a.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(),
                            maps.get(a.value().name()).concat(maps.get(b.value().name()), 1)));
        }

        @Override
        public void scaled(FeatureMap x, FeatureMap y, String factor) {
            missing |= !isParameter(factor);
            put(
                    x.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(),
                            maps.get(x.value().name())
                                    .mul(parameters.get(factor).reshape(1, x.channels(), 1, 1))));
        }

        @Override
        public void weighted(List<String> rows, String y, String weights, int out) {
            missing |= !isParameter(weights) || !made.containsAll(rows);
            put(rows.get(0), y, maps -> {
                NDList all = new NDList();
                rows.forEach(row -> all.add(maps.get(row).reshape(1, -1)));
                maps.put(y, parameters.get(weights).matMul(NDArrays.concat(all)).reshape(-1, out));
            });
        }

        private boolean isParameter(String name) {
            return layout.slots().stream()
                    .anyMatch(
                            slot -> slot.name().equals(name) && slot.parameter().trainable());
        }

        @Override
        public void relu(FeatureMap x, FeatureMap y) {
            put(
                    x.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(), Activation.relu(maps.get(x.value().name()))));
        }

        @Override
        public void halved(FeatureMap x, FeatureMap y) {
            Shape window = new Shape(2, 2);
            put(
                    x.value().name(),
                    y.value().name(),
                    maps -> maps.put(
                            y.value().name(),
                            Pool.maxPool2d(maps.get(x.value().name()), window, window, new Shape(0, 0), false)));
        }

        @Override
        public void average(FeatureMap x, String y) {
            put(
                    x.value().name(),
                    y,
                    maps -> maps.put(y, Pool.globalAvgPool2d(maps.get(x.value().name()))));
        }

        @Override
        public void linear(String x, String y, String name, int in, int out) {
            put(
                    x,
                    y,
                    maps -> maps.put(
                            y,
                            maps.get(x).matMul(parameters.get(name + "/weight")).add(parameters.get(name + "/bias"))));
        }
    }
}
