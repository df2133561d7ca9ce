package org.inrzoo.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSplitTests {

    /** An image of 4 × 6 pixels, values 0 … 23, in 2 × 3 tiles of 2 × 2. */
    private static final ImageSplit TILES = new ImageSplit(2, 3);

    private static final Grid GRID = TILES.grid(6, 4, GridConvention.ALIGN_CORNERS);

    @Test
    void haveThePointsOfOne() {
        assertThat(GRID.sizes()).containsExactly(2, 2);
        assertThat(ImageSplit.WHOLE.grid(6, 4, GridConvention.ALIGN_CORNERS).sizes())
                .containsExactly(4, 6);
    }

    @Test
    void areRowsOfPointsAndColumnsOfTiles() {
        float[] split = TILES.split(numbers(24), GRID, 1);
        assertThat(List.of(split[0], split[1], split[2], split[3], split[4], split[5]))
                .as("the first pixel of every tile")
                .containsExactly(0f, 2f, 4f, 12f, 14f, 16f);
        assertThat(List.of(split[6], split[7]))
                .as("the second of the first two")
                .containsExactly(1f, 3f);
        assertThat(split[2 * 6]).as("the first of the second row").isEqualTo(6);
    }

    @Test
    void keepTheChannelsOfAPixelTogether() {
        float[] split = TILES.split(numbers(72), GRID, 3);
        assertThat(List.of(split[0], split[1], split[2], split[3])).containsExactly(0f, 1f, 2f, 6f);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 1", "2, 3, 3", "4, 1, 3", "4, 6, 1"})
    void joinedAreTheImageAgain(int rows, int columns, int channels) {
        ImageSplit tiles = new ImageSplit(rows, columns);
        Grid grid = tiles.grid(6, 4, GridConvention.ALIGN_CORNERS);
        float[] image = numbers(24 * channels);
        assertThat(tiles.join(tiles.split(image, grid, channels), grid, channels))
                .containsExactly(image);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7  | 4 | an image of width 7 cannot be cut into 3 equal tiles; take a width of 6 or 9",
                "6  | 1 | an image of height 1 cannot be cut into 2 equal tiles; take a height of 2",
                "10 | 5 | an image of height 5 cannot be cut into 2 equal tiles; take a height of 4 or 6"
            })
    void cutOnlyImagesTheyDivide(int width, int height, String reason) {
        assertThatThrownBy(() -> TILES.grid(width, height, GridConvention.PIXEL_CENTERS))
                .isInstanceOf(ImageSizeException.class)
                .hasMessage(reason);
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
