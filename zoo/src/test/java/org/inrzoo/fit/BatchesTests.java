package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.Points;
import org.inrzoo.point.ShiftedPoints;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTests {

    private static final Grid GRID = grid(7, 5);

    @Nested
    class OfAllPoints {

        @ParameterizedTest
        @ValueSource(ints = {0, 35, 36, 1_000_000})
        void areTheGridItself(int batch) {
            Batches batches = batches(GRID, batch, 1, 0);
            assertThat(batches.full()).isTrue();
            assertThat(batches.at(0)).isSameAs(GRID);
            assertThat(batches.at(12)).isSameAs(GRID);
        }

        @Test
        void areNotTakenForOnePointLess() {
            assertThat(batches(GRID, 34, 1, 0).full()).isFalse();
        }
    }

    @Nested
    class OfSomePoints {

        @ParameterizedTest(name = "{0}x{1} pixels, batches of {2}, blocks of {3}")
        @CsvSource({
            "7, 5, 4, 1",
            "7, 5, 34, 2",
            "7, 5, 8, 2",
            "8, 8, 16, 4",
            "1, 9, 2, 1",
            "7, 5, 9, 3",
            "5, 7, 1, 100",
            "6, 4, 23, 1"
        })
        void visitEachPixelOncePerEpoch(int height, int width, int batch, int block) {
            Grid grid = grid(height, width);
            Batches batches = batches(grid, batch, block, 3);
            int step = 0;
            for (int epoch = 0; epoch < 3; epoch++) {
                List<Integer> visited = new ArrayList<>();
                while (visited.size() < grid.size()) {
                    IntStream.of(pixels(batches, step++)).forEach(visited::add);
                }
                assertThat(visited)
                        .as("pixels of epoch %d", epoch)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, grid.size()).boxed().toList());
            }
        }

        @Test
        void haveTheSizeAskedForUpToTheEpochsLast() {
            Batches batches = batches(GRID, 8, 1, 0);
            assertThat(IntStream.range(0, 5).map(step -> batches.at(step).size()))
                    .containsExactly(8, 8, 8, 8, 3);
        }

        @Test
        void consistOfWholeBlocks() {
            Grid grid = grid(8, 12);
            int[] pixels = pixels(batches(grid, 16, 4, 1), 2);
            int row = Arrays.stream(pixels).min().orElseThrow() / 12;
            int column = Arrays.stream(pixels).min().orElseThrow() % 12;
            assertThat(row % 4).as("the block's first row").isZero();
            assertThat(column % 4).as("the block's first column").isZero();
            assertThat(Arrays.stream(pixels).boxed())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 16)
                            .map(i -> (row + i / 4) * 12 + column + i % 4)
                            .boxed()
                            .toList());
        }

        @Test
        void takeOneBlockAtLeast() {
            assertThat(pixels(batches(grid(8, 8), 3, 4, 1), 0)).hasSize(16);
        }

        @Test
        void readTheGridsCoordinates() {
            GridSubset batch = (GridSubset) batches(GRID, 6, 1, 0).at(1);
            for (int i = 0; i < batch.size(); i++) {
                assertThat(batch.slice(i, 1).coordinates())
                        .as("point %d", i)
                        .containsExactly(GRID.slice(batch.indices()[i], 1).coordinates());
            }
        }
    }

    @Nested
    class Order {

        @Test
        void followsFromSeedAndStepAlone() {
            Batches inOrder = batches(GRID, 4, 1, 5);
            List<int[]> expected = IntStream.range(0, 40)
                    .mapToObj(step -> pixels(inOrder, step))
                    .toList();
            Batches other = batches(GRID, 4, 1, 5);
            for (int step : new int[] {39, 3, 20, 0, 21, 9, 8, 39}) {
                assertThat(pixels(other, step)).as("batch of step %d", step).containsExactly(expected.get(step));
            }
        }

        @Test
        void isAnotherForAnotherSeedAndAnotherEpoch() {
            int stepsPerEpoch = 9;
            Batches batches = batches(GRID, 4, 1, 5);
            assertThat(pixels(batches, 0)).isNotEqualTo(pixels(batches(GRID, 4, 1, 6), 0));
            assertThat(pixels(batches, 0)).isNotEqualTo(pixels(batches, stepsPerEpoch));
            assertThat(pixels(batches, stepsPerEpoch))
                    .as("epoch 1 of seed 5 and epoch 0 of seed 6")
                    .isNotEqualTo(pixels(batches(GRID, 4, 1, 6), 0));
        }
    }

    @Nested
    class Jittered {

        @ParameterizedTest(name = "{0}, batches of {1}, jitter {2}")
        @CsvSource({
            "PIXEL_CENTERS, 0, 1",
            "PIXEL_CENTERS, 8, 0.5",
            "ALIGN_CORNERS, 0, 1",
            "ALIGN_CORNERS, 8, 0.1",
            "ASYMMETRIC, 0, 1"
        })
        void areTheSamplesEachMovedInsideItsPixel(GridConvention convention, int batch, double jitter) {
            Grid grid = new Grid(List.of(7, 5), convention);
            Recipe recipe =
                    Recipe.adam(1, 10).with("batch", batch).with("block", 2).with("seed", 4);
            Points samples = new Batches(grid, recipe).at(3);
            ShiftedPoints moved = (ShiftedPoints) new Batches(grid, recipe.with("jitter", jitter)).at(3);
            assertThat(moved.size()).isEqualTo(samples.size());
            double[] position = new double[2];
            for (int i = 0; i < moved.size(); i++) {
                int number = samples instanceof GridSubset picked ? picked.indices()[i] : i;
                moved.position(i, position);
                int row = number / 5;
                assertThat(position[0]).isEqualTo(row, within(jitter / 2 + 1e-3));
                assertThat(position[1]).isEqualTo(number % 5, within(jitter / 2 + 1e-3));
                float[] coordinates = moved.slice(i, 1).coordinates();
                for (int axis = 0; axis < 2; axis++) {
                    int size = grid.sizes().get(axis);
                    assertThat(position[axis]).isEqualTo(convention.inside(position[axis], size));
                    assertThat(coordinates[axis])
                            .isBetween(0f, 1f)
                            .isEqualTo(convention.coordinate(position[axis], size));
                }
            }
        }

        @Test
        void followFromSeedAndStepAlone() {
            Recipe recipe = Recipe.adam(1, 10).with("jitter", 1);
            float[] first = offsets(recipe, 6);
            assertThat(offsets(recipe, 6)).containsExactly(first);
            assertThat(offsets(recipe, 7)).isNotEqualTo(first);
            assertThat(offsets(recipe.with("seed", 1), 6)).isNotEqualTo(first);
        }

        /** 70 numbers uniform on ±½ have a mean within four deviations of 0, and reach far to both sides. */
        @Test
        void areSpreadOverTheWholePixel() {
            float[] offsets = offsets(Recipe.adam(1, 10).with("jitter", 1), 0);
            double mean = IntStream.range(0, offsets.length)
                    .mapToDouble(i -> offsets[i])
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(12 * 70)));
            assertThat(IntStream.range(0, offsets.length)
                            .mapToDouble(i -> offsets[i])
                            .max()
                            .orElseThrow())
                    .isBetween(0.4, 0.5);
            assertThat(IntStream.range(0, offsets.length)
                            .mapToDouble(i -> offsets[i])
                            .min()
                            .orElseThrow())
                    .isBetween(-0.5, -0.4);
        }

        private static float[] offsets(Recipe recipe, int step) {
            return ((ShiftedPoints) new Batches(GRID, recipe).at(step)).offsets();
        }
    }

    /** More pixels than there is a table for. */
    @Nested
    class OfVeryMany {

        private final Grid grid = grid(1 << 13, 1 << 13);

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void areDifferentOnesInEveryStepOfAnEpoch(int block) {
            Batches batches = batches(grid, 4096, block, 3);
            int[] first = pixels(batches, 0);
            int[] second = pixels(batches, 1);

            assertThat(IntStream.concat(Arrays.stream(first), Arrays.stream(second))
                            .distinct())
                    .hasSize(2 * 4096);
            assertThat(pixels(batches(grid, 4096, block, 3), 1)).isEqualTo(second);
            assertThat(Arrays.stream(first).average().orElseThrow() / grid.size())
                    .isCloseTo(0.5, within(0.02));
        }

        @ParameterizedTest
        @CsvSource({"7, 5", "16, 16", "1, 9", "9, 4"})
        void areInTheOrderOfTheCurve(int height, int width) {
            List<Integer> sizes = List.of(height, width);
            int n = height * width;
            int[] places = IntStream.range(0, n).toArray();
            int[] backwards = IntStream.range(0, n).map(i -> n - 1 - i).toArray();

            assertThat(ZCurve.sorted(sizes, backwards)).isEqualTo(new ZCurve(sizes).inOrder(places, 0, n));
        }
    }

    private static Grid grid(int height, int width) {
        return new Grid(List.of(height, width), GridConvention.PIXEL_CENTERS);
    }

    private static Batches batches(Grid grid, int batch, int block, long seed) {
        return new Batches(
                grid,
                Recipe.adam(1, 10).with("batch", batch).with("block", block).with("seed", seed));
    }

    private static int[] pixels(Batches batches, int step) {
        return ((GridSubset) batches.at(step)).indices();
    }
}
