package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationsTests {

    private static final double ERROR = 3e-7;
    private static final int POINTS = 64;
    private static final int COUNT = POINTS * Rows.WIDTH;

    private final Kernels kernels = Kernels.of(Kernels.preferredBits());
    private final float[] y = new float[COUNT];
    private final float[] d = new float[COUNT];

    @ParameterizedTest(name = "|x| up to {0}")
    @ValueSource(floats = {1e-3f, 1, 87})
    void exponentialsAreAccurateInTheirLastDigits(float largest) {
        float[] x = sweep(largest);
        kernels.activations().exp(x, 0, y, 0, POINTS, Rows.WIDTH);
        for (int i = 0; i < COUNT; i++) {
            double expected = StrictMath.exp(x[i]);
            assertThat((double) y[i]).as("exp(%s)", x[i]).isCloseTo(expected, within(ERROR * expected));
        }
    }

    @Test
    void exponentialsEndInTheSmallestNumbersAndKeepWhatIsNone() {
        float[] x = new float[COUNT];
        x[0] = -1e30f;
        x[1] = Float.NEGATIVE_INFINITY;
        x[2] = Float.NaN;
        kernels.activations().exp(x, 0, y, 0, POINTS, Rows.WIDTH);
        assertThat(y[0]).isBetween(0f, 2e-38f);
        assertThat(y[1]).isBetween(0f, 2e-38f);
        assertThat(y[2]).isNaN();
        assertThat(y[3]).isEqualTo(1);
    }

    @Test
    void bellsAndTheirSlopesAreAccurate() {
        float[] z = sweep(0.5f);
        new GaussianFunction(kernels, 30).apply(z, 0, y, 0, d, 0, POINTS, Rows.WIDTH);
        for (int i = 0; i < COUNT; i++) {
            double expected = StrictMath.exp(-900.0 * z[i] * z[i]);
            assertThat((double) y[i]).as("bell at %s", z[i]).isCloseTo(expected, within(1e-6));
            assertThat((double) d[i]).as("slope at %s", z[i]).isCloseTo(-1800.0 * z[i] * expected, within(3e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1, 2})
    void stretchedSinesAndTheirSlopesAreAccurate(float slope) {
        float[] z = sweep(0.5f);
        new FinerFunction(kernels, 30, slope).apply(z, 0, y, 0, d, 0, POINTS, Rows.WIDTH);
        for (int i = 0; i < COUNT; i++) {
            double size = Math.abs((double) z[i]);
            double argument = 30 * (size + 1) * z[i];
            assertThat((double) y[i]).isCloseTo(StrictMath.sin(argument), within(3e-6));
            assertThat((double) d[i]).isCloseTo(30 * (slope * size + 1) * StrictMath.cos(argument), within(2e-4));
        }
    }

    /** Training, the derivative takes the argument's place. */
    @Test
    void derivativesMayOverwriteArguments() {
        for (ActivationPlan.Function function :
                new ActivationPlan.Function[] {new GaussianFunction(kernels, 3), new FinerFunction(kernels, 3, 1)}) {
            float[] z = sweep(2);
            float[] apart = new float[COUNT];
            float[] inPlace = z.clone();
            float[] rendered = new float[COUNT];
            function.apply(z, 0, y, 0, apart, 0, POINTS, Rows.WIDTH);
            function.apply(z, 0, rendered, 0, null, 0, POINTS, Rows.WIDTH);
            assertThat(rendered).isEqualTo(y);
            function.apply(inPlace, 0, y, 0, inPlace, 0, POINTS, Rows.WIDTH);
            assertThat(y).isEqualTo(rendered);
            assertThat(inPlace).isEqualTo(apart);
        }
    }

    private static float[] sweep(float largest) {
        float[] z = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            z[i] = largest * (2f * i / COUNT - 1);
        }
        return z;
    }
}
