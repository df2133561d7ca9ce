package org.inrzoo.graph.fused;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.kernels.VectorSupport;
import org.inrzoo.engine.fused.schedule.Workers;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphTrainer;
import org.inrzoo.graph.Kernel;
import org.inrzoo.graph.LayerListener;
import org.inrzoo.network.ParameterLayout;

/**
 * Steps of networks of plain convolutions, norms, ReLUs, maxima, means and linear layers. Pictures go through a convolution one by one,
 * so that what it lays side by side stays in a core's cache; the same bits on any number of threads.
 */
public final class FusedTrainer implements GraphTrainer {

    private final Maps pictures;
    private final Maps outputs;
    private final List<Maps> maps;
    private final List<MapStage> stages;
    private final Workers workers;

    /**
     * The network at work.
     *
     * @throws EngineException when it has layers that SameDiff alone computes, or this process has no Vector API
     */
    public FusedTrainer(GraphNetwork network, int threads) {
        if (!VectorSupport.isPresent()) {
            throw new EngineException("it needs the JVM option " + VectorSupport.OPTION);
        }
        Plan plan = new Plan(network, threads);
        String last = network.tell(plan);
        plan.reasons.stream().findFirst().ifPresent(reason -> {
            throw new EngineException(reason);
        });
        outputs = Optional.ofNullable(plan.named.get(last))
                .orElseThrow(() -> new EngineException("what comes out is an operation of its own"));
        pictures = plan.named.get(GraphNetwork.PICTURES);
        maps = List.copyOf(plan.maps);
        stages = List.copyOf(plan.stages);
        workers = new Workers(threads);
    }

    /** Why the network cannot be computed here; empty where it can. */
    public static Optional<String> whyNot(GraphNetwork network) {
        try {
            new FusedTrainer(network, 1).close();
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** What keeps its steps from being fast in this process, whatever the network; see {@link VectorSupport#hindrance}. */
    public static Optional<String> hindrance() {
        return VectorSupport.hindrance();
    }

    @Override
    public double step(float[] parameters, float[] values, float[] targets, int count, float[] found) {
        Batch batch = new Batch(count, parameters, found, workers);
        maps.forEach(map -> map.prepare(count));
        int pixels = pictures.pixels();
        for (int row = 0; row < count * pictures.channels; row++) {
            System.arraycopy(values, row * pixels, pictures.values(), row * pictures.pitch, pixels);
        }
        stages.forEach(stage -> stage.forward(batch));
        double loss = loss(targets, count);
        for (int i = stages.size() - 1; i >= 0; i--) {
            stages.get(i).backward(batch);
        }
        return loss;
    }

    /** The mean of log Σ_k exp(z_k) - Σ_k t_k z_k with z = y - max y, and its gradient, (softmax(y) - t)/count. */
    private double loss(float[] targets, int count) {
        int classes = outputs.channels;
        double total = 0;
        for (int n = 0; n < count; n++) {
            int row = outputs.row(n, 0);
            float largest = Float.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                largest = Math.max(largest, outputs.values()[row + k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += Math.exp((double) outputs.values()[row + k] - largest);
            }
            total += Math.log(sum);
            for (int k = 0; k < classes; k++) {
                double z = (double) outputs.values()[row + k] - largest;
                double target = targets[n * classes + k];
                total -= target * z;
                outputs.gradients()[row + k] = (float) ((Math.exp(z) / sum - target) / count);
            }
        }
        return total / count;
    }

    @Override
    public void close() {
        workers.close();
    }

    /** Makes a stage of every layer that it is told of. */
    private static final class Plan implements LayerListener {

        private final Map<String, ParameterLayout.Slot> slots = new HashMap<>();
        private final Map<String, Maps> named = new HashMap<>();
        private final List<Maps> maps = new ArrayList<>();
        private final List<MapStage> stages = new ArrayList<>();
        private final List<String> reasons = new ArrayList<>();
        private final MapLoops loops =
                Kernels.of(Kernels.preferredBits()).loops(MethodHandles.lookup(), VectorMapLoops.class);
        private final int threads;

        Plan(GraphNetwork network, int threads) {
            this.threads = threads;
            network.parameters(Form.TRAINING).slots().forEach(slot -> slots.put(slot.name(), slot));
            put(GraphNetwork.PICTURES, Maps.of(network.channels(), network.height(), network.width(), false));
        }

        private Maps put(String name, Maps map) {
            named.put(name, map);
            maps.add(map);
            return map;
        }

        private Maps put(FeatureMap y) {
            return put(y.value().name(), Maps.of(y.channels(), y.height(), y.width(), true));
        }

        private Optional<Maps> known(String name) {
            Optional<Maps> found = Optional.ofNullable(named.get(name));
            if (found.isEmpty()) {
                reasons.add("a layer stands behind an operation of its own");
            }
            return found;
        }

        private Optional<Maps> known(FeatureMap x) {
            return known(x.value().name());
        }

        private int place(String parameter) {
            return slots.get(parameter).offset();
        }

        @Override
        public void convolution(FeatureMap x, FeatureMap y, String weight, Kernel.Shape shape, int stride) {
            if (!slots.containsKey(weight)) {
                reasons.add("a kernel is made of others");
                return;
            }
            known(x).ifPresent(from ->
                    stages.add(new ConvolutionStage(loops, from, put(y), shape, stride, place(weight), threads)));
        }

        @Override
        public void bias(FeatureMap x, FeatureMap y, String bias) {
            known(x).ifPresent(from -> stages.add(new BiasStage(loops, from, put(y), place(bias))));
        }

        @Override
        public void norm(FeatureMap x, FeatureMap y, String name) {
            known(x).ifPresent(from -> stages.add(new NormStage(
                    loops,
                    from,
                    put(y),
                    GraphBuilder.EPSILON,
                    new NormStage.Places(
                            place(name + "/gain"),
                            place(name + "/shift"),
                            place(name + "/mean"),
                            place(name + "/variance")))));
        }

        @Override
        public void sum(FeatureMap a, FeatureMap b, FeatureMap y) {
            known(a).ifPresent(first ->
                    known(b).ifPresent(second -> stages.add(new SumStage(loops, first, second, put(y)))));
        }

        @Override
        public void negative(FeatureMap x, FeatureMap positive, FeatureMap y) {
            known(positive)
                    .ifPresent(from ->
                            known(x).ifPresent(less -> stages.add(new DifferenceStage(loops, from, less, put(y)))));
        }

        @Override
        public void joined(FeatureMap a, FeatureMap b, FeatureMap y) {
            known(a).ifPresent(first -> known(b).ifPresent(second -> stages.add(new JoinStage(first, second, put(y)))));
        }

        @Override
        public void scaled(FeatureMap x, FeatureMap y, String factor) {
            if (!slots.containsKey(factor)) {
                reasons.add("a factor is made of others");
                return;
            }
            known(x).ifPresent(from -> stages.add(new ScaleStage(loops, from, put(y), place(factor))));
        }

        @Override
        public void weighted(List<String> rows, String y, String weights, int out) {
            if (!slots.containsKey(weights)) {
                reasons.add("weights are made of others");
                return;
            }
            List<Maps> from = rows.stream().flatMap(row -> known(row).stream()).toList();
            if (from.size() == rows.size()) {
                boolean trained = slots.get(weights).parameter().trainable();
                stages.add(new WeightedStage(from, put(y, Maps.numbers(out)), place(weights), trained));
            }
        }

        @Override
        public void relu(FeatureMap x, FeatureMap y) {
            known(x).ifPresent(from -> stages.add(new ReluStage(loops, from, put(y))));
        }

        @Override
        public void halved(FeatureMap x, FeatureMap y) {
            known(x).ifPresent(from -> stages.add(new HalvingStage(from, put(y))));
        }

        @Override
        public void average(FeatureMap x, String y) {
            known(x).ifPresent(from -> stages.add(new AverageStage(loops, from, put(y, Maps.numbers(x.channels())))));
        }

        @Override
        public void linear(String x, String y, String name, int in, int out) {
            known(x).ifPresent(from -> stages.add(
                    new LinearStage(from, put(y, Maps.numbers(out)), place(name + "/weight"), place(name + "/bias"))));
        }
    }
}
