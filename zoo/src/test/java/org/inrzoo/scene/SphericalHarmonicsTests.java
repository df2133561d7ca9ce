package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SphericalHarmonicsTests {

    private static final int DEGREE = 4;

    private static double[] at(double x, double y, double z) {
        double[] values = new double[new SphericalHarmonics(DEGREE).count()];
        new SphericalHarmonics(DEGREE).of(new Vector(x, y, z).unit(), values);
        return values;
    }

    /** By the midpoint rule in z, which is exact enough, and in the azimuth, where it is exact. */
    @Test
    void areOrthogonalAndOfMeanSquareOne() {
        int rings = 400;
        int turns = 16;
        double[][] products = new double[25][25];
        for (int i = 0; i < rings * turns; i++) {
            int ring = i / turns;
            double z = (ring + 0.5) * 2 / rings - 1;
            double azimuth = 2 * Math.PI * (i % turns) / turns;
            double across = Math.sqrt(1 - z * z);
            double[] y = at(across * Math.cos(azimuth), across * Math.sin(azimuth), z);
            for (int a = 0; a < 25; a++) {
                for (int b = 0; b < 25; b++) {
                    products[a][b] += y[a] * y[b] / (rings * turns);
                }
            }
        }
        for (int a = 0; a < 25; a++) {
            for (int b = 0; b < 25; b++) {
                assertThat(products[a][b]).as("%d, %d", a, b).isCloseTo(a == b ? 1 : 0, within(1e-3));
            }
        }
    }

    @Test
    void theFirstNineAreTheWellKnownPolynomials() {
        Vector d = new Vector(0.3, -0.5, 0.7).unit();
        double[] y = at(d.x(), d.y(), d.z());
        double r3 = Math.sqrt(3);
        double r5 = Math.sqrt(5);
        double[] known = {
            1,
            r3 * d.y(),
            r3 * d.z(),
            r3 * d.x(),
            r5 * r3 * d.x() * d.y(),
            r5 * r3 * d.y() * d.z(),
            r5 * (3 * d.z() * d.z() - 1) / 2,
            r5 * r3 * d.x() * d.z(),
            r5 * r3 * (d.x() * d.x() - d.y() * d.y()) / 2
        };
        for (int i = 0; i < known.length; i++) {
            assertThat(y[i]).as("harmonic %d", i).isCloseTo(known[i], within(1e-12));
        }
    }

    /** Unsöld's theorem: what a degree's harmonics add up to, squared, is the same for every direction. */
    @Test
    void theSquaresOfADegreeAddUpToTheSameEverywhere() {
        for (double[] d : new double[][] {{1, 0, 0}, {0, 0, 1}, {-0.2, 0.9, 0.1}, {0.4, 0.4, -0.8}}) {
            double[] y = at(d[0], d[1], d[2]);
            for (int l = 0; l <= DEGREE; l++) {
                double sum = 0;
                for (int i = l * l; i < (l + 1) * (l + 1); i++) {
                    sum += y[i] * y[i];
                }
                assertThat(sum).isCloseTo(2 * l + 1, within(1e-9));
            }
        }
    }

    @Test
    void degreesHaveBounds() {
        assertThatThrownBy(() -> new SphericalHarmonics(9)).hasMessageContaining("from 0 to 8");
        assertThatThrownBy(() -> new SphericalHarmonics(-1)).hasMessageContaining("from 0 to 8");
    }
}
