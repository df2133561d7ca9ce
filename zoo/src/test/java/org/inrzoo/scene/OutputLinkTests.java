package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputLinkTests {

    @ParameterizedTest
    @EnumSource(OutputLink.class)
    void theSlopeIsThatOfCentralDifferences(OutputLink link) {
        double h = 1e-6;
        for (double y = 0.05; y < 1; y += 0.1) {
            assertThat(link.slope(y)).isCloseTo((link.free(y + h) - link.free(y - h)) / (2 * h), within(1e-4));
        }
    }

    @Test
    void theLogitUndoesTheSigmoidAndStaysFinite() {
        assertThat(OutputLink.UNIT.free(1 / (1 + Math.exp(-3.5)))).isCloseTo(3.5, within(1e-9));
        assertThat(OutputLink.UNIT.free(0)).isBetween(-20.0, -15.0);
        assertThat(OutputLink.UNIT.free(1)).isBetween(15.0, 20.0);
        assertThat(OutputLink.of(false).free(-7)).isEqualTo(-7);
    }
}
