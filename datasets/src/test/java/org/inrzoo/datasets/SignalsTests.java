package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignalsTests {

    private static final double ROUNDING = 1e-6;

    @Test
    void everySignalIsThereByName() {
        assertThat(Datasets.signals()).isSorted().allSatisfy(name -> {
            SampledSignal signal = Datasets.signal(name, 1);
            assertThat(signal.name()).isEqualTo(name);
            assertThat(signal.position(0)).isZero();
            assertThat(signal.frequencies()).isNotEmpty();
            assertThat(Datasets.signal(name, 1).values()).containsExactly(signal.values());
        });
    }

    @Test
    void sinesHaveTheirFrequenciesAndNoOthers() {
        SampledSignal flat = Datasets.signal("sines", 3);
        SampledSignal rising = Datasets.signal("sines-rising", 3);
        assertThat(flat.values()).hasSize(200);
        assertThat(flat.position(199)).isEqualTo(199 / 200.0);
        assertThat(flat.frequencies()).containsExactly(5, 10, 15, 20, 25, 30, 35, 40, 45, 50);
        for (int cycles = 0; cycles <= 100; cycles++) {
            boolean present = cycles >= 5 && cycles <= 50 && cycles % 5 == 0;
            assertThat(amplitude(flat, cycles)).as("%d cycles", cycles).isEqualTo(present ? 1 : 0, within(ROUNDING));
            assertThat(amplitude(rising, cycles))
                    .as("%d cycles, rising", cycles)
                    .isEqualTo(present ? cycles / 50.0 : 0, within(ROUNDING));
        }
    }

    @Test
    void sinesTakeTheirPhasesFromTheSeed() {
        assertThat(Datasets.signal("sines", 0).values())
                .isNotEqualTo(Datasets.signal("sines", 1).values());
    }

    @Test
    void stepsAreEvenAndOddAboutTheMiddle() {
        SampledSignal steps = Datasets.signal("steps", 0);
        float[] values = steps.values();
        assertThat(values).hasSize(300);
        assertThat(steps.bothEnds()).isTrue();
        assertThat(steps.position(299)).isEqualTo(1);
        assertThat(steps.frequencies()).isEqualTo(List.of(3, 5, 7, 9));
        assertThat(IntStream.range(0, 300).mapToObj(i -> values[i]).distinct())
                .containsExactlyInAnyOrder(-4f, -2f, 0f, 2f, 4f);
        for (int i = 0; i < 300; i++) {
            assertThat(values[i] + values[299 - i])
                    .as("samples %d and its mirror", i)
                    .isZero();
        }
        // x = 2 · 159/299 - 1 = 0.0635: the sines are 0.56, 0.84, 0.98 and 0.97, half their sum 1.68, rounded 2.
        assertThat(values[159]).isEqualTo(4f);
    }

    @Test
    void unknownNamesAreAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Datasets.signal("noise", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no signal named 'noise'; there are: sines, sines-rising, steps");
    }

    /** The amplitude of a sine of so many cycles in the signal, by its discrete Fourier transform. */
    private static double amplitude(SampledSignal signal, int cycles) {
        double cosine = 0;
        double sine = 0;
        for (int i = 0; i < signal.values().length; i++) {
            double angle = 2 * Math.PI * cycles * signal.position(i);
            cosine += signal.values()[i] * Math.cos(angle);
            sine += signal.values()[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(cosine, sine) / signal.values().length;
    }
}
