package org.inrzoo.io;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Whether this Java can write text into pictures: it has no fonts of its own, and servers and containers may have none. */
public final class Fonts {

    private Fonts() {}

    /** What to tell where there are none: what is missing and what to install. */
    public static Optional<String> missing() {
        return metrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "pictures have no text, since this Java finds no fonts: install fontconfig and a font such as DejaVu");
    }

    /** The measures of a font, or nothing where there are none; the first use of a font then fails in many ways. */
    static Optional<FontMetrics> metrics(Font font) {
        try {
            Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
            FontMetrics metrics = g.getFontMetrics(font);
            g.dispose();
            return Optional.of(metrics);
        } catch (RuntimeException | InternalError | LinkageError e) {
            return Optional.empty();
        }
    }
}
