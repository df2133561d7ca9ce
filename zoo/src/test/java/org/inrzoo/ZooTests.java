package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inrzoo.layer.GradientAssertions.assertGradientIsTheDerivative;
import static org.inrzoo.layer.GradientAssertions.randomPoints;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.family.Family;
import org.inrzoo.family.SignalSize;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every model of the registry, today's and tomorrow's. */
class ZooTests {

    /** Settings that make any model small enough for a test, where it has them. */
    private static final Map<String, Integer> TINY = Map.ofEntries(
            Map.entry("width", 5),
            Map.entry("depth", 3),
            Map.entry("frequencies", 4),
            Map.entry("headRows", 2),
            Map.entry("headColumns", 3),
            Map.entry("alpha", 3),
            Map.entry("levels", 3),
            Map.entry("logTable", 5),
            Map.entry("base", 2),
            Map.entry("finest", 9),
            Map.entry("outputs", 2));

    private static final Grid ODD = new Grid(List.of(5, 3), GridConvention.PIXEL_CENTERS);
    private static final Grid POWER_OF_TWO = new Grid(List.of(4, 8), GridConvention.PIXEL_CENTERS);

    static Stream<ZooModel> models() {
        return Zoo.ofCoordinates().stream();
    }

    /** Those that have values at single points. */
    static Stream<ZooModel> pointwise() {
        return models().filter(model -> !looksAround(model));
    }

    /** Those that have values on whole grids alone. */
    static Stream<ZooModel> lookingAround() {
        return models().filter(ZooTests::looksAround);
    }

    private static boolean looksAround(ZooModel model) {
        return model.architecture(2, 1).reach() > 0;
    }

    @Test
    void thereAreModels() {
        assertThat(Zoo.list()).isNotEmpty();
        assertThat(Zoo.list())
                .extracting(ZooModel::name)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @ParameterizedTest
    @MethodSource("models")
    void aNameIsLowerCaseAndHyphenated(ZooModel model) {
        assertThat(model.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(Zoo.get(model.name()).settings()).isEqualTo(model.settings());
    }

    @Nested
    class Parameters {

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void areAsManyAsTheSourceSays(ZooModel model) {
            SignalSize signal = model.variant().signal();
            assertThat(model.architecture(signal.dimensions(), signal.outputs())
                            .parameters()
                            .trainable())
                    .as("trainable parameters of %s for %s", model.name(), signal.name())
                    .isEqualTo(model.variant().statedParameters());
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void lieGaplessInTheFlatVectorUnderNamesOfTheirOwn(ZooModel model) {
            ParameterLayout layout = model.architecture(2, 3).parameters();
            int next = 0;
            boolean fixed = false;
            for (ParameterLayout.Slot slot : layout.slots()) {
                assertThat(slot.offset()).as("offset of %s", slot.name()).isEqualTo(next);
                assertThat(fixed && slot.parameter().trainable())
                        .as("%s lies behind fixed ones", slot.name())
                        .isFalse();
                fixed |= !slot.parameter().trainable();
                next += slot.length();
            }
            assertThat(layout.size()).isEqualTo(next);
            assertThat(layout.slots()).extracting(ParameterLayout.Slot::name).doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void areTheVariablesOfTheGraph(ZooModel model) {
            SameDiff graph = model.graph();
            for (ParameterLayout.Slot slot :
                    model.architecture(2, 1).parameters().slots()) {
                SDVariable variable = graph.getVariable(slot.name());
                assertThat(variable).as("variable %s", slot.name()).isNotNull();
                assertThat(variable.getShape())
                        .as("shape of %s", slot.name())
                        .isEqualTo(slot.parameter().shape().stream()
                                .mapToLong(Integer::longValue)
                                .toArray());
            }
        }
    }

    @Nested
    class Outputs {

        private static final List<Grid> GRIDS = List.of(
                ODD,
                POWER_OF_TWO,
                new Grid(List.of(1, 1), GridConvention.PIXEL_CENTERS),
                new Grid(List.of(1, 7), GridConvention.ALIGN_CORNERS));

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void areOneOrThreeFiniteValuesPerLevelTileAndPointOfAnyGrid(ZooModel model) {
            for (int channels : new int[] {1, 3}) {
                Architecture architecture = tiny(model).architecture(2, channels);
                Family family = tiny(model).variant().family();
                int outputs = family.levelsOfDetail().size() * family.tiles().count() * channels;
                assertThat(architecture.outputs()).isEqualTo(outputs);
                float[] parameters = architecture.parameters().initialize(1);
                try (SameDiffEngine engine = new SameDiffEngine(architecture, 1)) {
                    for (Grid grid : GRIDS) {
                        assertThat(engine.outputs(Nd4j.createFromArray(parameters), grid)
                                        .shape())
                                .as("shape on %s", grid.sizes())
                                .containsExactly(grid.size(), outputs);
                        float[] values = new float[grid.size() * outputs];
                        engine.forward(parameters, grid, values);
                        for (float output : values) {
                            assertThat(output).as("output on %s", grid.sizes()).isFinite();
                        }
                    }
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#pointwise")
        void ofAPointDependOnThatPointAloneOnceItsStatisticsAreFrozen(ZooModel model) {
            Architecture trained = tiny(model).architecture(2, 1);
            Network network = BatchStatistics.freeze(
                    new Network(trained, trained.parameters().initialize(1)),
                    POWER_OF_TWO,
                    part -> new SameDiffEngine(part, 1));
            int outputs = network.architecture().outputs();
            float[] whole = outputs(network, POWER_OF_TWO);
            float[] part = outputs(network, POWER_OF_TWO.slice(11, 3));
            for (int i = 0; i < part.length; i++) {
                assertThat(part[i]).as("output %d", i).isCloseTo(whole[11 * outputs + i], within(1e-5f));
            }
            assertThat(whole[11 * outputs])
                    .as("a point's output, unlike its neighbour's")
                    .isNotEqualTo(whole[12 * outputs]);
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#lookingAround")
        void ofNetworksThatLookAtNeighboursAreOnWholeGridsAlone(ZooModel model) {
            Architecture architecture = tiny(model).architecture(2, 1);
            float[] parameters = architecture.parameters().initialize(1);
            for (String name : List.of("fused", "samediff")) {
                try (Engine engine = Engines.create(name, architecture, 1)) {
                    assertThatThrownBy(() -> engine.forward(parameters, POWER_OF_TWO.slice(0, 32), new float[32]))
                            .as(name)
                            .isInstanceOf(EngineException.class)
                            .hasMessage(architecture.wholeGridOnly());
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void stayTheSameOnThePointsWhoseStatisticsAreFrozen(ZooModel model) {
            Architecture architecture = tiny(model).architecture(2, 1);
            Network trained =
                    new Network(architecture, architecture.parameters().initialize(1));
            Network frozen = BatchStatistics.freeze(trained, ODD, part -> new SameDiffEngine(part, 1));
            assertThat(frozen.architecture().usesBatchStatistics()).isFalse();
            assertThat(frozen.architecture()).isEqualTo(BatchStatistics.frozen(architecture, ODD.size()));
            assertThat(outputs(frozen, ODD)).containsExactly(outputs(trained, ODD), within(1e-4f));
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void areThoseOfTheNetworksOfTheLevelsOfDetailSideBySide(ZooModel model) {
            Family family = tiny(model).variant().family();
            Architecture whole = family.architecture(2, 3);
            Network network = new Network(whole, whole.parameters().initialize(1));
            float[] all = outputs(network, ODD);
            int perLevel = whole.outputs() / family.levelsOfDetail().size();
            for (int level = 0; level < family.levelsOfDetail().size(); level++) {
                Network part = network.part(family.levelsOfDetail().get(level).architecture(2, 3));
                float[] outputs = outputs(part, ODD);
                for (int i = 0; i < outputs.length; i++) {
                    assertThat(outputs[i])
                            .as("output %d of level %d", i, level)
                            .isCloseTo(
                                    all[i / perLevel * whole.outputs() + level * perLevel + i % perLevel],
                                    within(1e-5f));
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void stayTheSameWhenFolded(ZooModel model) {
            Architecture architecture = tiny(model).architecture(2, 1);
            Network frozen = BatchStatistics.freeze(
                    new Network(architecture, architecture.parameters().initialize(1)),
                    ODD,
                    part -> new SameDiffEngine(part, 1));
            assertThat(outputs(NormFolding.fold(frozen), ODD)).containsExactly(outputs(frozen, ODD), within(1e-4f));
        }

        private static float[] outputs(Network network, Points points) {
            float[] outputs = new float[points.size() * network.architecture().outputs()];
            try (SameDiffEngine engine = new SameDiffEngine(network.architecture(), 1)) {
                engine.forward(network.parameters(), points, outputs);
            }
            return outputs;
        }
    }

    @Nested
    class Gradients {

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#pointwise")
        void areTheDerivativeAtScatteredPoints(ZooModel model) {
            assertGradientIsTheDerivative(differentiable(model).architecture(2, 3), randomPoints(5, 2));
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void areTheDerivativeOnAPowerOfTwoGrid(ZooModel model) {
            assertGradientIsTheDerivative(differentiable(model).architecture(2, 1), POWER_OF_TWO);
        }
    }

    @Nested
    class Graphs {

        @ParameterizedTest
        @MethodSource("org.inrzoo.ZooTests#models")
        void useNoOperationThatNd4jDifferentiatesWrongly(ZooModel model) {
            for (Optional<Grid> grid : List.of(Optional.<Grid>empty(), Optional.of(ODD), Optional.of(POWER_OF_TWO))) {
                SameDiff graph = SameDiffDefinition.define(tiny(model).architecture(2, 3), grid, DataType.FLOAT);
                assertThat(Nd4jFaults.in(graph))
                        .as("broken operations in the graph of %s, %s", model.name(), grid)
                        .isEmpty();
            }
        }
    }

    /** The model without what a paper deliberately leaves out of its gradient. */
    private static ZooModel differentiable(ZooModel model) {
        return model.settings().containsKey("detached") ? tiny(model).with("detached", false) : tiny(model);
    }

    private static ZooModel tiny(ZooModel model) {
        ZooModel tiny = model;
        for (Map.Entry<String, Integer> setting : TINY.entrySet()) {
            if (model.settings().containsKey(setting.getKey())) {
                tiny = tiny.with(setting.getKey(), setting.getValue());
            }
        }
        return tiny;
    }
}
