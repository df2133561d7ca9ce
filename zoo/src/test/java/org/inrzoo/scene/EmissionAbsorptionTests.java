package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmissionAbsorptionTests {

    private static final int SAMPLES = 12;
    private static final double DELTA = 0.15;
    private static final Density SOFT = new SoftDensity();

    /** Parts of the ray of different lengths. */
    private static double[] lengths() {
        double[] lengths = new double[SAMPLES];
        Arrays.setAll(lengths, i -> DELTA * (0.5 + i % 3));
        return lengths;
    }

    /** Outputs of a ray as engines give them. */
    private static float[] random(long seed) {
        Random random = new Random(seed);
        float[] outputs = new float[4 * SAMPLES];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) (1.5 * random.nextGaussian() + (i % 4 == 3 ? 1 : 0));
        }
        return outputs;
    }

    private static double[] seen(float[] outputs) {
        double[] colour = new double[3];
        new EmissionAbsorption(SAMPLES, 1, SOFT).see((i, o) -> outputs[4 * i + o], lengths(), colour);
        return colour;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theGradientIsThatOfCentralDifferences(long seed) {
        float[] outputs = random(seed);
        double[] by = {0.7, -0.4, 1.1};
        float[] gradient = new float[outputs.length];
        EmissionAbsorption medium = new EmissionAbsorption(SAMPLES, 1, SOFT);
        medium.see((i, o) -> outputs[4 * i + o], lengths(), new double[3]);
        medium.differentiate((i, o) -> outputs[4 * i + o], lengths(), by, (i, o, g) -> gradient[4 * i + o] = (float) g);
        float h = 1f / 256;
        for (int k = 0; k < outputs.length; k++) {
            float[] up = outputs.clone();
            float[] down = outputs.clone();
            up[k] += h;
            down[k] -= h;
            double difference = 0;
            for (int c = 0; c < 3; c++) {
                difference += by[c] * (seen(up)[c] - seen(down)[c]) / (up[k] - down[k]);
            }
            assertThat((double) gradient[k])
                    .as("output " + k % 4 + " of sample " + k / 4)
                    .isCloseTo(difference, within(2e-5));
        }
    }

    @Test
    void nothingShowsTheBackgroundAndSomethingDenseItself() {
        float[] empty = new float[4 * SAMPLES];
        for (int i = 3; i < empty.length; i += 4) {
            empty[i] = -30;
        }
        assertThat(seen(empty)).containsExactly(new double[] {1, 1, 1}, within(1e-9));
        float[] wall = empty.clone();
        wall[4 * 5 + 3] = 40;
        wall[4 * 5] = 20; // red
        wall[4 * 5 + 1] = -20;
        wall[4 * 5 + 2] = -20;
        assertThat(seen(wall)).containsExactly(new double[] {1, 0, 0}, within(1e-6));
    }

    /** A medium of one colour and density: 1 - exp(-σ l) of it, the rest background. */
    @Test
    void anEvenMediumFollowsLambertAndBeer() {
        float[] even = new float[4 * SAMPLES];
        for (int i = 3; i < even.length; i += 4) {
            even[i] = 1;
        }
        double through = Math.exp(-SOFT.of(1) * Arrays.stream(lengths()).sum());
        assertThat(seen(even)[0]).isCloseTo(0.5 * (1 - through) + through, within(1e-9));
    }

    @Test
    void halfOfTheLightIsLostWhereLambertAndBeerSay() {
        EmissionAbsorption medium = new EmissionAbsorption(SAMPLES, 1, SOFT);
        float[] even = new float[4 * SAMPLES];
        Arrays.fill(even, -0.5f);
        medium.see((i, o) -> even[4 * i + o], lengths(), new double[3]);
        assertThat(medium.met((i, o) -> even[4 * i + o], lengths()))
                .isCloseTo(Math.log(2) / SOFT.of(-0.5), within(1e-9));
        medium.see((i, o) -> -30, lengths(), new double[3]);
        assertThat(medium.met((i, o) -> -30, lengths())).isInfinite();
    }

    /** A wall at 0.8 that the ray meets head-on, and none. */
    @Test
    void aDistanceIsMetWhereItIsNought() {
        double[] lengths = lengths();
        double[] places = new double[SAMPLES];
        double begin = 0;
        for (int i = 0; i < SAMPLES; i++) {
            places[i] = begin + lengths[i] / 2;
            begin += lengths[i];
        }
        EmissionAbsorption medium = new EmissionAbsorption(SAMPLES, 1, new LaplaceDensity(0.05));
        assertThat(medium.met((i, o) -> 0.8 - places[i], lengths)).isCloseTo(0.8, within(1e-9));
        assertThat(medium.met((i, o) -> 9 - places[i], lengths)).isInfinite();
        assertThat(medium.met((i, o) -> -places[i] - 1, lengths))
                .as("within from the first")
                .isZero();
    }
}
