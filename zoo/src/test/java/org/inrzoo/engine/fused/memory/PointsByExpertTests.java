package org.inrzoo.engine.fused.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointsByExpertTests {

    private static final int CAPACITY = 64;

    private static float[] experts(int experts, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] numbers = new float[CAPACITY]; // as long as a block's, whatever the count
        for (int point = 0; point < count; point++) {
            numbers[point] = random.nextInt(experts);
        }
        return numbers;
    }

    /** Every point once, with its expert, in ascending order; then the spare row up to a multiple. */
    private static void assertGrouped(PointsByExpert groups, float[] numbers, int count) {
        int sorted = 0;
        for (int expert = 0; expert < groups.experts(); expert++) {
            List<Integer> expected = new ArrayList<>();
            for (int point = 0; point < count; point++) {
                if (numbers[point] == expert) {
                    expected.add(point);
                }
            }
            assertThat(groups.size(expert)).as("points of expert %d", expert).isEqualTo(expected.size());
            if (expected.isEmpty()) {
                continue;
            }
            int start = groups.start(expert);
            int end = groups.paddedEnd(expert);
            assertThat((end - start) % PointsByExpert.POINTS).isZero();
            assertThat(end - start - expected.size()).isBetween(0, PointsByExpert.POINTS - 1);
            for (int i = 0; i < end - start; i++) {
                int row = groups.rows()[start + i];
                assertThat(row)
                        .as("row %d of expert %d", i, expert)
                        .isEqualTo(i < expected.size() ? expected.get(i) : CAPACITY);
            }
            assertThat(groups.hasAll(expert)).isEqualTo(expected.size() == count);
            sorted += expected.size();
        }
        assertThat(sorted).isEqualTo(count);
    }

    @ParameterizedTest(name = "{0} experts")
    @ValueSource(ints = {1, 2, 4, 8, 9, 16, 27, 200})
    void areGroupedWhateverTheNumberOfExperts(int experts) {
        PointsByExpert groups = new PointsByExpert(experts, CAPACITY);
        for (int count : new int[] {1, 2, 3, 63, CAPACITY, 17}) {
            float[] numbers = experts(experts, count, count);
            groups.sort(numbers, count);
            assertGrouped(groups, numbers, count);
        }
    }

    @ParameterizedTest(name = "{0} experts")
    @ValueSource(ints = {4, 16})
    void areGroupedAnewWhenTheyChangeAndKeptWhenTheyDoNot(int experts) {
        PointsByExpert groups = new PointsByExpert(experts, CAPACITY);
        float[] first = experts(experts, CAPACITY, 1);
        float[] second = experts(experts, CAPACITY, 2);
        float[] alike = new float[CAPACITY];
        Arrays.fill(alike, 3);
        for (float[] numbers : List.of(first, first, second, alike, alike, second, first, alike, first)) {
            groups.sort(numbers, CAPACITY);
            assertGrouped(groups, numbers, CAPACITY);
        }
    }

    @Test
    void mayAllBelongToOneExpert() {
        PointsByExpert groups = new PointsByExpert(3, CAPACITY);
        for (int count : new int[] {5, 64, 6, 1}) {
            groups.assign(2, count);
            float[] numbers = new float[count];
            Arrays.fill(numbers, 2);
            assertGrouped(groups, numbers, count);
        }
    }
}
