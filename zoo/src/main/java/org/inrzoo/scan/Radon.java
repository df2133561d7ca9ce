package org.inrzoo.scan;

/**
 * The line integrals of a picture of pixels: samples along each ray, as many as there are detectors, interpolated bilinearly
 * between pixel centres and zero outside.
 *
 * @param beam the rays
 * @param size pixels per side of the picture
 */
public record Radon(ParallelBeam beam, int size) implements LinearOperator {

    /** Takes a sample's pixel and its share of the ray's integral. */
    private interface Share {
        void of(int pixel, double weight);
    }

    @Override
    public int inputs() {
        return size * size;
    }

    @Override
    public int outputs() {
        return beam.rays();
    }

    @Override
    public double[] apply(double[] picture) {
        LinearOperator.require(picture, inputs());
        double[] sinogram = new double[outputs()];
        double[] xy = new double[2 * beam.bins()];
        for (int ray = 0; ray < sinogram.length; ray++) {
            int at = ray;
            follow(ray, xy, (pixel, weight) -> sinogram[at] += weight * picture[pixel]);
        }
        return sinogram;
    }

    @Override
    public double[] adjoint(double[] sinogram) {
        LinearOperator.require(sinogram, outputs());
        double[] picture = new double[inputs()];
        double[] xy = new double[2 * beam.bins()];
        for (int ray = 0; ray < sinogram.length; ray++) {
            double value = sinogram[ray];
            follow(ray, xy, (pixel, weight) -> picture[pixel] += weight * value);
        }
        return picture;
    }

    private void follow(int ray, double[] xy, Share share) {
        int samples = beam.bins();
        beam.samples(ray, samples, xy);
        double step = 2.0 / samples;
        for (int i = 0; i < samples; i++) {
            double column = (xy[2 * i] + 1) / 2 * size - .5;
            double row = (1 - xy[2 * i + 1]) / 2 * size - .5;
            int left = (int) Math.floor(column);
            int top = (int) Math.floor(row);
            double right = column - left;
            double down = row - top;
            pixel(top, left, step * (1 - down) * (1 - right), share);
            pixel(top, left + 1, step * (1 - down) * right, share);
            pixel(top + 1, left, step * down * (1 - right), share);
            pixel(top + 1, left + 1, step * down * right, share);
        }
    }

    private void pixel(int row, int column, double weight, Share share) {
        if (row >= 0 && row < size && column >= 0 && column < size) {
            share.of(row * size + column, weight);
        }
    }
}
