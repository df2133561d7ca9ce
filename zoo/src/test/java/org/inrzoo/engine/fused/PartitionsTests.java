package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsTests {

    @ParameterizedTest(name = "{0} points")
    @ValueSource(ints = {0, 1, 239, 240, 241, 16_384, 262_144, 67_108_864})
    void coverAllPointsInOrder(int points) {
        for (Partitions partitions : List.of(
                Partitions.forRendering(points), Partitions.forTraining(points, 33_000, 150_000))) {
            int[] covered = {0};
            for (int part = 0; part < partitions.count(); part++) {
                partitions.blocks(part, (first, count) -> {
                    assertThat(first).isEqualTo(covered[0]);
                    assertThat(count).isBetween(1, Partitions.BLOCK);
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
            int count = Partitions.forTraining(points, size / 4, size).count();
            assertThat(count).isBetween(1, 64);
            assertThat(count == 1 || (long) count * size <= 1 << 24).isTrue();
        }
    }
}
