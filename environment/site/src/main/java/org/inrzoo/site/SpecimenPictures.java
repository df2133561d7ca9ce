package org.inrzoo.site;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.ColorMap;
import org.inrzoo.run.ZoomWindow;

/**
 * The pictures of a specimen, drawn from its network.
 *
 * @param reconstruction all of it, at the pixels that were fitted
 * @param zoom a part of an eighth of its sides, as fine as a whole picture
 * @param pixels the same part of the pixels that were fitted
 * @param error how far each pixel is off, dark where it is right
 * @param errorTop what the lightest colour of that stands for
 * @param spectrum of the error
 * @param rings the same from coarse to fine: cycles across the picture, decibels
 * @param originalRings those of the picture itself
 */
record SpecimenPictures(
        BufferedImage reconstruction,
        BufferedImage zoom,
        Optional<BufferedImage> pixels,
        Optional<BufferedImage> error,
        double errorTop,
        Optional<BufferedImage> spectrum,
        List<double[]> rings,
        List<double[]> originalRings) {

    /** How many times as fine the part is drawn. */
    static final int ZOOM = 8;

    /** What the colours of the map of errors hold; the few largest would leave none for the others. */
    private static final double SHOWN = 0.999;

    /** Pixels of the largest picture that is drawn to cut a part out of it. */
    private static final int MOST = 1 << 22;

    static SpecimenPictures of(Specimen specimen) {
        FittedImage fitted = specimen.fitted();
        Image drawn = fitted.render(fitted.width(), fitted.height());
        Image seen = specimen.original().orElse(drawn);
        ZoomWindow window = ZoomWindow.of(seen);
        int width = Math.max(1, seen.width() / ZOOM);
        int height = Math.max(1, seen.height() / ZOOM);
        int x = window.x() + (window.width() - width) / 2;
        int y = window.y() + (window.height() - height) / 2;
        Optional<float[]> errors = specimen.original().map(original -> errors(original, drawn));
        double top = errors.map(SpecimenPictures::top).orElse(0.0);
        Optional<ErrorSpectrum> spectrum = specimen.original().map(original -> new ErrorSpectrum(original, drawn));
        return new SpecimenPictures(
                drawn.toBufferedImage(),
                zoom(fitted, x, y, width, height),
                specimen.original().map(original -> original.toBufferedImage().getSubimage(x, y, width, height)),
                errors.map(values -> colored(values, drawn.width(), top)),
                top,
                spectrum.map(ErrorSpectrum::picture),
                spectrum.map(ErrorSpectrum::rings).orElse(List.of()),
                specimen.original()
                        .map(original -> new ErrorSpectrum(original).rings())
                        .orElse(List.of()));
    }

    /** A part of the picture, asked for point by point; networks that look at neighbours, or answer for all tiles at once, draw all, as fine as fits. */
    private static BufferedImage zoom(FittedImage fitted, int x, int y, int width, int height) {
        if (fitted.architecture().reach() > 0
                || fitted.variant().family().tiles().count() > 1) {
            int factor = ZOOM;
            while (factor > 1 && (long) factor * factor * fitted.width() * fitted.height() > MOST) {
                factor /= 2;
            }
            return fitted.render(factor * fitted.width(), factor * fitted.height())
                    .toBufferedImage()
                    .getSubimage(factor * x, factor * y, factor * width, factor * height);
        }
        float[] points = new float[2 * ZOOM * ZOOM * width * height];
        for (int i = 0; i < points.length / 2; i++) {
            int row = i / (ZOOM * width);
            int column = i % (ZOOM * width);
            points[2 * i] = (float) ((x + (column + 0.5) / ZOOM) / fitted.width());
            points[2 * i + 1] = (float) ((y + (row + 0.5) / ZOOM) / fitted.height());
        }
        return new Image(ZOOM * width, ZOOM * height, fitted.channels(), fitted.at(points)).toBufferedImage();
    }

    private static float[] errors(Image original, Image drawn) {
        float[] errors = new float[drawn.width() * drawn.height()];
        int channels = drawn.channels();
        for (int i = 0; i < drawn.values().length; i++) {
            errors[i / channels] += Math.abs(drawn.values()[i] - original.values()[i]) / channels;
        }
        return errors;
    }

    private static double top(float[] errors) {
        float[] sorted = errors.clone();
        Arrays.sort(sorted);
        double top = sorted[(int) Math.ceil(SHOWN * sorted.length) - 1];
        return top > 0 ? top : 1e-6;
    }

    private static BufferedImage colored(float[] values, int width, double top) {
        BufferedImage picture = new BufferedImage(width, values.length / width, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            picture.setRGB(i % width, i / width, ColorMap.rgb(values[i] / top));
        }
        return picture;
    }

    /** The lightest colour's error in words. */
    String errorScale() {
        return String.format(Locale.ROOT, errorTop < 0.01 ? "%.1e" : "%.3f", errorTop);
    }

    static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
