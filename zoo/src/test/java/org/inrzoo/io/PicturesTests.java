package org.inrzoo.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTests {

    @Test
    void picturesAreWrittenAsPng(@TempDir Path folder) throws IOException {
        BufferedImage picture = plain(3, 2, 3, 0.5f).toBufferedImage();
        Path file = folder.resolve("picture.png");
        Pictures.writePng(file, picture);
        BufferedImage read = ImageIO.read(file.toFile());
        assertThat(pixels(read)).isEqualTo(pixels(picture));
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, png, 8",
        "a.PNG, png, 16",
        "a.jpg, jpeg, 8",
        "a.jpeg, jpeg, 8",
        "a.tif, tiff, 8",
        "a.b.tiff, tiff, 16",
        "a.bmp, bmp, 8"
    })
    void picturesAreWrittenInTheFormatOfTheirName(String name, String format, int bits, @TempDir Path folder)
            throws IOException {
        Image picture = plain(9, 8, 3, 0.123f);
        Path file = folder.resolve(name);
        Pictures.write(file, picture, bits);
        Image read = ImageFiles.read(file).image();
        assertThat(read.bits()).isEqualTo(bits);
        assertThat(read.values()).containsExactly(picture.values(), within(bits == 16 ? 1e-5f : 3 / 255f));
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            assertThat(ImageIO.getImageReaders(in).next().getFormatName()).isEqualToIgnoringCase(format);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, 8, name ends in .png",
        "a.gif, 8, name ends in .png",
        "a.jpg, 16, cannot have samples of 16 bits",
        "a.bmp, 16, cannot have samples of 16 bits",
        "a.png, 12, a sample has 8 or 16 bits"
    })
    void otherNamesAndDepthsAreRefused(String name, int bits, String reason, @TempDir Path folder) {
        assertThatThrownBy(() -> Pictures.write(folder.resolve(name), plain(1, 1, 1, 0), bits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
        assertThat(folder).isEmptyDirectory();
    }

    /** As on servers and in containers. */
    @Test
    void withoutFontsTheComparisonHasItsPanelsAndNoText() {
        Image image = plain(300, 200, 1, 0);
        BufferedImage with = new Comparison(image, image).draw("caption");
        BufferedImage without = new Comparison(image, image, Optional.empty()).draw("caption");
        assertThat(without.getHeight()).isEqualTo(with.getHeight());
        assertThat(without.getRGB(16 + 150, 44 + 100) & 0xffffff)
                .as("the original")
                .isZero();
        assertThat(dark(with, 44))
                .as("dark pixels above the panels, with fonts")
                .isPositive();
        assertThat(dark(without, 44)).as("without").isZero();
    }

    private static long dark(BufferedImage picture, int rows) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), rows - 2, null, 0, picture.getWidth()))
                .filter(rgb -> (rgb & 0xff) < 128)
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1,256,256",
        "3,2,3,258,172",
        "300,200,1,300,200",
        "2048,1024,3,1024,512",
        "1,700,1,1,700",
        "5000,2,1,1024,1"
    })
    void panelsAreOfAUsefulSizeWhateverTheImage(int width, int height, int channels, int panelWidth, int panelHeight) {
        Image black = plain(width, height, channels, 0);
        Image white = plain(width, height, channels, 1);
        BufferedImage picture = Pictures.comparison(black, white, "");
        int[] blacks = new int[picture.getHeight()];
        for (int y = 44; y < picture.getHeight(); y++) {
            for (int x = 16; x < 16 + Math.max(256, panelWidth); x++) {
                blacks[y] += (picture.getRGB(x, y) & 0xffffff) == 0 ? 1 : 0;
            }
        }
        assertThat(Arrays.stream(blacks).max())
                .as("width of the black original")
                .hasValue(panelWidth);
        assertThat(Arrays.stream(blacks).filter(count -> count > 0))
                .as("rows of the original")
                .hasSize(panelHeight);
    }

    @Test
    void theErrorIsTheMeanOverTheChannels() {
        Image original = new Image(1, 1, 3, new float[] {0, 0.5f, 1});
        Image reconstruction = new Image(1, 1, 3, new float[] {0.3f, 0.5f, 0.7f});
        BufferedImage picture = Pictures.comparison(original, reconstruction, "");
        // The third panel; an error of 0.2 is the end of its own scale.
        assertThat(picture.getRGB(16 + 2 * 276 + 128, 100) & 0xffffff).isEqualTo(ColorMap.rgb(1));
    }

    @Test
    void aCaptionAddsOneLineHoweverLongItIs() {
        Image image = plain(4, 4, 1, 0.5f);
        BufferedImage without = Pictures.comparison(image, image, "");
        BufferedImage with = Pictures.comparison(image, image, "a long\ncaption ".repeat(100));
        assertThat(with.getWidth()).isEqualTo(without.getWidth());
        assertThat(with.getHeight()).isBetween(without.getHeight() + 20, without.getHeight() + 40);
    }

    @Test
    void onlyImagesOfTheSameSizeCanBeCompared() {
        assertThatThrownBy(() -> Pictures.comparison(plain(2, 1, 1, 0), plain(1, 2, 1, 0), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same size");
        assertThatThrownBy(() -> Pictures.comparison(plain(1, 1, 1, 0), plain(1, 1, 3, 0), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same size");
    }

    private static Image plain(int width, int height, int channels, float value) {
        float[] values = new float[width * height * channels];
        Arrays.fill(values, value);
        return new Image(width, height, channels, values);
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
