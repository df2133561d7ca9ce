package org.inrzoo;

import java.util.Optional;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Interpolation;
import org.inrzoo.metric.BetweenReference;
import org.inrzoo.metric.Psnr;

/**
 * How well a network shows its picture between the pixels it was fitted to: it is drawn with twice as many pixels on every
 * axis, whose centres all lie a quarter of a pixel beside those that were fitted, and compared with a reference of that size.
 *
 * <p>A perfect score is not to be had against the source: the fitted pixels do not tell all of its detail, to no method.
 * Interpolation of the fitted pixels, scored alike, says how much they do.
 *
 * @param psnr standard PSNR, dB
 * @param reference what it was compared with
 */
public record BetweenPixels(double psnr, BetweenReference reference) {

    /** The wanted values of a pixel of the picture at twice the size. */
    private interface Wanted {
        void read(int x, int y, float[] target);
    }

    /**
     * The score of a fitted image.
     *
     * @param pixels the picture that was fitted
     * @param twice its source at exactly twice the size, where there is one
     */
    public static BetweenPixels of(FittedImage fitted, Image pixels, Optional<Image> twice) {
        Wanted wanted = twice.map(BetweenPixels::source).orElseGet(() -> interpolation(pixels));
        double[] sum = {0};
        float[] target = new float[pixels.channels()];
        new ImageRenderer(fitted).draw(2 * pixels.width(), 2 * pixels.height(), (x, y, values, at) -> {
            wanted.read(x, y, target);
            for (int c = 0; c < target.length; c++) {
                double error = (double) ImageRenderer.clamped(values[at + c]) - target[c];
                sum[0] += error * error;
            }
        });
        double mse = sum[0] / (4.0 * pixels.values().length);
        return new BetweenPixels(
                Psnr.ofMse(mse), twice.isPresent() ? BetweenReference.SOURCE : BetweenReference.INTERPOLATION);
    }

    private static Wanted source(Image twice) {
        int channels = twice.channels();
        return (x, y, target) ->
                System.arraycopy(twice.values(), (y * twice.width() + x) * channels, target, 0, channels);
    }

    private static Wanted interpolation(Image pixels) {
        Interpolation between = Interpolation.of(pixels);
        return (x, y, target) -> {
            between.read((x + 0.5) / 2 - 0.5, (y + 0.5) / 2 - 0.5, target, 0);
            for (int c = 0; c < target.length; c++) {
                target[c] = Math.max(0, Math.min(1, target[c]));
            }
        };
    }
}
