package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.inrzoo.option.OptionException;
import org.inrzoo.run.TileCut.PictureTile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileCutTests {

    @ParameterizedTest(name = "{0}x{1} pixels, {2}x{3} tiles, overlap {4}")
    @CsvSource({
        "20, 12, 1, 1, 0",
        "20, 12, 2, 3, 0",
        "20, 12, 2, 3, 3",
        "21, 13, 3, 2, 2",
        "9, 9, 4, 4, 1",
        "7, 5, 5, 7, 0"
    })
    void hasSharesThatSumToOneAtEveryPixel(int width, int height, int rows, int columns, int overlap) {
        TileCut cut = new TileCut(width, height, rows, columns, overlap);
        double[] sums = new double[width * height];
        for (PictureTile tile : cut.tiles()) {
            for (int i = 0; i < tile.width() * tile.height(); i++) {
                int x = tile.x() + i % tile.width();
                int y = tile.y() + i / tile.width();
                assertThat(cut.share(tile, x, y)).isBetween(0f, 1f);
                sums[y * width + x] += cut.share(tile, x, y);
            }
        }
        assertThat(cut.tiles()).hasSize(rows * columns);
        for (double sum : sums) {
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void fadesEvenlyOverWhatTwoTilesShare() {
        TileCut cut = new TileCut(16, 4, 1, 2, 2);
        PictureTile left = cut.tiles().get(0);

        assertThat(left.width()).isEqualTo(10);
        assertThat(new float[] {cut.share(left, 5, 0), cut.share(left, 6, 0), cut.share(left, 7, 0)})
                .containsExactly(1, 0.875f, 0.625f);
        assertThat(new float[] {cut.share(left, 8, 0), cut.share(left, 9, 0)}).containsExactly(0.375f, 0.125f);
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 0", "4, 0, 0", "2, 2, 9", "2, 2, -1", "33, 1, 0", "1000, 1000, 0"})
    void cannotBeOfOtherSizes(int rows, int columns, int overlap) {
        assertThatThrownBy(() -> new TileCut(32, 32, rows, columns, overlap)).isInstanceOf(OptionException.class);
    }
}
