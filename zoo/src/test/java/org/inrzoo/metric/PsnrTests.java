package org.inrzoo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PsnrTests {

    @Test
    void anErrorOfOneTenthEverywhereIsTwentyDecibels() {
        assertThat(Psnr.standard(new float[] {0.1f, 0.4f}, new float[] {0, 0.5f}))
                .isEqualTo(20, within(1e-6));
    }

    @Test
    void theErrorIsAveragedOverAllValues() {
        // Errors 1, 0, 0, 0: a mean squared error of 1/4, which is 10 log10(4) = 6.0206 dB.
        assertThat(Psnr.standard(new float[] {1, 0, 0, 0}, new float[] {0, 0, 0, 0}))
                .isEqualTo(6.020599913279624, within(1e-12));
    }

    @Test
    void predictionsAreClampedFirst() {
        assertThat(Psnr.standard(new float[] {-3, 7}, new float[] {0, 1})).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void unclampedPredictionsAreTakenAsTheyAre() {
        // Errors 1, 0: a mean squared error of 1/2.
        assertThat(Psnr.unclamped(new float[] {-1, 1}, new float[] {0, 1})).isEqualTo(3.010299956639812, within(1e-9));
        assertThat(Psnr.unclamped(new float[] {Float.NaN, 1}, new float[] {0, 1}))
                .isNaN();
    }

    @Test
    void whatIsNotANumberIsNotHidden() {
        assertThat(Psnr.standard(new float[] {Float.NaN, 1}, new float[] {0, 1}))
                .isNaN();
        assertThat(Psnr.stretched(new float[] {Float.NaN, 1}, new float[] {0, 1}))
                .isNaN();
        assertThat(Psnr.stretched(new float[] {Float.POSITIVE_INFINITY, 1}, new float[] {0, 1}))
                .isNaN();
        assertThat(Psnr.ofMse(Double.NaN)).isNaN();
    }

    @Test
    void aMeanSquaredErrorGivesItsPsnr() {
        assertThat(Psnr.ofMse(1e-4)).isEqualTo(40, within(1e-12));
        assertThat(Psnr.ofMse(1)).as("the largest error").isZero();
        assertThat(Psnr.ofMse(0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> Psnr.ofMse(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void stretchingForgivesBrightnessAndContrast() {
        assertThat(Psnr.stretched(new float[] {2, 3, 4}, new float[] {0, 0.25f, 0.5f}))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void stretchedLevelsAreCutOffNotRounded() {
        // 0.5 becomes 127.5 and so 127; 0.25 becomes 63. One error of 64 among 3: 10 log10(255^2 / (64^2 / 3)).
        assertThat(Psnr.stretched(new float[] {0, 0.5f, 1}, new float[] {0, 0.25f, 1}))
                .isEqualTo(10 * Math.log10(255.0 * 255 * 3 / (64 * 64)), within(1e-9));
    }

    @Test
    void aConstantSignalStretchesToBlack() {
        // All 0 against 0 and 255: half of the squared peak, 3.0103 dB.
        assertThat(Psnr.stretched(new float[] {0.7f, 0.7f}, new float[] {0, 1}))
                .isEqualTo(3.010299956639812, within(1e-9));
    }

    @Test
    void lengthsMustAgree() {
        assertThatThrownBy(() -> Psnr.standard(new float[2], new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 2 and 3");
        assertThatThrownBy(() -> Psnr.stretched(new float[0], new float[0])).hasMessageContaining("at least one");
    }
}
