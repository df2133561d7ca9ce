package org.inrzoo.engine.fused.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.inrzoo.point.ShiftedPoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraversalOrderTests {

    static Stream<List<Integer>> sizes() {
        return Stream.of(
                List.of(1),
                List.of(1000),
                List.of(13, 7),
                List.of(64, 48),
                List.of(1, 300),
                List.of(17, 33),
                List.of(9, 10, 11),
                List.of(3, 8, 16, 5));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void comesToEverySampleOnceWithItsCoordinates(List<Integer> sizes) {
        Grid grid = new Grid(sizes, GridConvention.PIXEL_CENTERS);
        assertComesToAll(grid);
        float[] offsets = new float[grid.size() * grid.dimensions()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i % 7 * 0.125f - 0.375f;
        }
        assertComesToAll(new ShiftedPoints(grid, offsets));
    }

    private static void assertComesToAll(Points grid) {
        TraversalOrder visit = TraversalOrder.of(grid);
        int block = 97;
        int[] numbers = new int[block];
        float[] coordinates = new float[block * grid.dimensions()];
        float[] expected = new float[grid.dimensions()];
        boolean[] seen = new boolean[grid.size()];
        for (int first = 0; first < grid.size(); first += block) {
            int count = Math.min(block, grid.size() - first);
            visit.read(first, count, numbers, coordinates);
            for (int i = 0; i < count; i++) {
                assertThat(seen[numbers[i]]).isFalse();
                seen[numbers[i]] = true;
                grid.read(numbers[i], 1, expected);
                int offset = i * grid.dimensions();
                assertThat(Arrays.copyOfRange(coordinates, offset, offset + grid.dimensions()))
                        .isEqualTo(expected);
            }
        }
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void goesThroughAnImageBoxByBox() {
        TraversalOrder visit = TraversalOrder.of(Grid.image(64, 48, GridConvention.PIXEL_CENTERS));
        int[] numbers = new int[256];
        visit.read(2 * 256, 256, numbers, new float[512]);
        assertThat(numbers)
                .isEqualTo(IntStream.range(0, 256)
                        .map(i -> i / 16 * 64 + 32 + i % 16)
                        .toArray());
    }
}
