package org.inrzoo.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpectrumTests {

    @Test
    void ofSecondDifferencesIsKnownInClosedForm() {
        int n = 40;
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 2;
            if (i > 0) {
                matrix[i][i - 1] = -1;
                matrix[i - 1][i] = -1;
            }
        }
        Spectrum spectrum = Spectrum.of(matrix);
        for (int k = 0; k < n; k++) {
            double expected = 2 - 2 * Math.cos((n - k) * Math.PI / (n + 1));
            assertThat(spectrum.eigenvalues()[k]).as("eigenvalue %d", k).isCloseTo(expected, within(1e-12));
        }
        assertThat(matrix[0][0]).isEqualTo(2);
    }

    @Test
    void tellsItsMomentsAndDecades() {
        Spectrum spectrum =
                Spectrum.of(new double[][] {{5, 0, 0, 0}, {0, 200, 0, 0}, {0, 0, 0.5, 0}, {0, 0, 0, 1e-13}});
        assertThat(spectrum.max()).isEqualTo(200);
        assertThat(spectrum.mean()).isCloseTo(51.375, within(1e-9));
        assertThat(spectrum.variance()).isCloseTo((200 * 200 + 25 + 0.25) / 4 - 51.375 * 51.375, within(1e-6));
        assertThat(spectrum.decades()).isEqualTo(Map.of(2, 1, 0, 1, -1, 1));
    }

    @Test
    void needsASquareMatrixOfFiniteNumbers() {
        for (double[][] matrix : new double[][][] {{}, {{1, 2}}, {{Double.NaN}}}) {
            assertThatThrownBy(() -> Spectrum.of(matrix)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
