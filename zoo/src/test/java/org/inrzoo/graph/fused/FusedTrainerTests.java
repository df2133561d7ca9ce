package org.inrzoo.graph.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.graph.FeatureMap;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphBuilder;
import org.inrzoo.graph.GraphDefinition;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphSession;
import org.inrzoo.graph.Kernel;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.RandomSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FusedTrainerTests {

    private static final int CLASSES = 3;

    /** Of the largest value of a tensor's gradient, or of what the gradients are about where that is nothing. */
    private static final double FLOAT = 1e-4;

    @BeforeAll
    static void onOneThread() {
        Backend.start(1);
    }

    /** A definition for pictures of some size. */
    private record Case(int channels, int height, int width, GraphDefinition definition) {
        GraphNetwork network() {
            return new GraphNetwork(definition, channels, height, width, CLASSES);
        }
    }

    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    private interface Body {
        FeatureMap apply(GraphBuilder graph, FeatureMap x);
    }

    private static void add(String name, int channels, int height, int width, Body body) {
        CASES.put(name, new Case(channels, height, width, (graph, pictures) -> {
            FeatureMap x = body.apply(graph, pictures);
            return graph.linear("classes", graph.average(x), x.channels(), CLASSES);
        }));
    }

    /** Behind a norm and a ReLU, so that it has a gradient by what came in. */
    private static FeatureMap first(GraphBuilder graph, FeatureMap x, int channels) {
        return graph.relu(graph.normalizedConvolution("first", x, Kernel.PLAIN, channels, 3, 1));
    }

    static {
        add("3x3", 2, 7, 9, (graph, x) -> graph.normalizedConvolution("a", first(graph, x, 5), Kernel.PLAIN, 11, 3, 1));
        add(
                "3x3 with stride 2",
                2,
                8,
                7,
                (graph, x) -> graph.normalizedConvolution("a", first(graph, x, 5), Kernel.PLAIN, 20, 3, 2));
        add("1x1", 2, 5, 5, (graph, x) -> graph.normalizedConvolution("a", first(graph, x, 17), Kernel.PLAIN, 9, 1, 1));
        add(
                "1x1 with stride 2",
                2,
                6,
                5,
                (graph, x) -> graph.normalizedConvolution("a", first(graph, x, 4), Kernel.PLAIN, 9, 1, 2));
        add(
                "5x5 on a row of pixels",
                2,
                1,
                4,
                (graph, x) -> graph.normalizedConvolution("a", first(graph, x, 4), Kernel.PLAIN, 3, 5, 1));
        add("depthwise", 2, 6, 6, (graph, x) -> graph.normalizedDepthwise("a", first(graph, x, 6), Kernel.PLAIN, 3, 2));
        add(
                "grouped, many results",
                2,
                6,
                6,
                (graph, x) -> graph.normalizedConvolution(
                        "a", first(graph, x, 6), Kernel.PLAIN, new Kernel.Shape(3, 6, 20, 2), 1));
        add(
                "grouped, few results",
                2,
                6,
                6,
                (graph, x) -> graph.normalizedConvolution(
                        "a", first(graph, x, 6), Kernel.PLAIN, new Kernel.Shape(3, 6, 9, 3), 1));
        add(
                "with bias",
                2,
                6,
                6,
                (graph, x) -> graph.convolution(
                        "b", graph.relu(graph.convolution("a", x, Kernel.PLAIN, 5, 3, 1)), Kernel.PLAIN, 4, 3, 1));
        add("halved, an odd row left away", 2, 7, 6, (graph, x) -> graph.halved(first(graph, x, 5)));
        add("a norm alone", 2, 5, 6, (graph, x) -> graph.normalized("a", first(graph, x, 5)));
        add(
                "a sum of branches",
                2,
                6,
                6,
                (graph, x) -> graph.normalizedSum(
                        "a",
                        first(graph, x, 6),
                        List.of(
                                GraphBuilder.Branch.of("large", 3, Kernel.PLAIN),
                                GraphBuilder.Branch.of("small", 1, Kernel.PLAIN),
                                GraphBuilder.Branch.identity("same")),
                        Kernel.Shape.dense(3, 6, 6),
                        1));
    }

    static Stream<String> names() {
        return CASES.keySet().stream();
    }

    /** Some numbers about as large as 1. */
    private static float[] drawn(int count, long seed) {
        RandomSource random = new RandomSource(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.normal();
        }
        return values;
    }

    private static float[] targets(int count) {
        float[] targets = new float[count * CLASSES];
        for (int i = 0; i < count; i++) {
            targets[i * CLASSES + i % CLASSES] = 0.8f;
            targets[i * CLASSES + (i + 1) % CLASSES] = 0.2f;
        }
        return targets;
    }

    private static float[] values(GraphNetwork network) {
        float[] values = network.parameters(Form.TRAINING).initialize(5);
        RandomSource random = new RandomSource(6);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) random.uniform(0.1);
        }
        return values;
    }

    /** By SameDiff in double precision: the gradient or the statistics of every parameter. */
    private static Map<String, double[]> wanted(GraphNetwork network, int count, double[] loss) {
        Map<String, double[]> wanted = new LinkedHashMap<>();
        try (GraphSession session = new GraphSession(network, Form.TRAINING, DataType.DOUBLE)) {
            INDArray parameters = Nd4j.createFromArray(values(network)).castTo(DataType.DOUBLE);
            INDArray pictures =
                    Nd4j.createFromArray(drawn(count * network.inputs(), 11)).castTo(DataType.DOUBLE);
            INDArray targets = Nd4j.createFromArray(targets(count)).castTo(DataType.DOUBLE);
            GraphSession.StepResult result = session.step(parameters, pictures, targets.reshape(count, CLASSES));
            loss[0] = result.loss();
            result.gradients()
                    .forEach((name, array) ->
                            wanted.put(name, array.dup('c').reshape(-1).toDoubleVector()));
            result.statistics()
                    .forEach((name, array) ->
                            wanted.put(name, array.dup('c').reshape(-1).toDoubleVector()));
        }
        return wanted;
    }

    @Nested
    class AStep {

        @ParameterizedTest(name = "{0}")
        @MethodSource("org.inrzoo.graph.fused.FusedTrainerTests#names")
        void learnsWhatTheDefinitionLearns(String name) {
            GraphNetwork network = CASES.get(name).network();
            ParameterLayout layout = network.parameters(Form.TRAINING);
            try (FusedTrainer trainer = new FusedTrainer(network, 2)) {
                for (int count : new int[] {3, 11}) { // two parts, and room for others than before
                    double[] loss = new double[1];
                    Map<String, double[]> wanted = wanted(network, count, loss);
                    float[] found = new float[layout.size()];
                    double own = trainer.step(
                            values(network), drawn(count * network.inputs(), 11), targets(count), count, found);
                    assertThat(own).isCloseTo(loss[0], within(1e-5));
                    assertThat(wanted).hasSameSizeAs(layout.slots());
                    for (ParameterLayout.Slot slot : layout.slots()) {
                        double[] of = wanted.get(slot.name());
                        double[] is = new double[slot.length()];
                        Arrays.setAll(is, i -> found[slot.offset() + i]);
                        double scale = Math.max(
                                0.01, Arrays.stream(of).map(Math::abs).max().orElseThrow());
                        assertThat(is).as(slot.name()).containsExactly(of, within(FLOAT * scale));
                    }
                }
            }
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("org.inrzoo.graph.fused.FusedTrainerTests#names")
        void hasTheSameBitsOnAnyNumberOfThreadsAndEveryTime(String name) {
            GraphNetwork network = CASES.get(name).network();
            int count = 20;
            float[] once = found(network, count, 1);
            assertThat(found(network, count, 3)).isEqualTo(once);
            assertThat(found(network, count, 2)).isEqualTo(once);
        }

        private float[] found(GraphNetwork network, int count, int threads) {
            float[] found = new float[network.parameters(Form.TRAINING).size()];
            try (FusedTrainer trainer = new FusedTrainer(network, threads)) {
                for (int again = 0; again < 2; again++) {
                    trainer.step(values(network), drawn(count * network.inputs(), 11), targets(count), count, found);
                }
            }
            return found;
        }
    }

    @Nested
    class WhatCannotBeComputed {

        @Test
        void isAKernelThatIsMadeOfOthers() {
            Kernel doubled = (graph, name, shape) ->
                    Kernel.PLAIN.define(graph, name, shape).mul(2);
            GraphNetwork network = new GraphNetwork(
                    (graph, x) -> graph.average(graph.convolution("a", x, doubled, CLASSES, 3, 1)), 1, 4, 4, CLASSES);
            assertThat(FusedTrainer.whyNot(network)).contains("a kernel is made of others");
        }

        @Test
        void isAnOperationThatNoLayerHas() {
            GraphNetwork within = new GraphNetwork(
                    (graph, x) -> graph.average(graph.relu(x.with(x.value().mul(2)))), CLASSES, 4, 4, CLASSES);
            assertThatThrownBy(() -> new FusedTrainer(within, 1))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("a layer stands behind an operation of its own");
            GraphNetwork last = new GraphNetwork((graph, x) -> graph.average(x).mul(2), CLASSES, 4, 4, CLASSES);
            assertThat(FusedTrainer.whyNot(last)).contains("what comes out is an operation of its own");
            GraphNetwork plain = new GraphNetwork((graph, x) -> graph.average(x), CLASSES, 4, 4, CLASSES);
            assertThat(FusedTrainer.whyNot(plain)).isEmpty();
        }
    }
}
