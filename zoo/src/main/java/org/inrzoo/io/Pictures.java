package org.inrzoo.io;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.inrzoo.datasets.Image;

/** Pictures for people to look at. */
public final class Pictures {

    private Pictures() {
    }

    /**
     * Writes a picture to a PNG file, whole or not at all.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void writePng(Path file, BufferedImage picture) {
        AtomicFiles.write(file, out -> {
            try (ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
                ImageIO.write(picture, "png", png);
            }
        });
    }

    /**
     * An image, its reconstruction and the map of the errors, side by side with titles and a scale for the errors.
     *
     * <p>The error of a pixel is the absolute difference averaged over the channels. Its colours go from 0 to a round
     * number above 99.9 % of the errors; the scale says so if there are larger ones. Images are enlarged by whole
     * factors or shrunk so that each is some 256 to 1024 pixels wide.
     *
     * @param caption a line of text beneath, cut off where it gets too long; may be empty
     * @throws IllegalArgumentException if the two images differ in width, height or channels
     * @throws IllegalStateException    if this Java finds no font to write with
     */
    public static BufferedImage comparison(Image original, Image reconstruction, String caption) {
        return new Comparison(original, reconstruction).draw(caption);
    }
}
