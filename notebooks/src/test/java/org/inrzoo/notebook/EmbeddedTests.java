package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.inrzoo.datasets.sound.Sound;
import org.inrzoo.datasets.sound.SoundFiles;
import org.inrzoo.datasets.video.Video;
import org.junit.jupiter.api.Test;

class EmbeddedTests {

    private static final Pattern ADDRESS = Pattern.compile("src=\"data:([^;]+);base64,([^\"]+)\"");

    /** Half a step of 16 bits, and a little for rounding. */
    private static final float STEP = 1.1f / 65_536;

    private static MatchResult address(String html) {
        return ADDRESS.matcher(html).results().findFirst().orElseThrow();
    }

    private static byte[] content(String html) {
        return Base64.getDecoder().decode(address(html).group(2));
    }

    private static int frames(String html) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(content(html))));
        return reader.getNumImages(true);
    }

    @Test
    void aSoundIsPlayedByThePage() {
        String html = Embedded.sound(new Sound(8000, 1, new float[] {0, 0.5f, -0.25f, 1}), "a sound");
        assertThat(html).contains("<audio controls", "a sound");
        assertThat(address(html).group(1)).isEqualTo("audio/wav");
        Sound heard = SoundFiles.decode(content(html), "embedded").sound();
        assertThat(heard.rate()).isEqualTo(8000);
        assertThat(heard.samples()).hasSize(4);
        assertThat(heard.samples()[1]).isCloseTo(0.5f, within(STEP));
        assertThat(heard.samples()[3]).isCloseTo(1, within(2 * STEP));
    }

    @Test
    void aVideoIsAnAnimationOfItsFrames() throws IOException {
        float[] values = new float[3 * 4 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / (float) values.length;
        }
        String html = Embedded.animation(new Video(3, 4, 4, 1, 10, values));
        assertThat(address(html).group(1)).isEqualTo("image/gif");
        assertThat(frames(html)).isEqualTo(3);
    }

    @Test
    void picturesAreAnAnimation() throws IOException {
        BufferedImage white = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        white.setRGB(0, 0, 0xFFFFFF);
        BufferedImage black = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        assertThat(frames(Embedded.animation(new AnimatedGif(List.of(white, black), 100))))
                .isEqualTo(2);
    }
}
