package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.Test;

class ErrorSpectrumTests {

    private static final int SIDE = 32;

    private static Image wave(int cycles, double amplitude) {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 + amplitude * Math.cos(2 * Math.PI * cycles * (i % SIDE) / SIDE));
        }
        return new Image(SIDE, SIDE, 1, values);
    }

    @Test
    void aWaveIsWhereItsCyclesAre() {
        List<double[]> rings = new ErrorSpectrum(wave(5, 0.25)).rings();
        double[] loudest =
                rings.stream().max((a, b) -> Double.compare(a[1], b[1])).orElseThrow();
        assertThat(loudest[0]).isEqualTo(5);
    }

    @Test
    void theErrorOfEqualPicturesHasNoPower() {
        Image wave = wave(3, 0.25);
        assertThat(new ErrorSpectrum(wave, wave).rings()).allMatch(ring -> ring[1] == Double.NEGATIVE_INFINITY);
    }

    /** Half the amplitude is a quarter of the power, 6.02 dB less. */
    @Test
    void isInDecibels() {
        double loud = new ErrorSpectrum(wave(5, 0.5)).rings().get(4)[1];
        double soft = new ErrorSpectrum(wave(5, 0.25)).rings().get(4)[1];
        assertThat(loud - soft).isCloseTo(20 * Math.log10(2), within(1e-4));
    }
}
