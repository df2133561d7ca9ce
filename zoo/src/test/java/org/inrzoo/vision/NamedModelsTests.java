package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.inrzoo.FittedImage;
import org.inrzoo.ModelCard;
import org.inrzoo.ModelSize;
import org.inrzoo.NamedModel;
import org.inrzoo.Nd4jFaults;
import org.inrzoo.TrainedModel;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.option.OptionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;

/** What holds for every model that there is a name for, of whatever kind. */
class NamedModelsTests {

    private static final int SIDE = 8;

    /** Functions of coordinates of so many values take too long to draw; smaller ones show that these are counted alike. */
    private static final int LARGE = 100_000;

    /** Values under which functions of coordinates are small. */
    private static final Map<String, Object> TINY = Map.of(
            "width",
            5,
            "depth",
            3,
            "levels",
            3,
            "logTable",
            5,
            "base",
            2,
            "finest",
            9,
            "headRows",
            2,
            "headColumns",
            2,
            "outputs",
            2);

    static Stream<ZooModel> models() {
        return Zoo.list().stream();
    }

    static Stream<ZooModel> ofCoordinates() {
        return Zoo.ofCoordinates().stream().filter(model -> model.variant().isForImages());
    }

    @Nested
    class EveryModel {

        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.NamedModelsTests#models")
        void isFoundByItsName(ZooModel model) {
            assertThat(Zoo.get(model.name())).isEqualTo(model).hasToString(model.name());
            assertThat(model.summary()).isNotBlank().doesNotEndWith(".");
        }

        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.NamedModelsTests#models")
        void takesSettingsAndRefusesThoseThatItHasNot(ZooModel model) {
            ZooModel other = model.with("seed", 77);
            assertThat(other).isNotEqualTo(model).hasToString(model.name() + "[seed=77]");
            assertThat(other.settings()).containsEntry("seed", 77L).hasSameSizeAs(model.settings());
            assertThat(other.withAll(Map.of("seed", model.settings().get("seed"))))
                    .isEqualTo(model);
            assertThat(model.withRecipe(model.recipes().get(0))).isEqualTo(model);
            assertThatThrownBy(() -> model.with("sead", 1))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith("unknown option 'sead' of " + model.name() + "; did you mean 'seed'? ");
        }

        /** The trained values are counted again in the graph, where there is one for what the model is counted for. */
        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.NamedModelsTests#models")
        void hasASizeAGraphAndACardThatAgree(ZooModel model) {
            ModelSize size = model.size();
            assertThat(size.deployed()).isPositive();
            assertThat(size.deployedMacs()).isPositive().isLessThanOrEqualTo(size.macs());
            ModelCard card = model.card();
            assertThat(card.parameters()).isEqualTo(size.trained());
            assertThat(card.macsPerPoint()).isEqualTo(size.macs());
            assertThat(card.data())
                    .containsEntry("parameters", size.trained())
                    .containsEntry("deployedParameters", size.deployed())
                    .containsEntry("settings", model.settings());
            assertThat(card.text(true))
                    .contains(model.summary(), String.format(Locale.ROOT, "%,d", size.trained()), size.signal())
                    .contains(model.settings().keySet());
            if (!model.isOfCoordinates()) {
                assertThat(Nd4jFaults.in(model.graph())).isEmpty();
            }
            boolean drawn = size.signal().equals("a gray image") && size.trained() < LARGE;
            if (!model.isOfCoordinates() || drawn) {
                assertThat(trainedValues(model.graph())).isEqualTo(size.trained());
            }
        }

        private long trainedValues(SameDiff graph) {
            return graph.variables().stream()
                    .filter(variable -> variable.getVariableType() == VariableType.VARIABLE)
                    .map(SDVariable::getArr)
                    .mapToLong(array -> array.length())
                    .sum();
        }

        /** Those of pictures do so one by one in {@link VisionModelsTests}. */
        @ParameterizedTest
        @MethodSource("org.inrzoo.vision.NamedModelsTests#ofCoordinates")
        void comesBackAsItWasSaved(ZooModel model, @TempDir Path folder) {
            Variant variant = model.variant();
            for (Map.Entry<String, Object> value : TINY.entrySet()) {
                variant = variant.settings().containsKey(value.getKey())
                        ? variant.with(value.getKey(), value.getValue())
                        : variant;
            }
            float[] values = new FittedImage(variant, SIDE, SIDE, 1, new float[0])
                    .architecture()
                    .parameters()
                    .initialize(3);
            comesBack(model, new FittedImage(variant, SIDE, SIDE, 1, values), folder.resolve("x.safetensors"));
        }
    }

    private static void comesBack(NamedModel model, TrainedModel saved, Path file) {
        saved.save(file);
        TrainedModel read = model.trained(file);
        assertThat(read.model()).isEqualTo(saved.model());
        assertThat(read.parameters()).isEqualTo(saved.parameters());
        assertThatThrownBy(() -> Zoo.get(model.name().equals("siren") ? "finer" : "siren")
                        .trained(file))
                .isInstanceOf(MalformedFileException.class);
    }

    @Test
    void aNetworkForPicturesComesBackThroughTheSameDoor(@TempDir Path folder) {
        VisionModel model = VisionModels.of(Zoo.get("cnn").with("width", 0.125));
        LabelledPictures like =
                new LabelledPictures(1, SIDE, SIDE, List.of("a", "b"), new byte[SIDE * SIDE], new int[] {1});
        GraphNetwork network = model.network(1, SIDE, SIDE, 2);
        float[] values = network.parameters(Form.TRAINING).initialize(1);
        Path file = folder.resolve("x.safetensors");
        comesBack(Zoo.get("cnn"), Classifier.trained(model, network, like, new Pixels(0, 1), values), file);
        assertThatThrownBy(() -> Zoo.get("ds").trained(file))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("it is of a 'cnn', not of a ds");
    }

    @Nested
    class Names {

        @Test
        void ofAllKindsAreInOneOrderAndNoneTwice() {
            assertThat(Zoo.names())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .contains("siren", "refconv-ds")
                    .allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
            assertThat(Zoo.ofCoordinates())
                    .extracting(ZooModel::name)
                    .isEqualTo(Registry.list("*").stream().map(Variant::name).toList());
        }

        @Test
        void thatAreUnknownAreAnsweredWithTheNearestOfBothKinds() {
            assertThatThrownBy(() -> Zoo.get("conv"))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith("unknown model 'conv'; nearest: ")
                    .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> Zoo.get("sirne")).hasMessageContaining("siren");
            assertThatThrownBy(() -> Zoo.get("refconv-d")).hasMessageContaining("refconv-ds");
        }

        @Test
        void ofNetworksForPicturesCannotBeTakenByOthers() {
            Variant own = new Variant(
                    "cnn",
                    "a network of one's own",
                    Registry.get("siren").family(),
                    Registry.get("siren").recipe(),
                    Registry.get("siren").source(),
                    1);
            assertThatThrownBy(() -> Zoo.register(own))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("the zoo has a model 'cnn' already; choose another name");
        }
    }

    @Test
    void whatIsForFunctionsOfCoordinatesIsRefusedInOneLine() {
        ZooModel cnn = Zoo.get("cnn");
        String refused = "'cnn' is a network for pictures, for 'inrzoo train', and no function of coordinates";
        Image image = new Image(2, 2, 1, new float[4]);
        assertThatThrownBy(() -> cnn.fit(image))
                .isInstanceOf(OptionException.class)
                .hasMessage(refused);
        assertThatThrownBy(cnn::recipe).hasMessage(refused);
        assertThatThrownBy(() -> cnn.architecture(2, 1)).hasMessage(refused);
        assertThatThrownBy(() -> VisionModels.of(Zoo.get("siren")))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("'siren' is a function of coordinates, for 'inrzoo fit', and no network");
    }
}
