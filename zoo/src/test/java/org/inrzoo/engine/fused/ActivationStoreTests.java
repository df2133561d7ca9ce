package org.inrzoo.engine.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.Partitions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationStoreTests {

    @ParameterizedTest(name = "{0} points of {1} features, vectors of {2} bits")
    @CsvSource({"1, 1, 128", "300, 20, 256", "1000, 64, 512", "1000, 130, 128", "513, 67, 512"})
    void givesBackWhatWasPutDownBlockByBlock(int points, int features, int bits) {
        ActivationStore store = new ActivationStore(Kernels.of(bits).elementwise(), features);
        int capacity = Partitions.BLOCK;
        Partitions partitions = Partitions.forTraining(points, capacity, 1000, 100);
        for (int round = 0; round < 2; round++) { // the room is kept from run to run
            store.makeRoom(partitions);
            Rows rows = Rows.allocate(new Arena(), features, capacity);
            for (int first = 0; first < points; first += partitions.block()) {
                int count = Math.min(partitions.block(), points - first);
                for (int point = 0; point < count; point++) {
                    for (int j = 0; j < features; j++) {
                        rows.data()[rows.index(point, j)] = value(first + point, j, round);
                    }
                }
                store.put(first, count, rows, features);
            }
            for (int first = 0; first < points; first += partitions.block()) {
                int count = Math.min(partitions.block(), points - first);
                Arrays.fill(rows.data(), Float.NaN);
                store.take(first, count, rows, features);
                for (int point = 0; point < count; point++) {
                    for (int j = 0; j < features; j++) {
                        assertThat(rows.data()[rows.index(point, j)]).isEqualTo(value(first + point, j, round));
                    }
                }
                assertThat(rows.data()[rows.index(count, 0)])
                        .as("the row behind the last point")
                        .isNaN();
            }
        }
    }

    private static float value(int point, int feature, int round) {
        return 1000 * round + point + feature / 256f;
    }
}
