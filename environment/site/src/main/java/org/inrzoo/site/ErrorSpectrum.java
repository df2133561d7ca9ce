package org.inrzoo.site;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.ColorMap;
import org.jtransforms.fft.DoubleFFT_2D;

/** How much of a picture, or of the error of another, is at which frequency. */
final class ErrorSpectrum {

    /** What the darkest colour stands for, in decibels below the lightest. */
    private static final double RANGE = 80;

    private final int width;
    private final int height;
    private final double[][] power;

    /** The spectrum of an image's brightness. */
    ErrorSpectrum(Image image) {
        this(image.width(), image.height(), brightness(image));
    }

    /** The spectrum of the difference of two images of one size. */
    ErrorSpectrum(Image image, Image other) {
        this(image.width(), image.height(), difference(brightness(image), brightness(other)));
    }

    private ErrorSpectrum(int width, int height, double[] values) {
        this.width = width;
        this.height = height;
        double[][] rows = new double[height][2 * width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, y * width, rows[y], 0, width);
        }
        new DoubleFFT_2D(height, width).realForwardFull(rows);
        power = new double[height][width];
        double count = (double) width * height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                power[y][x] =
                        (rows[y][2 * x] * rows[y][2 * x] + rows[y][2 * x + 1] * rows[y][2 * x + 1]) / (count * count);
            }
        }
    }

    private static double[] brightness(Image image) {
        double[] values = new double[image.width() * image.height()];
        for (int i = 0; i < image.values().length; i++) {
            values[i / image.channels()] += image.values()[i] / image.channels();
        }
        return values;
    }

    private static double[] difference(double[] values, double[] others) {
        double[] difference = new double[values.length];
        Arrays.setAll(difference, i -> values[i] - others[i]);
        return difference;
    }

    /** Cycles across the picture and their mean power in decibels of full scale, from one cycle to the finest on both axes. */
    List<double[]> rings() {
        int rings = Math.min(width, height) / 2;
        double[] sums = new double[rings + 1];
        int[] counts = new int[rings + 1];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                long ring = Math.round(Math.hypot(Math.min(x, width - x), Math.min(y, height - y)));
                if (ring >= 1 && ring <= rings) {
                    sums[(int) ring] += power[y][x];
                    counts[(int) ring]++;
                }
            }
        }
        List<double[]> points = new ArrayList<>();
        for (int ring = 1; ring <= rings; ring++) {
            points.add(new double[] {ring, 10 * Math.log10(sums[ring] / counts[ring])});
        }
        return points;
    }

    /** As a picture with the coarsest waves in the middle: the lighter, the more there is. */
    BufferedImage picture() {
        double largest =
                Arrays.stream(power).flatMapToDouble(Arrays::stream).max().orElse(0);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double below = 10
                        * Math.log10(power[(y + (height + 1) / 2) % height][(x + (width + 1) / 2) % width] / largest);
                picture.setRGB(x, y, ColorMap.rgb(Double.isNaN(below) ? 0 : 1 + below / RANGE));
            }
        }
        return picture;
    }
}
