package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImportanceDivisionTests {

    private static double[] divided(double even, double[] lengths, double[] weights, int count) {
        double[] target = new double[count + 3];
        new ImportanceDivision(lengths.length, even).divide(lengths, weights, target, 2, count);
        assertThat(target[0] + target[1] + target[count + 2])
                .as("beside its place")
                .isZero();
        return Arrays.copyOfRange(target, 2, count + 2);
    }

    /** How much of a histogram lies before a place, by adding up. */
    private static double before(double place, double[] lengths, double[] probabilities) {
        double sum = 0;
        double way = 0;
        for (int i = 0; i < lengths.length; i++) {
            double inside = Math.max(0, Math.min(lengths[i], place - way));
            sum += probabilities[i] * inside / lengths[i];
            way += lengths[i];
        }
        return sum;
    }

    @Test
    void everyPartHoldsAnEqualShareOfTheHistogram() {
        Random random = new Random(4);
        double[] lengths = random.doubles(9, 0.1, 0.9).toArray();
        double[] weights = random.doubles(9, 0, 1).map(w -> w * w * w).toArray();
        weights[2] = 0;
        double sum = Arrays.stream(weights).sum();
        double even = 0.3;
        double[] probabilities =
                Arrays.stream(weights).map(w -> even / 9 + (1 - even) * w / sum).toArray();
        double[] parts = divided(even, lengths, weights, 37);
        double way = 0;
        for (int k = 0; k < parts.length; k++) {
            way += parts[k];
            assertThat(before(way, lengths, probabilities)).as("part %d", k).isCloseTo((k + 1) / 37.0, within(1e-12));
        }
        assertThat(way).isCloseTo(Arrays.stream(lengths).sum(), within(1e-12));
    }

    /** All light in the third of four parts, half of the new parts by it: 50 % + 12.5 % of them lie there. */
    @Test
    void partsGatherWhereTheLightIs() {
        double[] parts = divided(0.5, new double[] {1, 1, 1, 1}, new double[] {0, 0, 7, 0}, 32);
        double way = 0;
        int inside = 0;
        for (double part : parts) {
            double middle = way + part / 2;
            inside += middle > 2 && middle < 3 ? 1 : 0;
            way += part;
        }
        assertThat(inside).isEqualTo(20);
    }

    @Test
    void withoutLightTheyAreAsDenseAsTheFirst() {
        double[] parts = divided(0.25, new double[] {1, 3, 1}, new double[3], 6);
        assertThat(parts).containsExactly(new double[] {0.5, 0.5, 1.5, 1.5, 0.5, 0.5}, within(1e-12));
    }
}
