package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Interpolation;
import org.inrzoo.fit.Recipe;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.Range;
import org.inrzoo.point.ShiftedPoints;
import org.junit.jupiter.api.Test;

class ImageTaskTests {

    private static final Recipe RECIPE = Recipe.adam(1e-3, 1).with("targets", Range.UNIT);

    /** Two rows of two pixels, each red, green and blue. */
    private static final Image IMAGE = new Image(
            2, 2, 3, new float[] {0, 0.1f, 0.2f, /**/ 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, /**/ 0.9f, 1, 0.05f});

    @Test
    void wantsEveryPixelOnceForEachLevelOfDetail() {
        ImageTask task = new ImageTask(IMAGE, ImageSplit.WHOLE, 2, RECIPE);
        assertThat(task.grid().size()).isEqualTo(4);
        assertThat(task.outputs()).isEqualTo(6);
        assertThat(task.targets())
                .containsExactly(
                        0, 0.1f, 0.2f, 0, 0.1f, 0.2f, /**/ 0.3f, 0.4f, 0.5f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.6f,
                        0.7f, 0.8f, /**/ 0.9f, 1, 0.05f, 0.9f, 1, 0.05f);
    }

    @Test
    void wantsAllTilesOfALevelBeforeTheNextLevel() {
        ImageTask task = new ImageTask(IMAGE, new ImageSplit(2, 1), 2, RECIPE);
        assertThat(task.grid().size()).isEqualTo(2);
        assertThat(task.targets()).startsWith(0, 0.1f, 0.2f, 0.6f, 0.7f, 0.8f, /**/ 0, 0.1f, 0.2f, 0.6f, 0.7f, 0.8f);
    }

    /** At the samples themselves all tiles and levels want what they want without jitter; halfway, what is between. */
    @Test
    void wantsThePictureBetweenThePixelsOverTheTilesBorders() {
        ImageTask task = new ImageTask(IMAGE, new ImageSplit(2, 1), 2, RECIPE);
        assertThat(task.targets(new ShiftedPoints(task.grid(), new float[4]))).containsExactly(task.targets());

        float[] wanted = task.targets(new ShiftedPoints(task.grid(), new float[] {0.5f, 0, 0.5f, 0}));
        float[] between = new float[3];
        Interpolation.of(IMAGE).read(0, 0.5, between, 0);
        assertThat(Arrays.copyOf(wanted, 3))
                .as("the upper tile's lower border: between both rows")
                .containsExactly(between, within(1e-6f));
        assertThat(Arrays.copyOfRange(wanted, 6, 9)).as("the second level").containsExactly(between, within(1e-6f));
        Interpolation.of(IMAGE).read(0, 1.5, between, 0);
        assertThat(Arrays.copyOfRange(wanted, 3, 6))
                .as("the lower tile's: beyond the picture")
                .containsExactly(new float[] {clamp(between[0]), clamp(between[1]), clamp(between[2])}, within(1e-6f));
    }

    private static float clamp(float value) {
        return Math.max(0, Math.min(1, value));
    }

    @Test
    void measuresTheFinestLevelAlone() {
        ImageTask task = new ImageTask(IMAGE, ImageSplit.WHOLE, 3, RECIPE);
        float[] outputs = new float[4 * 9];
        for (int i = 0; i < 4; i++) {
            System.arraycopy(IMAGE.values(), 3 * i, outputs, 9 * i + 6, 3);
        }
        assertThat(task.finest(outputs)).isEqualTo(IMAGE.values());
        assertThat(task.score(outputs)).isGreaterThan(100);
        assertThat(task.unclampedPsnr(outputs)).isGreaterThan(100);
        assertThat(task.stretchedPsnr(outputs)).isGreaterThan(100);
        assertThat(task.score(new float[4 * 9])).isLessThan(10);
    }
}
