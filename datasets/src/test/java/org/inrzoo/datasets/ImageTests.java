package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTests {

    @ParameterizedTest
    @CsvSource({"0,1,1,at least 1x1", "1,-1,1,at least 1x1", "1,1,2,not 2", "2,2,1,not 1", "65536,65536,3,too large"})
    void refusesSizesThatMakeNoImage(int width, int height, int channels, String reason) {
        assertThatThrownBy(() -> new Image(width, height, channels, new float[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY})
    void refusesValuesOutsideZeroToOne(float value) {
        assertThatThrownBy(() -> new Image(2, 1, 1, new float[] {0, value}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value 1 is " + value);
    }

    @Test
    void imagesAreEqualWhenTheirContentIs() {
        Image image = new Image(2, 1, 1, new float[] {0, 1});
        assertThat(image)
                .isEqualTo(new Image(2, 1, 1, new float[] {0, 1}))
                .hasSameHashCodeAs(new Image(2, 1, 1, new float[] {0, 1}))
                .isNotEqualTo(new Image(1, 2, 1, new float[] {0, 1}))
                .isNotEqualTo(new Image(2, 1, 1, new float[] {0, 0.5f}));
    }

    @Test
    void shrinkingAveragesWithTheExactPartOfEachPixel() {
        Image image = new Image(3, 1, 1, new float[] {0, 0.6f, 0.3f});
        // Each output pixel covers one and a half source pixels.
        assertThat(image.resize(2, 1).values())
                .as("3 pixels in 2")
                .containsExactly(new float[] {0.2f, 0.4f}, within(1e-7f));
        assertThat(image.resize(1, 1).values()).as("3 pixels in 1").containsExactly(new float[] {0.3f}, within(1e-7f));
    }

    @Test
    void growingInterpolatesBetweenPixelCenters() {
        Image image = new Image(1, 2, 1, new float[] {0, 1});
        assertThat(image.resize(1, 4).values())
                .as("2 rows in 4")
                .containsExactly(new float[] {0, 0.25f, 0.75f, 1}, within(1e-7f));
    }

    @Test
    void bilinearShrinkingTakesTheTwoPixelsAroundEachCenter() {
        Image six = new Image(6, 1, 1, new float[] {0, 0.1f, 0.3f, 0.6f, 1, 0.5f});
        // Centres of 4 pixels in units of the 6, less a half: 0.25, 1.75, 3.25, 4.75.
        assertThat(six.resize(4, 1, Resize.BILINEAR).values())
                .as("6 pixels in 4")
                .containsExactly(new float[] {0.025f, 0.25f, 0.7f, 0.625f}, within(1e-6f));
        // 1 and 4: a third of the size takes the middle pixel alone, where an area would average three.
        assertThat(six.resize(2, 1, Resize.BILINEAR).values())
                .as("6 pixels in 2")
                .containsExactly(new float[] {0.1f, 1}, within(1e-6f));
    }

    @Test
    void bilinearHalvingIsTheMeanOfFourPixels() {
        Image image = new Image(4, 2, 1, new float[] {0, 0.4f, 1, 1, 0.2f, 0.2f, 0, 0.8f});
        assertThat(image.resize(2, 1, Resize.BILINEAR).values())
                .containsExactly(new float[] {0.2f, 0.7f}, within(1e-6f));
        Image noise = noise(14, 10);
        assertThat(noise.resize(7, 5, Resize.BILINEAR).values())
                .as("as by areas")
                .containsExactly(noise.resize(7, 5).values(), within(1e-6f));
    }

    @Test
    void growingIsBilinearEitherWay() {
        Image noise = noise(5, 3);
        assertThat(noise.resize(12, 4, Resize.BILINEAR)).isEqualTo(noise.resize(12, 4, Resize.AREA));
    }

    @Test
    void theLongerSideIsBroughtToASizeAndTheShapeKept() {
        Image wide = noise(17, 8);
        assertThat(wide.resizeLonger(9, Resize.AREA)).isEqualTo(wide.resize(9, 4));
        assertThat(wide.resizeLonger(17, Resize.BILINEAR)).isSameAs(wide);
        assertThat(noise(100, 1).resizeLonger(10, Resize.AREA).height()).isEqualTo(1);
        assertThatThrownBy(() -> wide.resizeLonger(0, Resize.AREA)).hasMessageStartingWith("the size cannot be 0: ");
    }

    @Test
    void axesAndChannelsAreResizedIndependently() {
        Image image = new Image(2, 1, 3, new float[] {0, 0.2f, 1, 0, 0.4f, 0});
        Image resized = image.resize(1, 2);
        assertThat(resized.values())
                .as("averaged across, repeated down")
                .containsExactly(new float[] {0, 0.3f, 0.5f, 0, 0.3f, 0.5f}, within(1e-7f));
    }

    @Test
    void resizingKeepsConstantImagesAndTheMeanOfShrunkOnes() {
        Image noise = noise(13, 7);
        assertThat(noise.resize(13, 7)).as("same size, same image").isEqualTo(noise);
        assertThat(mean(noise.resize(5, 3))).as("mean brightness").isEqualTo(mean(noise), within(1e-6));
        float[] ones = new float[35];
        Arrays.fill(ones, 1);
        assertThat(new Image(5, 7, 1, ones).resize(9, 3).values())
                .as("a white image stays white")
                .containsOnly(1f);
    }

    @Test
    void resizingToNothingOrTooMuchIsRefused() {
        assertThatThrownBy(() -> noise(3, 3).resize(0, 3)).hasMessageContaining("at least 1x1");
        assertThatThrownBy(() -> noise(3, 3).resize(1 << 16, 1 << 16)).hasMessageContaining("too large");
    }

    @Test
    void aSizeThatIsRefusedIsTheOneAskedFor() {
        Image image = new Image(512, 512, 1, new float[512 * 512]);
        assertThatThrownBy(() -> image.resize(0, 10)).hasMessage("an image is at least 1x1, not 0x10");
        assertThatThrownBy(() -> image.resize(10, -1)).hasMessage("an image is at least 1x1, not 10x-1");
        assertThatThrownBy(() -> image.resize(45_000, 45_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "an image of 45000x45000 takes .* GB, and Java may use .*: make it smaller, or give Java a larger heap");
    }

    @Test
    void picturesOfJavasAreTakenAsTheyAre() {
        Image gray = new Image(2, 1, 1, new float[] {0.2f, 1});
        Image rgb = new Image(2, 1, 3, new float[] {1, 0.6f, 0, 0, 0.2f, 0.4f});
        assertThat(Image.of(gray.toBufferedImage())).isEqualTo(gray);
        assertThat(Image.of(rgb.toBufferedImage())).isEqualTo(rgb);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_4BYTE_ABGR
            })
    void redGreenAndBlueAreFoundInEveryOrder(int type) {
        BufferedImage picture = new BufferedImage(1, 1, type);
        picture.setRGB(0, 0, 0xff336699);
        assertThat(Image.of(picture)).isEqualTo(new Image(1, 1, 3, new float[] {0.2f, 0.4f, 0.6f}));
    }

    @Test
    void whatIsTransparentIsLaidUponWhite() {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(1, 0, 0xff000000);
        assertThat(Image.of(picture)).isEqualTo(new Image(2, 1, 3, new float[] {1, 1, 1, 0, 0, 0}));
    }

    @Test
    void grayOfSixteenBitsAndOfAPaletteIsGray() {
        BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 257);
        assertThat(Image.of(deep)).isEqualTo(new Image(1, 1, 1, new float[] {257 / 65_535f}));
        BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        bits.setRGB(1, 0, 0xffffffff);
        assertThat(Image.of(bits)).isEqualTo(new Image(2, 1, 1, new float[] {0, 1}));
        assertThat(Image.of(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED))
                        .channels())
                .isEqualTo(3);
    }

    @Test
    void eightBitLevelsAreRoundedInRedGreenBlueOrder() {
        Image image = new Image(1, 1, 3, new float[] {1, 0.5f, 0.1f / 255});
        assertThat(image.toBufferedImage().getRGB(0, 0)).isEqualTo(0xffff8000);
    }

    @Test
    void grayLevelsAreStoredWithoutGamma() {
        BufferedImage picture = new Image(2, 1, 1, new float[] {0.25f, 100 / 255f}).toBufferedImage();
        assertThat(picture.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(picture.getRaster().getPixels(0, 0, 2, 1, (int[]) null)).containsExactly(64, 100);
    }

    @Test
    void theFingerprintIsOfSizesAndLittleEndianValues() {
        ByteBuffer data = ByteBuffer.allocate(20)
                .putInt(1)
                .putInt(2)
                .putInt(1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.25f)
                .putFloat(1);
        Image image = new Image(1, 2, 1, new float[] {0.25f, 1});
        assertThat(image.sha256()).isEqualTo(Hashes.sha256(data.array()));
        assertThat(new Image(2, 1, 1, image.values()).sha256())
                .as("another shape")
                .isNotEqualTo(image.sha256());
    }

    private static Image noise(int width, int height) {
        float[] values = new float[width * height];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Image(width, height, 1, values);
    }

    private static double mean(Image image) {
        double sum = 0;
        for (float value : image.values()) {
            sum += value;
        }
        return sum / image.values().length;
    }
}
