package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.layer.SignalDescription;
import org.junit.jupiter.api.Test;

/** What a trained classifier has for a picture that is to be fitted. */
class ClassifierStagesTests {

    private static final Image CAMERA = Datasets.image("camera", 64);

    private final SignalDescription stages = SignalDescription.named("classifier");

    private float[] of(Image image) {
        return stages.describe(image.values(), image.height(), image.width());
    }

    @Test
    void theClassifierIsTrained() {
        double accuracy = ClassifierStages.trained()
                .test(PictureSources.read("fashion").test())
                .accuracy();
        assertThat(accuracy).isGreaterThan(0.75);
    }

    @Test
    void areOfTheLengthThatIsSaid() {
        assertThat(of(CAMERA)).hasSize(stages.length());
        assertThat(of(CAMERA)).as("means of what left a ReLU").doesNotContain(Float.NaN);
        for (float mean : of(CAMERA)) {
            assertThat(mean).isNotNegative();
        }
    }

    @Test
    void tellPicturesApart() {
        assertThat(distance(of(CAMERA), of(Datasets.image("perlin:8", 64)))).isGreaterThan(0.1);
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow(a[i] - b[i], 2);
            size += Math.pow(a[i], 2);
        }
        return Math.sqrt(squares / size);
    }

    @Test
    void doNotDependOnContrastBrightnessOrColourOfGray() {
        float[] values = new float[CAMERA.values().length * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * CAMERA.values()[i / 3] - 1;
        }
        assertThat(stages.describe(values, CAMERA.height(), CAMERA.width())).containsExactly(of(CAMERA), within(1e-3f));
    }

    @Test
    void ofAPictureOfOneColourAreThoseOfZeros() {
        float[] gray = new float[100];
        Arrays.fill(gray, 0.3f);
        assertThat(stages.describe(gray, 10, 10))
                .isEqualTo(ClassifierStages.trained().stages(new float[28 * 28]));
    }
}
