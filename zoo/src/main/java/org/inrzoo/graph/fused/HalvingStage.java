package org.inrzoo.graph.fused;

/** The largest of every 2×2 pixels; the first of equal ones has the gradient. */
record HalvingStage(Maps x, Maps y) implements MapStage {

    @Override
    public void forward(Batch batch) {
        batch.workers().run(batch.count(), (worker, n) -> {
            float[] in = x.values();
            for (int c = 0; c < x.channels; c++) {
                for (int p = 0; p < y.pixels(); p++) {
                    int at = corner(n, c, p);
                    float upper = Math.max(in[at], in[at + 1]);
                    float lower = Math.max(in[at + x.width], in[at + x.width + 1]);
                    y.values()[y.row(n, c) + p] = Math.max(upper, lower);
                }
            }
        });
    }

    @Override
    public void backward(Batch batch) {
        if (!x.differentiated()) {
            return;
        }
        batch.workers().run(batch.count(), (worker, n) -> {
            for (int c = 0; c < x.channels; c++) {
                for (int p = 0; p < y.pixels(); p++) {
                    int row = y.row(n, c) + p;
                    x.gradients()[largest(corner(n, c, p), y.values()[row])] += y.gradients()[row];
                }
            }
        });
    }

    private int corner(int picture, int channel, int pixel) {
        return x.row(picture, channel) + 2 * (pixel / y.width) * x.width + 2 * (pixel % y.width);
    }

    private int largest(int corner, float value) {
        float[] in = x.values();
        if (in[corner] == value) {
            return corner;
        }
        if (in[corner + 1] == value) {
            return corner + 1;
        }
        return in[corner + x.width] == value ? corner + x.width : corner + x.width + 1;
    }
}
