package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.inrzoo.engine.fused.memory.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationFunctionsTests {

    /** Largest error of the sine and the cosine for arguments up to {@link #FAR}. */
    private static final double ERROR = 2e-7;

    private static final double FAR = 1e4;
    private static final int POINTS = 64;
    private static final int COUNT = POINTS * Rows.WIDTH;

    private final ActivationFunctions functions =
            Kernels.of(Kernels.preferredBits()).functions();

    @ParameterizedTest(name = "|z| up to {0}")
    @ValueSource(doubles = {1e-3, 2, 100, FAR})
    void sineAndCosineAreAccurate(double largest) {
        double worst = 0;
        for (int pass = 0; pass < 100; pass++) {
            float[] z = new float[COUNT];
            for (int i = 0; i < COUNT; i++) {
                z[i] = (float) (largest * (2 * ((i * 100.0 + pass) / (COUNT * 100.0)) - 1));
            }
            float[] y = new float[COUNT];
            float[] d = new float[COUNT];
            functions.sine(z, 0, y, 0, d, 0, POINTS, Rows.WIDTH, 1);
            for (int i = 0; i < COUNT; i++) {
                worst = Math.max(worst, Math.abs(y[i] - StrictMath.sin(z[i])));
                worst = Math.max(worst, Math.abs(d[i] - StrictMath.cos(z[i])));
            }
        }
        assertThat(worst).isLessThan(ERROR);
    }

    @Test
    void sineHoldsForAnyArgument() {
        float[] z = new float[COUNT];
        float[] special = {1e5f, -3e7f, 1e20f, Float.MAX_VALUE, Float.MIN_VALUE, -0f};
        System.arraycopy(special, 0, z, 700, special.length);
        float[] y = new float[COUNT];
        float[] d = new float[COUNT];
        functions.sine(z, 0, y, 0, d, 0, POINTS, Rows.WIDTH, 1);
        for (int i = 0; i < COUNT; i++) {
            assertThat(y[i]).isCloseTo((float) StrictMath.sin(z[i]), within((float) ERROR));
            assertThat(d[i]).isCloseTo((float) StrictMath.cos(z[i]), within((float) ERROR));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void sineOfNoNumberIsNoNumberAndSpoilsNoOther(float value) {
        float[] z = new float[COUNT];
        z[100] = value;
        float[] y = new float[COUNT];
        functions.sine(z, 0, y, 0, null, 0, POINTS, Rows.WIDTH, 1);
        assertThat(y[100]).isNaN();
        assertThat(y[99]).isZero();
    }

    @Test
    void renderingAndTrainingGiveTheSameBits() {
        float[] z = sweep(12);
        float[] rendered = new float[COUNT];
        float[] trained = new float[COUNT];
        functions.sine(z, 0, rendered, 0, null, 0, POINTS, Rows.WIDTH, 3);
        functions.sine(z, 0, trained, 0, z, 0, POINTS, Rows.WIDTH, 3);
        assertThat(rendered).isEqualTo(trained);
    }

    @Test
    void sigmoidAndItsSlopeAreAccurate() {
        float[] z = sweep(200);
        float[] y = new float[COUNT];
        float[] d = new float[COUNT];
        functions.sigmoid(z, 0, y, 0, d, 0, POINTS, Rows.WIDTH);
        for (int i = 0; i < COUNT; i++) {
            double expected = 1 / (1 + StrictMath.exp(-z[i]));
            assertThat((double) y[i]).isCloseTo(expected, within(ERROR));
            assertThat((double) d[i]).isCloseTo(expected * (1 - expected), within(ERROR));
        }
    }

    @Test
    void rectifiersAreFlatOrSlopedBelowZero() {
        float[] z = {-2, -0f, 0, 3, Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        float[] y = new float[Rows.WIDTH];
        float[] d = new float[Rows.WIDTH];
        functions.rectify(z, 0, y, 0, d, 0, 1, 16, 0, 0);
        assertThat(y).startsWith(-0f, -0f, 0, 3, Float.NaN);
        assertThat(d).startsWith(0, 0, 0, 1);
        functions.rectify(z, 0, y, 0, d, 0, 1, 16, 0.5f, -Float.MIN_VALUE);
        assertThat(y).startsWith(-1, -0f, 0, 3, Float.NaN);
        assertThat(d).startsWith(0.5f, 1, 1, 1);
    }

    private static float[] sweep(float largest) {
        float[] z = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            z[i] = largest * (2f * i / COUNT - 1);
        }
        return z;
    }
}
