package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerlinNoiseTests {

    private static final double ROUNDING = 1e-12;

    /** Perlin's interpolation written out as three linear blends, with the nodes' gradients drawn anew. */
    @ParameterizedTest(name = "{0} cells on {1} pixels")
    @CsvSource({"1,2", "1,16", "4,16", "8,16", "3,7", "16,256"})
    void isTheBlendOfTheFourNodesRamps(int cells, int side) {
        double[][] angle = angles(cells, 5);
        double[] noise = new PerlinNoise(cells, 5).noise(side);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double y = (double) row * cells / side;
                double x = (double) column * cells / side;
                int top = (int) Math.floor(y + 1e-9);
                int left = (int) Math.floor(x + 1e-9);
                double v = y - top;
                double u = x - left;
                double upper = blend(fade(u), ramp(angle[top][left], v, u), ramp(angle[top][left + 1], v, u - 1));
                double lower = blend(
                        fade(u), ramp(angle[top + 1][left], v - 1, u), ramp(angle[top + 1][left + 1], v - 1, u - 1));
                assertThat(noise[row * side + column])
                        .as("row %d, column %d", row, column)
                        .isEqualTo(Math.sqrt(2) * blend(fade(v), upper, lower), within(ROUNDING));
            }
        }
    }

    @ParameterizedTest(name = "{0} cells")
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64, 128})
    void vanishesOnTheNodesAndStaysWithinItsBound(int cells) {
        int pixels = 256 / cells;
        double[] noise = new PerlinNoise(cells, 1).noise(256);
        for (int i = 0; i < noise.length; i++) {
            boolean node = i / 256 % pixels == 0 && i % 256 % pixels == 0;
            if (node) {
                assertThat(noise[i]).as("pixel %d", i).isZero();
            }
            assertThat(Math.abs(noise[i])).isLessThanOrEqualTo(1);
        }
        assertThat(IntStream.range(0, noise.length).filter(i -> noise[i] != 0))
                .as("pixels off the nodes")
                .isNotEmpty();
    }

    @Test
    void hasTwiceTheDetailWithTwiceTheCells() {
        double coarse = roughness(new PerlinNoise(4, 3).image(256));
        double fine = roughness(new PerlinNoise(16, 3).image(256));
        assertThat(fine / coarse).as("mean slope of 16 cells over that of 4").isBetween(2.5, 6.0);
    }

    @Test
    void fillsTheUnitInterval() {
        Image image = new PerlinNoise(8, 0).image(64);
        assertThat(image.values()).contains(0f, 1f);
        assertThat(image.width()).isEqualTo(64);
        assertThat(image.channels()).isEqualTo(1);
    }

    @Test
    void followsItsSeedAlone() {
        Image image = new PerlinNoise(4, 7).image(32);
        assertThat(new PerlinNoise(4, 7).image(32)).isEqualTo(image);
        assertThat(new PerlinNoise(4, 8).image(32)).isNotEqualTo(image);
        assertThat(new PerlinNoise(4, 7).noise(16))
                .as("pixels at the same places")
                .containsExactly(everySecond(new PerlinNoise(4, 7).noise(32), 32));
    }

    @Test
    void refusesCellsThatPixelsCannotShow() {
        assertThatThrownBy(() -> new PerlinNoise(0, 0)).hasMessageContaining("at least 1 cell");
        assertThatThrownBy(() -> new PerlinNoise(129, 0).image(256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("noise of 129 cells per axis needs at least 258 pixels per side, not 256");
    }

    private static double[][] angles(int cells, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] angles = new double[cells + 1][cells + 1];
        for (double[] row : angles) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextDouble() * 2 * Math.PI;
            }
        }
        return angles;
    }

    private static double ramp(double angle, double down, double right) {
        return Math.cos(angle) * down + Math.sin(angle) * right;
    }

    private static double fade(double t) {
        return 6 * Math.pow(t, 5) - 15 * Math.pow(t, 4) + 10 * Math.pow(t, 3);
    }

    private static double blend(double share, double from, double to) {
        return (1 - share) * from + share * to;
    }

    private static double roughness(Image image) {
        double sum = 0;
        for (int i = 1; i < image.values().length; i++) {
            sum += i % image.width() == 0 ? 0 : Math.abs(image.values()[i] - image.values()[i - 1]);
        }
        return sum;
    }

    private static double[] everySecond(double[] values, int side) {
        return IntStream.range(0, values.length / 4)
                .mapToDouble(i -> values[2 * (i / (side / 2)) * side + 2 * (i % (side / 2))])
                .toArray();
    }
}
