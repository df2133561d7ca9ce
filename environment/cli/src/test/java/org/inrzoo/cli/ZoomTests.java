package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Resize;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.Psnr;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first pictures that people see between the pixels, against the photograph that the pixels were made from. */
@Tag("slow")
class ZoomTests {

    private static final Image CAMERA = Datasets.image("camera");

    /** How far the network is above bicubic interpolation, both drawn from as many pixels, dB. */
    private static double aboveBicubic(Variant model, int size) {
        Image pixels = CAMERA.resize(size, size);
        Image drawn = new ZooModel(model.with("evaluations", 1)).fit(pixels).render(CAMERA.width(), CAMERA.height());
        Image bicubic = pixels.resize(CAMERA.width(), CAMERA.height(), Resize.BICUBIC);
        return Psnr.standard(drawn.values(), CAMERA.values()) - Psnr.standard(bicubic.values(), CAMERA.values());
    }

    /** README's snippet. */
    static Variant snippet() {
        return Registry.get("siren")
                .with("width", 128)
                .with("depth", 3)
                .with("rate", 1e-3)
                .with("steps", 400);
    }

    @Test
    void theSnippetsIsBetterThanInterpolation() {
        assertThat(aboveBicubic(snippet(), 128)).isPositive();
    }

    /** Asked anywhere in the pixels, a network comes to the windowed sinc, a little above bicubic interpolation. */
    @Test
    void soIsOneThatIsSupervisedBetweenThePixels() {
        Variant finer = Registry.get("finer")
                .with("width", 128)
                .with("rate", 1e-3)
                .with("steps", 400)
                .with("batch", 4096)
                .with("jitter", 1);
        assertThat(aboveBicubic(finer, 128)).isPositive();
    }

    /** It was 0.16 and 0.17 dB ahead, with three seeds. */
    @Test
    void quickstartsIsBetterThanInterpolation() {
        assertThat(aboveBicubic(QuickstartCommand.model(), 256)).isPositive();
    }

    /** Cells without overlap jump at their borders, so that interpolation stays ahead: no decibel is promised, but a picture. */
    @Test
    void levelsOfExpertsDrawAPictureToo() {
        assertThat(aboveBicubic(Registry.get("loe-sine-fine2coarse").with("steps", 300), 64))
                .isGreaterThan(-1.5);
    }
}
