package org.inrzoo.engine.samediff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.EngineException;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.ChannelLine;
import org.inrzoo.layer.ChannelMoments;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.GradientAssertions;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Layers of a user's own whose outputs depend on the whole batch. */
class BatchStatisticsTests {

    /** Takes away the mean of the batch. */
    record Centered() implements Activation {

        @Override
        public SDVariable define(LayerGraph graph, SDVariable x) {
            return x.sub(x.mean(true, 0));
        }

        @Override
        public boolean usesBatchStatistics() {
            return true;
        }

        @Override
        public Optional<Layer> frozen(int points) {
            return Optional.of(new Lowered());
        }

        @Override
        public Map<String, float[]> frozenParameters(ChannelMoments inputs) {
            float[] means = new float[inputs.means().length];
            for (int j = 0; j < means.length; j++) {
                means[j] = (float) inputs.means()[j];
            }
            return Map.of("mean", means);
        }
    }

    /** The same once the mean is known. */
    record Lowered() implements Activation {

        @Override
        public List<Parameter> parameters(int inputs) {
            return List.of(new Parameter("mean", List.of(inputs), Initializer.zeros(), inputs, inputs, false));
        }

        @Override
        public SDVariable define(LayerGraph graph, SDVariable x) {
            return x.sub(graph.parameter("mean"));
        }

        @Override
        public Optional<ChannelLine> channelLine(Map<String, float[]> values) {
            float[] means = values.get("mean");
            double[] slopes = new double[means.length];
            double[] offsets = new double[means.length];
            for (int j = 0; j < means.length; j++) {
                slopes[j] = 1;
                offsets[j] = -means[j];
            }
            return Optional.of(new ChannelLine(slopes, offsets));
        }
    }

    /** Divides by the largest value of the batch, and says nothing of how it is frozen. */
    record Scaled() implements Activation {

        @Override
        public SDVariable define(LayerGraph graph, SDVariable x) {
            return x.div(x.max(true, 0));
        }

        @Override
        public boolean usesBatchStatistics() {
            return true;
        }
    }

    /** Says that it is its own frozen form, which still looks at the batch. */
    record NeverFrozen() implements Activation {

        @Override
        public SDVariable define(LayerGraph graph, SDVariable x) {
            return x.sub(x.mean(true, 0));
        }

        @Override
        public boolean usesBatchStatistics() {
            return true;
        }

        @Override
        public Optional<Layer> frozen(int points) {
            return Optional.of(this);
        }
    }

    private static final Points POINTS = GradientAssertions.randomPoints(300, 2);

    private static Network network(Layer... between) {
        Initializer uniform = Initializer.pytorchDefault();
        List<Layer> layers = new ArrayList<>(List.of(new Identity(Range.SYMMETRIC)));
        for (Layer layer : between) {
            layers.addAll(List.of(new Dense(7, uniform, uniform), layer, new Sine(2)));
        }
        layers.add(new Dense(1, uniform, uniform));
        Architecture architecture = new Architecture(2, layers);
        return new Network(architecture, architecture.parameters().initialize(4));
    }

    private static float[] outputs(Network network, Points points, long memory) {
        float[] outputs = new float[points.size() * network.architecture().outputs()];
        try (SameDiffEngine engine = new SameDiffEngine(network.architecture(), 1, DataType.FLOAT, memory)) {
            engine.forward(network.parameters(), points, outputs);
        }
        return outputs;
    }

    private static Network freeze(Network network) {
        return BatchStatistics.freeze(network, POINTS, part -> new SameDiffEngine(part, 1));
    }

    @Nested
    class ALayerThatSaysHowItIsFrozen {

        private final Network network =
                network(new Centered(), new Normalization(Normalization.Kind.BATCH), new Centered());

        @Test
        void givesTheSameOnItsBatchAndPointByPoint() {
            Network frozen = freeze(network);
            assertThat(frozen.architecture().usesBatchStatistics()).isFalse();
            float[] whole = outputs(network, POINTS, Long.MAX_VALUE);
            assertThat(outputs(frozen, POINTS, Long.MAX_VALUE)).containsExactly(whole, within(1e-5f));
            float[] part = outputs(frozen, POINTS.slice(11, 3), Long.MAX_VALUE);
            assertThat(part).containsExactly(new float[] {whole[11], whole[12], whole[13]}, within(1e-5f));
        }

        @Test
        void isComputedInPartsWhereTheBatchDoesNotFitInMemory() {
            float[] whole = outputs(network, POINTS, Long.MAX_VALUE);
            assertThat(outputs(network, POINTS, 40_000)).containsExactly(whole, within(1e-5f));
        }

        @Test
        void foldsIntoTheLayerInFrontWhereItIsALine() {
            Network frozen = freeze(network);
            Network folded = NormFolding.fold(frozen);
            assertThat(folded.architecture().layers())
                    .hasSize(frozen.architecture().layers().size() - 3);
            assertThat(outputs(folded, POINTS, Long.MAX_VALUE))
                    .containsExactly(outputs(frozen, POINTS, Long.MAX_VALUE), within(1e-5f));
        }
    }

    @Nested
    class ALayerThatDoesNot {

        @Test
        void isRefusedByNameInOneLine() {
            for (Layer layer : List.of(new Scaled(), new NeverFrozen())) {
                assertThatThrownBy(() -> freeze(network(new Sine(1), layer)))
                        .isInstanceOf(EngineException.class)
                        .hasMessageContaining("layer 5, " + layer + ", depend on the whole batch")
                        .hasMessageContaining("Layer.frozen")
                        .hasMessageNotContaining("\n");
            }
        }

        @Test
        void isComputedWhereTheBatchFitsInMemoryAndRefusedWhereItDoesNot() {
            assertThat(outputs(network(new NeverFrozen()), POINTS, Long.MAX_VALUE))
                    .doesNotContain(Float.NaN);
            assertThatThrownBy(() -> outputs(network(new NeverFrozen()), POINTS, 40_000))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("NeverFrozen");
        }
    }
}
