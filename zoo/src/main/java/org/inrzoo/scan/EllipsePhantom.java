package org.inrzoo.scan;

import java.util.List;

/**
 * A picture that is a sum of ellipses: its sinogram and its Fourier transform are known exactly, so that no reconstruction is
 * tried on measurements that were simulated by the same pixels.
 *
 * @param ellipses any number
 */
public record EllipsePhantom(List<Ellipse> ellipses) {

    /** Copies the list. */
    public EllipsePhantom {
        ellipses = List.copyOf(ellipses);
    }

    /** The Shepp–Logan head with the contrast of Toft (The Radon Transform, 1996, Table B.3), whose values go from 0 to 1. */
    public static EllipsePhantom sheppLogan() {
        return new EllipsePhantom(List.of(
                new Ellipse(1, .69, .92, 0, 0, 0),
                new Ellipse(-.8, .6624, .874, 0, -.0184, 0),
                new Ellipse(-.2, .11, .31, .22, 0, -18),
                new Ellipse(-.2, .16, .41, -.22, 0, 18),
                new Ellipse(.1, .21, .25, 0, .35, 0),
                new Ellipse(.1, .046, .046, 0, .1, 0),
                new Ellipse(.1, .046, .046, 0, -.1, 0),
                new Ellipse(.1, .046, .023, -.08, -.605, 0),
                new Ellipse(.1, .023, .023, 0, -.606, 0),
                new Ellipse(.1, .023, .046, .06, -.605, 0)));
    }

    /** The value at a point of [-1, 1]². */
    public double at(double x, double y) {
        return ellipses.stream().mapToDouble(ellipse -> ellipse.at(x, y)).sum();
    }

    /**
     * The picture by pixels, each the mean of samples inside it.
     *
     * @param size pixels per side, at least 1
     * @param samples per side of a pixel; 1 takes its centre
     * @return [size, size], row-major from the top
     */
    public double[] picture(int size, int samples) {
        double[] values = new double[Math.multiplyExact(size, size)];
        double finer = (double) size * samples;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double sum = 0;
                for (int i = 0; i < samples * samples; i++) {
                    double x = (2 * (column * samples + i % samples) + 1) / finer - 1;
                    double y = 1 - (2 * (row * samples + i / samples) + 1) / finer;
                    sum += at(x, y);
                }
                values[row * size + column] = sum / (samples * samples);
            }
        }
        return values;
    }

    /** The exact line integrals of all rays, [views, bins]. */
    public double[] sinogram(ParallelBeam beam) {
        double[] sinogram = new double[beam.rays()];
        for (int ray = 0; ray < sinogram.length; ray++) {
            double theta = beam.angle(ray / beam.bins());
            double s = beam.offset(ray % beam.bins());
            sinogram[ray] =
                    ellipses.stream().mapToDouble(e -> e.lineIntegral(theta, s)).sum();
        }
        return sinogram;
    }

    /** The exact Fourier transform at a frequency, cycles per unit: real part, imaginary part. */
    public double[] transform(double kx, double ky) {
        double[] sum = new double[2];
        for (Ellipse ellipse : ellipses) {
            double[] part = ellipse.transform(kx, ky);
            sum[0] += part[0];
            sum[1] += part[1];
        }
        return sum;
    }
}
