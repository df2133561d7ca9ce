package org.inrzoo.scan;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The classical reconstruction of a parallel-beam scan: each view is filtered, and its values are laid back along their rays
 * (Kak and Slaney, §3.3).
 *
 * @param beam the rays
 * @param window of the ramp filter
 */
public record FilteredBackProjection(ParallelBeam beam, Window window) {

    /** What tames the ramp's high frequencies. */
    public enum Window {
        /** Nothing: Ram-Lak. */
        RAM_LAK,
        /** (1 + cos(π f / f_max)) / 2. */
        HANN
    }

    /**
     * The picture.
     *
     * @param sinogram [views, bins]; not modified
     * @param size pixels per side
     * @return [size, size]
     */
    public double[] reconstruct(double[] sinogram, int size) {
        LinearOperator.require(sinogram, beam.rays());
        double[] filtered = filtered(sinogram);
        double[] picture = new double[Math.multiplyExact(size, size)];
        for (int view = 0; view < beam.views(); view++) {
            double cos = Math.cos(beam.angle(view));
            double sin = Math.sin(beam.angle(view));
            for (int pixel = 0; pixel < picture.length; pixel++) {
                double x = (2.0 * (pixel % size) + 1) / size - 1;
                int row = pixel / size;
                double y = 1 - (2.0 * row + 1) / size;
                double bin = (x * cos + y * sin + 1) / 2 * beam.bins() - .5;
                picture[pixel] += between(filtered, view * beam.bins(), bin) * Math.PI / beam.views();
            }
        }
        return picture;
    }

    /** Each view convolved with the band-limited ramp, whose taps are exact in space so that the mean comes out right. */
    private double[] filtered(double[] sinogram) {
        int bins = beam.bins();
        int length = Integer.highestOneBit(Math.max(4, 2 * bins - 1) - 1) << 1;
        double[] gain = gain(length);
        DoubleFFT_1D fft = new DoubleFFT_1D(length);
        double[] filtered = new double[sinogram.length];
        for (int view = 0; view < beam.views(); view++) {
            double[] row = new double[2 * length];
            System.arraycopy(sinogram, view * bins, row, 0, bins);
            fft.realForwardFull(row);
            for (int i = 0; i < length; i++) {
                row[2 * i] *= gain[i];
                row[2 * i + 1] *= gain[i];
            }
            fft.complexInverse(row, true);
            for (int i = 0; i < bins; i++) {
                filtered[view * bins + i] = row[2 * i];
            }
        }
        return filtered;
    }

    private double[] gain(int length) {
        double spacing = 2.0 / beam.bins();
        double[] taps = new double[2 * length];
        taps[0] = 1 / (4 * spacing);
        for (int i = 1; i <= length / 2; i += 2) {
            double tap = -1 / (Math.PI * Math.PI * i * i * spacing);
            taps[i] = tap;
            taps[length - i] = tap;
        }
        new DoubleFFT_1D(length).realForwardFull(taps);
        double[] gain = new double[length];
        for (int i = 0; i < length; i++) {
            double frequency = Math.min(i, length - i) / (length / 2.0);
            gain[i] = taps[2 * i] * (window == Window.HANN ? (1 + Math.cos(Math.PI * frequency)) / 2 : 1);
        }
        return gain;
    }

    private double between(double[] values, int from, double bin) {
        int left = (int) Math.floor(bin);
        double right = bin - left;
        double sum = 0;
        if (left >= 0 && left < beam.bins()) {
            sum += (1 - right) * values[from + left];
        }
        if (left + 1 >= 0 && left + 1 < beam.bins()) {
            sum += right * values[from + left + 1];
        }
        return sum;
    }
}
