package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTests {

    private static final Image NOISE = noise(9, 6);

    @Test
    void isTheSampleAtASample() {
        for (int y = 0; y < NOISE.height(); y++) {
            for (int x = 0; x < NOISE.width(); x++) {
                assertThat(read(NOISE, x, y)).isEqualTo(NOISE.values()[y * NOISE.width() + x]);
            }
        }
    }

    /** A wave of six samples: well below the limit of two, where a windowed sinc is no longer near the ideal one. */
    @ParameterizedTest
    @ValueSource(doubles = {0.125, 0.25, 0.5, 0.875})
    void followsAWaveBetweenItsSamplesCloserThanStraightLinesDo(double part) {
        float[] values = new float[30];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) wave(i);
        }
        Image image = new Image(values.length, 1, 1, values);
        double straight = (1 - part) * wave(14) + part * wave(15);
        double error = Math.abs(read(image, 14 + part, 0) - wave(14 + part));
        assertThat(error).isLessThan(0.02).isLessThan(Math.abs(straight - wave(14 + part)) / 2);
    }

    private static double wave(double x) {
        return 0.5 + 0.4 * Math.sin(2 * Math.PI * x / 6 + 0.3);
    }

    @Test
    void keepsAConstantUpToAndBeyondTheBorder() {
        Image gray = new Image(4, 3, 1, new float[] {.3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f, .3f});
        for (double place : new double[] {-0.5, -0.2, 0.7, 1.51, 3.4}) {
            assertThat(read(gray, place, 2.5 - place / 2)).isEqualTo(0.3f, within(1e-6f));
        }
    }

    @Test
    void isWhatAPictureIsEnlargedBy() {
        Image large = NOISE.resize(4 * 9, 4 * 6, Resize.LANCZOS);
        for (int y = 0; y < large.height(); y++) {
            for (int x = 0; x < large.width(); x++) {
                float here = Math.max(0, Math.min(1, read(NOISE, (x + 0.5) / 4 - 0.5, (y + 0.5) / 4 - 0.5)));
                assertThat(large.values()[y * large.width() + x])
                        .as("%d, %d", x, y)
                        .isEqualTo(here, within(1e-6f));
            }
        }
    }

    @Test
    void cubicEnlargementIsExactForAParabola() {
        float[] values = new float[12];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) parabola(i);
        }
        float[] large = new Image(values.length, 1, 1, values)
                .resize(36, 1, Resize.BICUBIC)
                .values();
        for (int i = 6; i < 30; i++) {
            assertThat(large[i]).isEqualTo((float) parabola((i + 0.5) / 3 - 0.5), within(1e-6f));
        }
    }

    private static double parabola(double x) {
        return 0.1 + 0.01 * x + 0.004 * x * x;
    }

    @ParameterizedTest
    @EnumSource(
            value = Resize.class,
            names = {"BICUBIC", "LANCZOS"})
    void shrinkingIsByAreas(Resize by) {
        assertThat(NOISE.resize(4, 3, by)).isEqualTo(NOISE.resize(4, 3, Resize.AREA));
        assertThat(NOISE.resize(9, 6, by)).isEqualTo(NOISE);
    }

    @Test
    void refusesValuesThatAreNotAsManyAsTheSizesSay() {
        assertThatThrownBy(() -> new Interpolation(new float[5], 3, 2, 1))
                .hasMessageContaining("5 values are not those of 3x2");
    }

    private static float read(Image image, double x, double y) {
        float[] value = new float[1];
        Interpolation.of(image).read(x, y, value, 0);
        return value[0];
    }

    private static Image noise(int width, int height) {
        float[] values = new float[width * height];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Image(width, height, 1, values);
    }
}
