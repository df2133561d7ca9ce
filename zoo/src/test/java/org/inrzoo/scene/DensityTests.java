package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DensityTests {

    static Stream<Density> densities() {
        return Stream.of(new SoftDensity(), new LaplaceDensity(0.1), new LaplaceDensity(0.5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("densities")
    void theSlopeIsThatOfCentralDifferences(Density density) {
        double h = 1e-6;
        for (double x = -1.03; x < 4; x += 0.17) {
            double difference = (density.of(x + h) - density.of(x - h)) / (2 * h);
            assertThat(density.slope(x))
                    .as("at %s", x)
                    .isCloseTo(difference, within(1e-6 + 1e-6 * Math.abs(difference)));
            assertThat(density.of(x)).isPositive();
        }
    }

    @Test
    void aSolidIsDenseInsideHalfAsDenseOnItsSurfaceAndNothingOutside() {
        Density solid = new LaplaceDensity(0.02);
        assertThat(solid.of(-1)).isCloseTo(50, within(1e-9));
        assertThat(solid.of(0)).isCloseTo(25, within(1e-9));
        assertThat(solid.of(1)).isCloseTo(0, within(1e-9));
    }
}
