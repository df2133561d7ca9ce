package org.inrzoo.datasets.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LabelledPicturesTests {

    private static final List<String> CLASSES = List.of("a", "b");

    /** Two gray pictures of 2x3: levels 0, 51, 102, … and 255 everywhere. */
    private static LabelledPictures two() {
        byte[] pixels = new byte[12];
        for (int i = 0; i < 6; i++) {
            pixels[i] = (byte) (51 * i);
            pixels[6 + i] = (byte) 255;
        }
        return new LabelledPictures(1, 2, 3, CLASSES, pixels, new int[] {0, 1});
    }

    private static float[] copy(int down, int right, boolean mirrored) {
        float[] values = new float[6];
        two().copy(0, down, right, mirrored, values, 0);
        return values;
    }

    @Nested
    class Copies {

        @Test
        void areTheLevelsFromZeroToOne() {
            assertThat(copy(0, 0, false)).containsExactly(0, 0.2f, 0.4f, 0.6f, 0.8f, 1);
        }

        @Test
        void areMovedWithZerosBehindThem() {
            assertThat(copy(1, 0, false)).containsExactly(0, 0, 0, 0, 0.2f, 0.4f);
            assertThat(copy(-1, 0, false)).containsExactly(0.6f, 0.8f, 1, 0, 0, 0);
            assertThat(copy(0, 1, false)).containsExactly(0, 0, 0.2f, 0, 0.6f, 0.8f);
            assertThat(copy(0, -2, false)).containsExactly(0.4f, 0, 0, 1, 0, 0);
            assertThat(copy(2, 0, false)).containsOnly(0);
        }

        @Test
        void areMirroredAndThenMoved() {
            assertThat(copy(0, 0, true)).containsExactly(0.4f, 0.2f, 0, 1, 0.8f, 0.6f);
            assertThat(copy(0, 1, true)).containsExactly(0, 0.4f, 0.2f, 0, 1, 0.8f);
        }

        @Test
        void ofColourKeepThePlanesApart() {
            byte[] planes = {(byte) 255, 0, 0, (byte) 255, 51, 102};
            LabelledPictures one = new LabelledPictures(3, 1, 2, CLASSES, planes, new int[] {1});
            float[] values = new float[6];
            one.copy(0, 0, 0, true, values, 0);
            assertThat(values).containsExactly(0, 1, 1, 0, 0.4f, 0.2f);
            assertThat(one.image(0)).isEqualTo(new Image(2, 1, 3, new float[] {1, 0, 0.2f, 0, 1, 0.4f}));
        }
    }

    @Nested
    class Draws {

        private LabelledPictures many() {
            int[] labels = IntStream.range(0, 60).map(i -> i % 3 == 0 ? 0 : 1).toArray();
            byte[] pixels = new byte[60];
            IntStream.range(0, 60).forEach(i -> pixels[i] = (byte) i);
            return new LabelledPictures(1, 1, 1, CLASSES, pixels, labels);
        }

        @Test
        void haveAsManyOfEveryClass() {
            assertThat(many().drawn(30, 4).counts()).containsExactly(15, 15);
            assertThat(many().drawn(50, 4).counts()).containsExactly(20, 30);
        }

        @Test
        void areTheSameForTheSameSeedAndHaveNoPictureTwice() {
            assertThat(many().drawn(30, 4)).isEqualTo(many().drawn(30, 4)).isNotEqualTo(many().drawn(30, 5));
            assertThat(many().drawn(50, 4).pixels()).doesNotHaveDuplicates();
        }

        @Test
        void ofAllAreThePicturesThemselves() {
            assertThat(many().drawn(60, 4)).isEqualTo(many());
            assertThat(many().drawn(1000, 4)).isEqualTo(many());
        }
    }

    @Nested
    class Refused {

        @Test
        void areLabelsOutOfRange() {
            for (int label : new int[] {-1, 2}) {
                assertThatThrownBy(() -> new LabelledPictures(1, 1, 1, CLASSES, new byte[1], new int[] {label}))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("picture 0 has the label " + label + ", and there are 2 classes");
            }
        }

        @Test
        void areLevelsThatAreTooManyOrTooFew() {
            assertThatThrownBy(() -> new LabelledPictures(1, 2, 2, CLASSES, new byte[5], new int[] {0}))
                    .hasMessage("5 levels are not those of 1 pictures of 2x2");
        }

        @Test
        void arePartsOfOtherSizesOrClasses() {
            LabelledPictures other = new LabelledPictures(1, 3, 2, CLASSES, new byte[6], new int[] {0});
            assertThatThrownBy(() -> new PictureSet("x", two(), other, List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("differ");
        }
    }
}
