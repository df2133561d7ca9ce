package org.inrzoo.engine.fused.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsTests {

    @ParameterizedTest(name = "{0} points")
    @ValueSource(ints = {0, 1, 239, 240, 241, 16_384, 262_144, 67_108_864})
    void coverAllPointsInOrder(int points) {
        for (Partitions partitions : List.of(
                Partitions.forRendering(points, 256), Partitions.forRendering(points, 16),
                Partitions.forTraining(points, 256, 33_000, 150_000),
                        Partitions.forTraining(points, 48, 33_000, 150_000))) {
            int[] covered = {0};
            try (Workers alone = new Workers(1)) {
                partitions.run(alone, (worker, part, first, count) -> {
                    assertThat(first).isEqualTo(covered[0]);
                    assertThat(count).isBetween(1, partitions.block());
                    covered[0] += count;
                });
            }
            assertThat(covered[0]).isEqualTo(points);
        }
    }

    @ParameterizedTest(name = "{0} numbers in a gradient")
    @ValueSource(ints = {100, 150_000, 2_300_000, 100_000_000})
    void keepGradientsWithinBounds(int size) {
        for (int points : new int[] {1, 1000, 16_384, 16_777_216}) {
            int count = Partitions.forTraining(points, 256, size / 4, size).count();
            assertThat(count).isBetween(1, 64);
            assertThat(count <= 2 || (long) count * size <= 1 << 24).isTrue();
            assertThat(count == 1 || (long) count * size <= 1 << 26).isTrue();
        }
    }

    @Test
    void giveTwoThreadsWorkInLargeNetworksToo() {
        assertThat(Partitions.forTraining(16_384, 256, 277_504, 16_896_003).count())
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} features")
    @ValueSource(ints = {1, 64, 5000, 65_536, 10_000_000})
    void haveBlocksOfWholeVectorsThatShrinkAsLayersWiden(int widest) {
        int capacity = Partitions.capacity(widest);
        assertThat(capacity).isBetween(16, Partitions.BLOCK);
        assertThat(capacity % 16).isZero();
        assertThat(capacity == 16 || (long) capacity * widest <= 1 << 20).isTrue();
        assertThat(Partitions.forTraining(1 << 20, capacity, widest, widest).block())
                .isEqualTo(capacity);
    }

    @Test
    void areSeveralWhereSeveralHundredPointsAre() {
        assertThat(Partitions.forTraining(256, 256, 2_300_000, 2_300_000).count())
                .isEqualTo(2);
        assertThat(Partitions.forTraining(16, 256, 2_300_000, 2_300_000).count())
                .isOne();
    }
}
