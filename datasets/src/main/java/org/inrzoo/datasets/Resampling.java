package org.inrzoo.datasets;

/**
 * Changes the size of a picture whose rows come one after the other, so that a large picture need not be in memory to
 * become a small one.
 */
final class Resampling {

    /** What one output sample is made of: source samples from {@code first} on, with weights that sum to 1. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Window(int first, double[] weights) {

        int last() {
            return first + weights.length - 1;
        }
    }

    private final int channels;
    private final Window[] columns;
    private final Window[] rows;
    private final double[] wide;
    private final double[][] sums;
    private final float[] values;
    private int source;
    private int done;

    /**
     * @param fromWidth columns of the rows that come
     * @param fromHeight how many will come
     */
    Resampling(int fromWidth, int fromHeight, int channels, int width, int height, Resize by) {
        this.channels = channels;
        columns = windows(fromWidth, width, by);
        rows = windows(fromHeight, height, by);
        wide = new double[width * channels];
        sums = new double[height][];
        values = new float[height * wide.length];
    }

    static float[] resize(Image image, int width, int height, Resize by) {
        Resampling resampling = new Resampling(image.width(), image.height(), image.channels(), width, height, by);
        float[] row = new float[image.width() * image.channels()];
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.values(), y * row.length, row, 0, row.length);
            resampling.add(row);
        }
        return resampling.values();
    }

    /** Takes the next row, which may be changed afterwards. */
    void add(float[] row) {
        widen(row);
        for (int y = done; y < rows.length && rows[y].first <= source; y++) {
            if (sums[y] == null) {
                sums[y] = new double[wide.length];
            }
            double weight = rows[y].weights[source - rows[y].first];
            for (int i = 0; i < wide.length; i++) {
                sums[y][i] += weight * wide[i];
            }
            if (rows[y].last() == source) {
                finish(y);
            }
        }
        source++;
    }

    private void widen(float[] row) {
        int o = 0;
        for (Window window : columns) {
            int start = window.first * channels;
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                for (int k = 0; k < window.weights.length; k++) {
                    sum += window.weights[k] * row[start + k * channels + c];
                }
                wide[o++] = sum;
            }
        }
    }

    private void finish(int y) {
        for (int i = 0; i < wide.length; i++) {
            // Weights sum to 1 only up to rounding.
            values[y * wide.length + i] = (float) Math.min(1, Math.max(0, sums[y][i]));
        }
        sums[y] = null;
        done = y + 1;
    }

    /** The picture, once all rows have come. */
    float[] values() {
        return values;
    }

    private static Window[] windows(int from, int to, Resize by) {
        Window[] windows = new Window[to];
        for (int i = 0; i < to; i++) {
            windows[i] = by != Resize.BILINEAR && to <= from
                    ? area(i, from, to)
                    : switch (by) {
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
        double center = (i + 0.5) * from / to - 0.5;
        int first = (int) Math.floor(center);
        if (first < 0) {
            return new Window(0, new double[] {1});
        }
        if (first >= from - 1) {
            return new Window(from - 1, new double[] {1});
        }
        double right = center - first;
        return new Window(first, new double[] {1 - right, right});
    }

    /** The source pixels around the centre of output pixel {@code i}; those beyond the border are the border's. */
    private static Window kernel(Kernel kernel, int i, int from, int to) {
        double center = (i + 0.5) * from / to - 0.5;
        int before = (int) Math.floor(center);
        double[] weights = kernel.weights(center - before);
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
