package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.inrzoo.datasets.Image;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Range;
import org.inrzoo.layer.Tiles;
import org.junit.jupiter.api.Test;

class ImageTaskTests {

    private static final Recipe RECIPE = Recipe.adam(1e-3, 1).with("targets", Range.UNIT);

    /** Two rows of two pixels, each red, green and blue. */
    private static final Image IMAGE = new Image(2, 2, 3, new float[] {
        0, 0.1f, 0.2f, /**/ 0.3f, 0.4f, 0.5f,
        0.6f, 0.7f, 0.8f, /**/ 0.9f, 1, 0.05f});

    @Test
    void wantsEveryPixelOnceForEachLevelOfDetail() {
        ImageTask task = new ImageTask(IMAGE, Tiles.WHOLE, 2, RECIPE);
        assertThat(task.grid().size()).isEqualTo(4);
        assertThat(task.outputs()).isEqualTo(6);
        assertThat(task.targets()).containsExactly(
                0, 0.1f, 0.2f, 0, 0.1f, 0.2f, /**/ 0.3f, 0.4f, 0.5f, 0.3f, 0.4f, 0.5f,
                0.6f, 0.7f, 0.8f, 0.6f, 0.7f, 0.8f, /**/ 0.9f, 1, 0.05f, 0.9f, 1, 0.05f);
    }

    @Test
    void wantsAllTilesOfALevelBeforeTheNextLevel() {
        ImageTask task = new ImageTask(IMAGE, new Tiles(2, 1), 2, RECIPE);
        assertThat(task.grid().size()).isEqualTo(2);
        assertThat(task.targets()).startsWith(
                0, 0.1f, 0.2f, 0.6f, 0.7f, 0.8f, /**/ 0, 0.1f, 0.2f, 0.6f, 0.7f, 0.8f);
    }

    @Test
    void measuresTheFinestLevelAlone() {
        ImageTask task = new ImageTask(IMAGE, Tiles.WHOLE, 3, RECIPE);
        float[] outputs = new float[4 * 9];
        for (int i = 0; i < 4; i++) {
            System.arraycopy(IMAGE.values(), 3 * i, outputs, 9 * i + 6, 3);
        }
        assertThat(task.finest(outputs)).isEqualTo(IMAGE.values());
        assertThat(task.psnr(outputs)).isGreaterThan(100);
        assertThat(task.unclampedPsnr(outputs)).isGreaterThan(100);
        assertThat(task.stretchedPsnr(outputs)).isGreaterThan(100);
        assertThat(task.psnr(new float[4 * 9])).isLessThan(10);
    }
}
