package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.inrzoo.FieldFit;
import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.Fit;
import org.inrzoo.layer.SemanticWeights;
import org.inrzoo.layer.SignalDescription;
import org.inrzoo.layer.SignalFilters;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ImageTask;
import org.inrzoo.task.ObjectiveKinds;
import org.inrzoo.vision.Classifier;
import org.inrzoo.vision.ClassifierStages;
import org.inrzoo.vision.VisionModels;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticNetworksTests {

    private static final Image PICTURE = Datasets.image("camera", 16);

    private static ZooModel small(String name) {
        return Zoo.get(name).with("width", 8).with("depth", 2);
    }

    /** The network as a fit of the picture begins with it. */
    private static Network begun(ZooModel model, Image image) {
        Architecture architecture = model.architecture(image);
        try (Engine engine = Engines.create("fused", architecture, 1)) {
            Fit fit = new Fit(engine, model.recipe(), new ImageTask(image, model.variant()));
            return new Network(architecture, fit.start().parameters());
        }
    }

    @Nested
    class AfterTraining {

        @TempDir
        private Path folder;

        @ParameterizedTest
        @CsvSource({
            "spw-siren, siren, 16",
            "spw-relu-pe, relu-pe, 16",
            "spw-siren, siren, 0",
            "spw-loe-sine, loe-sine-fine2coarse, 16"
        })
        void areNetworksOfTheBaseModel(String name, String base, int generator) {
            FittedImage fitted = small(name)
                    .with("generator", generator)
                    .with("rate", 1e-2)
                    .with("steps", 20)
                    .fit(PICTURE);
            FittedImage plain = fitted.plain().orElseThrow();
            assertThat(plain.variant().name()).isEqualTo(base);
            assertThat(plain.architecture())
                    .isEqualTo(Zoo.get(base).with("width", 8).with("depth", 2).architecture(PICTURE));
            assertThat(plain.render(16, 16)).isEqualTo(fitted.render(16, 16));
            plain.save(folder.resolve("plain"));
            FittedImage loaded = FittedImage.load(folder.resolve("plain"));
            assertThat(loaded.render(16, 16)).isEqualTo(fitted.render(16, 16));
            assertThat(loaded.psnr()).isEqualTo(fitted.psnr());
        }

        @Test
        void otherModelsHaveNoPlainOnes() {
            assertThat(small("siren").with("steps", 1).fit(PICTURE).plain()).isEmpty();
        }
    }

    @Nested
    class AtFirst {

        @ParameterizedTest
        @ValueSource(strings = {"spw-siren", "spw-relu-pe", "spw-loe-sine"})
        void theWeightsAreAlmostThoseOfThePlainNetwork(String name) {
            Network network = begun(small(name), PICTURE);
            for (int layer = 0; layer < network.architecture().layers().size(); layer++) {
                if (network.architecture().layers().get(layer) instanceof SemanticWeights made) {
                    Map<String, float[]> values = network.values(layer);
                    float[] weight = made.generated(network.architecture().inputs(layer), values)
                            .get("weight");
                    assertThat(weight).containsExactly(values.get("weight"), within(1e-3f));
                    assertThat(weight).isNotEqualTo(values.get("weight"));
                }
            }
        }

        @Test
        void theVectorIsThePicturesOwnOrAnothersOrRandom() {
            Image other = Datasets.image("perlin:3", 16);
            float[] own = vector("image", PICTURE);
            assertThat(own).hasSize(SignalFilters.LENGTH);
            assertThat(vector("image", other)).isNotEqualTo(own);
            assertThat(vector("other", other))
                    .isEqualTo(vector("other", PICTURE))
                    .isNotEqualTo(own);
            assertThat(vector("random", other))
                    .isEqualTo(vector("random", PICTURE))
                    .isNotEqualTo(own);
            float[] shown = new float[PICTURE.values().length];
            for (int i = 0; i < shown.length; i++) {
                shown[i] = 2 * PICTURE.values()[i] - 1;
            }
            assertThat(own).containsExactly(SignalFilters.of(shown, 16, 16), within(1e-6f));
        }

        private static float[] vector(String semantics, Image image) {
            return begun(small("spw-siren").with("semantics", semantics), image).value(1, "semantics");
        }

        @Test
        void theVectorMayBeWhatATrainedClassifierHasForThePicture() {
            float[] seen = vector("classifier", PICTURE);
            float[] shown = new float[PICTURE.values().length];
            for (int i = 0; i < shown.length; i++) {
                shown[i] = 2 * PICTURE.values()[i] - 1;
            }
            assertThat(seen).isEqualTo(SignalDescription.named("classifier").describe(shown, 16, 16));
            assertThat(vector("classifier", Datasets.image("perlin:3", 16))).isNotEqualTo(seen);
        }

        /** Of a scan, a rough picture is made first, by filtered back-projection or of the coefficients alone. */
        @ParameterizedTest
        @CsvSource({"ct:views=8, image", "mri:acceleration=2, image", "ct:views=8, classifier"})
        void ofAScanItIsThatOfARoughPicture(String objective, String semantics) {
            FieldFit fit = small("spw-siren")
                    .with("semantics", semantics)
                    .with("rate", 1e-3)
                    .with("steps", 5)
                    .fit(
                            SignalKinds.read("image:shepp-logan", Map.of("size", 16)),
                            ObjectiveKinds.parse(objective),
                            FitOptions.defaults());
            assertThat(fit.history().rows().get(fit.history().rows().size() - 1).loss())
                    .isLessThan(fit.history().rows().get(0).loss());
        }

        @Test
        void thereMustBeAPicture() {
            ZooModel model = small("spw-siren").with("steps", 1);
            assertThatThrownBy(() -> model.fit(
                            SignalKinds.read("image:camera", Map.of("size", 16)),
                            ObjectiveKinds.parse("poisson"),
                            FitOptions.defaults()))
                    .isInstanceOf(OptionException.class)
                    .hasMessage(
                            "the weights of this network are made of a picture's values, which are not known here: set"
                                    + " semantics=other or semantics=random");
            assertThatThrownBy(() -> model.architecture(1, 1))
                    .isInstanceOf(OptionException.class)
                    .hasMessage(
                            "what this network's weights are generated from is for pictures, and this signal has 1 axis:"
                                    + " set semantics=random, or take the base network");
        }
    }

    @Nested
    class ByAClassifierOfTheUsers {

        @TempDir
        private Path folder;

        private Path classifier(String name) {
            LabelledPictures pictures = PictureSources.read("digits").train();
            Classifier.untrained(VisionModels.get(name).with("width", 0.25), pictures)
                    .save(folder.resolve("weights.safetensors"));
            return folder;
        }

        @Test
        void theVectorIsWhatItsStagesHaveForThePicture() {
            Path run = classifier("vgg-8-norm");
            FittedImage fitted =
                    small("spw-siren").with("semantics", run).with("steps", 2).fit(PICTURE);
            assertThat(fitted.variant().settings()).containsEntry("semantics", run.toString());
            float[] shown = new float[PICTURE.values().length];
            for (int i = 0; i < shown.length; i++) {
                shown[i] = 2 * PICTURE.values()[i] - 1;
            }
            assertThat(new Network(fitted.architecture(), fitted.parameters()).value(1, "semantics"))
                    .isEqualTo(ClassifierStages.describe(Classifier.load(run), shown, 16, 16));
            fitted.save(folder.resolve("fitted"));
            assertThat(FittedImage.load(folder.resolve("fitted")).render(16, 16))
                    .isEqualTo(fitted.render(16, 16))
                    .isEqualTo(fitted.plain().orElseThrow().render(16, 16));
        }

        @Test
        void itMustBeThereAndHaveStages() {
            ZooModel model = small("spw-siren");
            assertThatThrownBy(() -> model.with("semantics", folder.resolve("nowhere")))
                    .isInstanceOf(OptionException.class)
                    .hasMessage(
                            "option 'semantics' cannot be '" + folder.resolve("nowhere")
                                    + "'; it is one of image, classifier, other, random, or the folder of a classifier's training");
            ZooModel empty = model.with("semantics", folder);
            assertThatThrownBy(() -> empty.architecture(PICTURE))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith("cannot read '" + folder.resolve("weights.safetensors") + "'")
                    .hasMessageEndingWith(
                            "give the folder of a training, as 'inrzoo train vgg-8-norm --out FOLDER' leaves one");
            model.with("steps", 1).fit(PICTURE).save(folder.resolve("weights.safetensors"));
            assertThatThrownBy(() -> empty.architecture(PICTURE))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("it holds no classifier");
            ZooModel flat = model.with("semantics", classifier("cnn"));
            assertThatThrownBy(() -> flat.architecture(PICTURE))
                    .isInstanceOf(OptionException.class)
                    .hasMessage("'" + folder
                            + "' holds cnn, which has no stages that could describe a picture: train one of"
                            + " interflow-8, interflow-8-norm, vgg-8, vgg-8-norm");
        }
    }

    @Nested
    class Filters {

        @Test
        void sayNothingOfAPictureOfOneColour() {
            float[] gray = new float[12];
            Arrays.fill(gray, 0.25f);
            assertThat(SignalFilters.of(gray, 3, 4)).containsOnly(0);
        }

        @Test
        void growWithTheContrastAlone() {
            float[] values = PICTURE.values();
            float[] stronger = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                stronger[i] = 2 * values[i] + 0.5f;
            }
            float[] once = SignalFilters.of(values, 16, 16);
            float[] twice = SignalFilters.of(stronger, 16, 16);
            for (int i = 0; i < once.length; i++) {
                assertThat(twice[i]).isCloseTo(2 * once[i], within(1e-5f));
            }
        }

        /** Columns in turn black and white: a difference along rows, none along columns, and gray once they are halved. */
        @Test
        void tellDirectionsAndScalesApart() {
            float[] stripes = new float[64];
            for (int i = 0; i < 64; i++) {
                stripes[i] = i % 2;
            }
            float[] found = SignalFilters.of(stripes, 8, 8);
            assertThat(found[1])
                    .as("along rows; the first column has no neighbour")
                    .isCloseTo(7f / 8, within(1e-6f));
            assertThat(found[2]).as("along columns").isZero();
            assertThat(found[6 + 1]).as("along rows of the next level").isZero();
        }
    }
}
