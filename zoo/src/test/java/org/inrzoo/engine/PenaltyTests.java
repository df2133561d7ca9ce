package org.inrzoo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PenaltyTests {

    static Stream<Named<Penalty>> penalties() {
        return Stream.of(
                Named.of("absolute", Penalty.ABSOLUTE),
                Named.of("cross entropy", Penalty.CROSS_ENTROPY),
                Named.of("Huber", Penalty.huber(0.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("penalties")
    void itsSlopeIsItsDerivative(Penalty penalty) {
        for (double output = -3.05; output < 3; output += 0.1) {
            for (double target : new double[] {0, 0.3, 1}) {
                double step = 1e-5;
                double difference =
                        (penalty.value(output + step, target) - penalty.value(output - step, target)) / (2 * step);
                assertThat(penalty.slope(output, target))
                        .as("at %s, target %s", output, target)
                        .isEqualTo(difference, within(1e-6));
            }
        }
    }

    @Test
    void theCrossEntropyNeverOverflows() {
        assertThat(Penalty.CROSS_ENTROPY.value(1000, 0)).isEqualTo(1000);
        assertThat(Penalty.CROSS_ENTROPY.value(-1000, 0)).isZero();
        assertThat(Penalty.CROSS_ENTROPY.slope(-1000, 1)).isEqualTo(-1);
    }

    @Test
    void theCrossEntropyOfEvenOddsIsTheLogarithmOfTwo() {
        assertThat(Penalty.CROSS_ENTROPY.value(0, 1)).isEqualTo(Math.log(2), within(1e-15));
    }

    @Test
    void hubersTurnsFromSquaresToDistances() {
        assertThat(Penalty.huber(0.5).value(0.4, 0)).isEqualTo(0.08, within(1e-12));
        assertThat(Penalty.huber(0.5).value(2, 0)).isEqualTo(0.5 * (2 - 0.25), within(1e-12));
    }
}
