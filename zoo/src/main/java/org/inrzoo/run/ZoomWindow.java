package org.inrzoo.run;

import java.awt.image.BufferedImage;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;

/**
 * A part of an image to look at closely: a quarter of its sides.
 *
 * @param x its first pixel in each row
 * @param y its first row
 * @param width pixels per row
 * @param height rows
 */
public record ZoomWindow(int x, int y, int width, int height) {

    private static final int PART = 4;
    private static final int PLACES = 13;

    /** The largest side of a picture that is drawn to cut a part out. */
    private static final int MAX_PIXELS = 2048;

    /** The part with the most contrast, so that there is something to see. */
    public static ZoomWindow of(Image image) {
        int width = Math.max(1, image.width() / PART);
        int height = Math.max(1, image.height() / PART);
        ZoomWindow best = new ZoomWindow(0, 0, width, height);
        for (int i = 0; i < PLACES * PLACES; i++) {
            ZoomWindow window = new ZoomWindow(
                    i % PLACES * (image.width() - width) / (PLACES - 1),
                    i / PLACES * (image.height() - height) / (PLACES - 1),
                    width,
                    height);
            best = window.variance(image) > best.variance(image) ? window : best;
        }
        return best;
    }

    private double variance(Image image) {
        double sum = 0;
        double squares = 0;
        for (int row = y; row < y + height; row++) {
            for (int k = (row * image.width() + x) * image.channels();
                    k < (row * image.width() + x + width) * image.channels();
                    k++) {
                sum += image.values()[k];
                squares += (double) image.values()[k] * image.values()[k];
            }
        }
        double n = (double) width * height * image.channels();
        return squares / n - sum / n * (sum / n);
    }

    /** This part of an image, pixel by pixel. */
    public BufferedImage pixels(Image image) {
        return image.toBufferedImage().getSubimage(x, y, width, height);
    }

    /** This part of a fitted image of the same size, drawn {@value #PART} times as large where that is not too much. */
    public BufferedImage between(FittedImage fitted) {
        int factor = Math.max(1, Math.min(PART, MAX_PIXELS / Math.max(fitted.width(), fitted.height())));
        return fitted.render(factor * fitted.width(), factor * fitted.height())
                .toBufferedImage()
                .getSubimage(factor * x, factor * y, factor * width, factor * height);
    }
}
