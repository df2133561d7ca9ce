package org.inrzoo.datasets;

/** Changes the size of an image one axis at a time. */
final class Resampling {

    /** What one output sample is made of: source samples from {@code first} on, with weights that sum to 1. */
    private record Window(int first, double[] weights) {
    }

    private Resampling() {
    }

    static float[] resize(Image image, int width, int height, Resize by) {
        double[] wide = alongRows(image, windows(image.width(), width, by));
        return alongColumns(wide, width * image.channels(), windows(image.height(), height, by));
    }

    private static double[] alongRows(Image image, Window[] windows) {
        int channels = image.channels();
        float[] in = image.values();
        double[] out = new double[windows.length * channels * image.height()];
        int o = 0;
        for (int y = 0; y < image.height(); y++) {
            for (Window window : windows) {
                int start = (y * image.width() + window.first) * channels;
                for (int c = 0; c < channels; c++) {
                    double sum = 0;
                    for (int k = 0; k < window.weights.length; k++) {
                        sum += window.weights[k] * in[start + k * channels + c];
                    }
                    out[o++] = sum;
                }
            }
        }
        return out;
    }

    private static float[] alongColumns(double[] in, int rowLength, Window[] windows) {
        float[] out = new float[windows.length * rowLength];
        int o = 0;
        for (Window window : windows) {
            for (int i = 0; i < rowLength; i++) {
                double sum = 0;
                for (int k = 0; k < window.weights.length; k++) {
                    sum += window.weights[k] * in[(window.first + k) * rowLength + i];
                }
                // Weights sum to 1 only up to rounding.
                out[o++] = (float) Math.min(1, Math.max(0, sum));
            }
        }
        return out;
    }

    private static Window[] windows(int from, int to, Resize by) {
        Window[] windows = new Window[to];
        for (int i = 0; i < to; i++) {
            windows[i] = by != Resize.BILINEAR && to <= from ? area(i, from, to) : switch (by) {
                case AREA, BILINEAR -> linear(i, from, to);
                case BICUBIC -> kernel(Kernel.CUBIC, i, from, to);
                case LANCZOS -> kernel(Kernel.LANCZOS, i, from, to);
            };
        }
        return windows;
    }

    /** The source pixels under output pixel {@code i}, in units of 1/to of a source pixel so that all is exact. */
    private static Window area(int i, int from, int to) {
        long begin = (long) i * from;
        long end = begin + from;
        int first = (int) (begin / to);
        int last = (int) ((end - 1) / to);
        double[] weights = new double[last - first + 1];
        for (int k = 0; k < weights.length; k++) {
            long pixel = (long) (first + k) * to;
            weights[k] = (double) (Math.min(end, pixel + to) - Math.max(begin, pixel)) / from;
        }
        return new Window(first, weights);
    }

    /** The two source pixels whose centres are around the centre of output pixel {@code i}. */
    private static Window linear(int i, int from, int to) {
        double centre = (i + 0.5) * from / to - 0.5;
        int first = (int) Math.floor(centre);
        if (first < 0) {
            return new Window(0, new double[] {1});
        }
        if (first >= from - 1) {
            return new Window(from - 1, new double[] {1});
        }
        double right = centre - first;
        return new Window(first, new double[] {1 - right, right});
    }

    /** The source pixels around the centre of output pixel {@code i}; those beyond the border are the border's. */
    private static Window kernel(Kernel kernel, int i, int from, int to) {
        double centre = (i + 0.5) * from / to - 0.5;
        int before = (int) Math.floor(centre);
        double[] weights = kernel.weights(centre - before);
        int begin = before + 1 - kernel.radius();
        int first = Math.max(0, begin);
        int last = Math.min(from - 1, before + kernel.radius());
        double[] inside = new double[last - first + 1];
        for (int k = 0; k < weights.length; k++) {
            inside[Math.max(first, Math.min(last, begin + k)) - first] += weights[k];
        }
        return new Window(first, inside);
    }
}
