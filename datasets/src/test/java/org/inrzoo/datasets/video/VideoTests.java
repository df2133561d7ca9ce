package org.inrzoo.datasets.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VideoTests {

    private static final Image GRAY = new Image(2, 1, 1, new float[] {0.25f, 0.5f});
    private static final Image RED = new Image(2, 1, 3, new float[] {1, 0, 0, 1, 0, 0});

    @Test
    void isMadeOfFramesAndGivesThemBack() {
        Video video = Video.of(List.of(GRAY, RED), 4);
        assertThat(video).hasToString("Video[2 frames of 2x1, RGB, 4 a second]");
        assertThat(video.seconds()).isEqualTo(0.5);
        assertThat(video.frame(0).values()).containsExactly(0.25f, 0.25f, 0.25f, 0.5f, 0.5f, 0.5f);
        assertThat(video.frame(1)).isEqualTo(RED);
        assertThat(Video.of(List.of(GRAY), 4).channels()).isEqualTo(1);
    }

    @Test
    void whatIsNoVideoIsRefused() {
        assertThatThrownBy(() -> new Video(0, 1, 1, 1, 1, new float[0])).hasMessageContaining("not 0 of 1x1 and 1");
        assertThatThrownBy(() -> new Video(1, 1, 1, 1, 0, new float[1])).hasMessageContaining("not 0.0");
        assertThatThrownBy(() -> new Video(1, 1, 1, 3, 1, new float[1])).hasMessageContaining("has 3 values, not 1");
        assertThatThrownBy(() -> new Video(1, 1, 1, 1, 1, new float[] {2})).hasMessageContaining("value 0 is 2.0");
        assertThatThrownBy(() -> Video.of(List.of(GRAY, new Image(1, 1, 1, new float[1])), 1))
                .hasMessage("frames differ in size: 1x1 after 2x1");
        assertThatThrownBy(() -> new Clip(-1, 1, 0)).hasMessageContaining("not 1.0 s from -1.0 s of 0");
    }

    @Nested
    class Scene {

        @Test
        void isItsSeeds() {
            assertThat(Videos.scene(1, 2, 32, 24)).isEqualTo(Videos.scene(1, 2, 32, 24));
            assertThat(Videos.scene(1, 2, 32, 24)).isNotEqualTo(Videos.scene(2, 2, 32, 24));
            assertThat(Videos.named("scene:5")).isEqualTo(Videos.scene(5, 48, 128, 24));
            assertThatThrownBy(() -> Videos.named("scenery")).hasMessageContaining("there is no video named 'scenery'");
        }

        @Test
        void movesFromFrameToFrame() {
            Video scene = Videos.scene(0, 6, 64, 24);
            for (int t = 1; t < 6; t++) {
                double change = 0;
                float[] before = scene.frame(t - 1).values();
                float[] now = scene.frame(t).values();
                for (int i = 0; i < now.length; i++) {
                    change += Math.abs(now[i] - before[i]) / now.length;
                }
                assertThat(change).as("mean change to frame %d", t).isBetween(0.005, 0.2);
            }
        }
    }

    @Test
    void theSheetShowsTheFirstAndTheLast() {
        float[] values = new float[10];
        for (int t = 0; t < 10; t++) {
            values[t] = t / 10f;
        }
        Image sheet = FrameSheet.picture(new Video(10, 1, 1, 1, 1, values), 2, 2);
        assertThat(sheet).hasToString("Image[6x6, gray]");
        assertThat(sheet.values()[0]).isZero();
        assertThat(sheet.values()[5]).isEqualTo(0.3f);
        assertThat(sheet.values()[5 * 6]).isEqualTo(0.6f);
        assertThat(sheet.values()[5 * 6 + 5]).isEqualTo(0.9f);
        assertThat(sheet.values()[2]).isEqualTo(1);
    }
}
