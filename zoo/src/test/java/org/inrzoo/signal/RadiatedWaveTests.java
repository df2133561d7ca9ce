package org.inrzoo.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.BesselJ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RadiatedWaveTests {

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, .3, 1.999, 2, 2.001, 7.5, 40, 900})
    void itsFunctionIsBessels(double x) {
        double[] h = HankelFunction.at(x);
        assertThat(h[0]).isCloseTo(BesselJ.value(0, x), within(1e-12));
        assertThat(h[2]).isCloseTo(-BesselJ.value(1, x), within(1e-12));
        assertThat(h[0] * h[3] - h[2] * h[1]).as("Wronskian").isCloseTo(2 / (Math.PI * x), within(1e-12 * (1 + 1 / x)));
    }

    /** Abramowitz and Stegun, table 9.1. */
    @ParameterizedTest
    @CsvSource({"1, 0.0882569642156769", "10, 0.0556711672835994"})
    void itsFunctionIsThatOfTables(double x, double second) {
        assertThat(HankelFunction.at(x)[1]).isCloseTo(second, within(1e-14));
    }

    @Test
    void hasNoValueWhereItIsInfinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HankelFunction.at(0))
                .withMessageContaining("0.0");
    }

    @ParameterizedTest
    @CsvSource({"20, 0.1", "6, 0.2", "50, 0.03"})
    void obeysItsEquation(double wavenumber, double width) {
        RadiatedWave wave = new RadiatedWave(wavenumber, width);
        double h = .02 / wavenumber;
        for (double r = .5 * width; r < 1.2; r += .9 * width) {
            for (int part = 0; part < 2; part++) {
                double inward = wave.at(r - h)[part];
                double here = wave.at(r)[part];
                double outward = wave.at(r + h)[part];
                double laplacian = (outward - 2 * here + inward) / (h * h) + (outward - inward) / (2 * h * r);
                double source = part == 0 ? wave.source(r) : 0;
                assertThat(laplacian / (wavenumber * wavenumber) + here)
                        .as("part %d at %s", part, r)
                        .isCloseTo(
                                -source / (wavenumber * wavenumber),
                                within(1e-3 * Math.hypot(wave.at(r)[0], wave.at(r)[1])));
            }
        }
    }

    /** By Parseval: far away a Gaussian is as good as a point of its transform's strength. */
    @Test
    void isAPointsFarAway() {
        double strength = 2 * Math.PI * .1 * .1 * Math.exp(-.5 * 20 * 20 * .1 * .1);
        double[] h = HankelFunction.at(20);
        double[] u = new RadiatedWave(20, .1).at(1);
        assertThat(u[0]).isCloseTo(-strength / 4 * h[1], within(1e-6 * strength));
        assertThat(u[1]).isCloseTo(strength / 4 * h[0], within(1e-6 * strength));
    }
}
