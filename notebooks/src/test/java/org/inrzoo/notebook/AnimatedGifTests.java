package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimatedGifTests {

    private static final int WHITE = 0xFFFFFF;

    @TempDir
    private Path folder;

    private static BufferedImage picture(int... grays) {
        BufferedImage picture = new BufferedImage(grays.length, 1, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < grays.length; x++) {
            picture.setRGB(x, 0, grays[x] * 0x010101);
        }
        return picture;
    }

    @Test
    void storesWhatChangesAndEndsWithTheLastPicture() throws IOException {
        Path file = folder.resolve("a.gif");
        new AnimatedGif(List.of(picture(0, 0, 255), picture(255, 4, 255), picture(255, 4, 0)), 100).write(file);
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(stream);
            assertThat(reader.getNumImages(true)).isEqualTo(3);
            assertThat(reader.read(0).getRGB(2, 0) & WHITE).isEqualTo(WHITE);
            assertThat(reader.read(1).getRGB(0, 0) & WHITE).isEqualTo(WHITE);
            assertThat(reader.read(1).getRGB(1, 0) >>> 24)
                    .as("opacity where a pixel changed by one level")
                    .isZero();
            assertThat(reader.read(2).getRGB(1, 0) & 0xFF)
                    .as("gray of it in the last frame")
                    .isEqualTo(4);
            assertThat(reader.read(2).getRGB(2, 0)).as("opaque black").isEqualTo(0xFF000000);
        }
    }

    @Test
    void repeatsForEver() throws IOException {
        Path file = folder.resolve("a.gif");
        new AnimatedGif(List.of(picture(0), picture(255)), 100).write(file);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).containsOnlyOnce("NETSCAPE2.0\3\1\0\0\0");
    }

    @Test
    void needsPicturesOfOneSize() {
        assertThatThrownBy(() -> new AnimatedGif(List.of(), 100)).hasMessageContaining("at least one picture");
        assertThatThrownBy(() -> new AnimatedGif(List.of(picture(0), picture(0, 1)), 100))
                .hasMessageContaining("one size");
    }
}
