package org.inrzoo.engine.fused.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.inrzoo.engine.fused.memory.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTermsTests {

    private static final double ERROR = 3e-7;
    private static final int POINTS = 64;
    private static final int COUNT = POINTS * Rows.WIDTH;

    private final Kernels kernels = Kernels.of(Kernels.preferredBits());
    private final float[] y = new float[COUNT];

    @ParameterizedTest(name = "|x| up to {0}")
    @ValueSource(floats = {1e-3f, 1, 87})
    void exponentialsAreAccurateInTheirLastDigits(float largest) {
        float[] x = sweep(largest);
        kernels.terms().exp(x, 0, y, 0, POINTS, Rows.WIDTH);
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
        kernels.terms().exp(x, 0, y, 0, POINTS, Rows.WIDTH);
        assertThat(y[0]).isBetween(0f, 2e-38f);
        assertThat(y[1]).isBetween(0f, 2e-38f);
        assertThat(y[2]).isNaN();
        assertThat(y[3]).isEqualTo(1);
    }

    private static float[] sweep(float largest) {
        float[] z = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            z[i] = largest * (2f * i / COUNT - 1);
        }
        return z;
    }
}
