package org.inrzoo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.Test;

class SsimTests {

    private static final Image CAMERA = Datasets.image("camera", 64);

    private static float[] map(DoubleUnaryOperator change) {
        float[] values = CAMERA.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) change.applyAsDouble(values[i]);
        }
        return values;
    }

    private static double gaussian(float[] other) {
        return Ssim.gaussian(other, CAMERA.values(), 64, 64, 1);
    }

    private static double uniform(float[] other) {
        return Ssim.uniform(other, CAMERA.values(), 64, 64, 1);
    }

    @Test
    void equalPicturesHaveOne() {
        assertThat(gaussian(CAMERA.values())).isEqualTo(1, within(1e-12));
        assertThat(uniform(CAMERA.values())).isEqualTo(1, within(1e-12));
    }

    /** Two flat pictures differ in their means alone: (2ab + C1) / (a² + b² + C1). */
    @Test
    void flatPicturesHaveWhatTheFormulaSays() {
        float[] a = new float[144];
        float[] b = new float[144];
        Arrays.fill(a, 0.25f);
        Arrays.fill(b, 0.75f);
        double expected = (2 * 0.25 * 0.75 + 1e-4) / (0.25 * 0.25 + 0.75 * 0.75 + 1e-4);
        assertThat(Ssim.gaussian(a, b, 12, 12, 1)).isEqualTo(expected, within(1e-9));
        assertThat(Ssim.uniform(a, b, 12, 12, 1)).isEqualTo(expected, within(1e-9));
    }

    /** One window of 7x7 with values of mean 0.5: by hand, with n - 1. */
    @Test
    void aUniformWindowHasTheSamplesVariance() {
        float[] a = new float[49];
        float[] b = new float[49];
        double varianceA = 0;
        double covariance = 0;
        for (int i = 0; i < 49; i++) {
            a[i] = (float) (0.5 + 0.01 * (i - 24));
            b[i] = (float) (0.5 - 0.005 * (i - 24));
            varianceA += Math.pow(0.01 * (i - 24), 2) / 48;
            covariance -= 0.01 * 0.005 * Math.pow(i - 24, 2) / 48;
        }
        double expected = (2 * covariance + 9e-4) / (varianceA * 1.25 + 9e-4);
        assertThat(Ssim.uniform(a, b, 7, 7, 1)).isEqualTo(expected, within(1e-5));
    }

    @Test
    void moreNoiseIsLessAlike() {
        Random random = new Random(1);
        float[] little = map(value -> value + 0.01 * random.nextGaussian());
        float[] much = map(value -> value + 0.1 * random.nextGaussian());
        assertThat(gaussian(little)).isBetween(gaussian(much) + 0.1, 1.0);
        assertThat(uniform(little)).isBetween(uniform(much) + 0.1, 1.0);
    }

    @Test
    void channelsCountAlike() {
        float[] twice = new float[2 * CAMERA.values().length];
        float[] other = new float[twice.length];
        float[] dark = map(value -> value / 2);
        for (int i = 0; i < twice.length; i++) {
            twice[i] = CAMERA.values()[i / 2];
            other[i] = i % 2 == 0 ? twice[i] : dark[i / 2];
        }
        assertThat(Ssim.gaussian(other, twice, 64, 64, 2)).isEqualTo((1 + gaussian(dark)) / 2, within(1e-9));
    }

    @Test
    void aPictureSmallerThanAWindowHasNone() {
        assertThat(Ssim.gaussian(new float[16], new float[16], 4, 4, 1)).isNaN();
        assertThatThrownBy(() -> Ssim.uniform(new float[16], new float[15], 4, 4, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
