package org.inrzoo.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.inrzoo.bench.PictureTraining;
import org.inrzoo.bench.Racer;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.engine.EngineException;
import org.inrzoo.graph.Form;
import org.inrzoo.vision.PictureBenchmark;
import org.inrzoo.vision.VisionModel;
import org.inrzoo.vision.VisionModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steps on pictures are the zoo's, but for rounding. The module's tests run with {@code ONEDNN_MAX_CPU_ISA=SSE41}: the
 * faster convolutions of libtorch's oneDNN were seen to be wrong on one processor, see {@code zoo/vision-results/README.md}.
 */
class LibtorchPicturesTests {

    /** Ten times what is seen; two steps change most weights by 1e-3, those of vgg-8's kernels by 4e-6. */
    private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

    private static PictureTraining training(VisionModel model) {
        return PictureBenchmark.training(model, PictureSources.read("digits").train());
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "cnn, fused",
        "cnn, samediff",
        "ds, fused",
        "grouped, fused",
        "vgg-8, fused",
        "falconnet-mini-repso, fused",
        "interflow-8, fused",
        "leni-pair, fused",
        "leni-dense, fused"
    })
    void stepsAsTheZooDoes(String name, String engine) {
        VisionModel model = VisionModels.get(name).with("batch", 8).with("engine", engine);
        PictureTraining training = training(model);
        float[] ours =
                after(PictureBenchmark.racer(model, training, model.recipe().engine(), 1));
        float[] theirs = after(new LibtorchPictures(training));
        assertThat(ours).isNotEqualTo(training.parameters());
        int trained = training.network().parameters(Form.TRAINING).trainable();
        for (int i = 0; i < trained; i++) {
            assertThat(theirs[i]).as("parameter %d", i).isCloseTo(ours[i], ROUNDING);
        }
    }

    private static float[] after(Racer racer) {
        try (racer) {
            racer.step(0);
            racer.step(1);
            return racer.parameters();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refconv-ds", "x-mlp-6"})
    void saysWhatItDoesNotTrain(String name) {
        PictureTraining training = training(VisionModels.get(name));
        assertThatThrownBy(() -> new LibtorchPictures(training))
                .isInstanceOf(EngineException.class)
                .hasMessage("the libtorch peer trains networks for pictures of plain layers alone");
    }

    @Test
    void isOfferedByItsName() {
        VisionModel model = VisionModels.get("cnn").with("batch", 8);
        try (Racer racer = new Libtorch().pictures(training(model), 1)) {
            assertThat(racer.name()).isEqualTo("libtorch");
        }
    }
}
