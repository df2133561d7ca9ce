package org.inrzoo.graph.fused;

/** The batch norm, channel by channel over all pictures: y = gain (x - mean)/√(variance + ε) + shift. */
final class NormStage implements MapStage {

    private final MapLoops loops;
    private final Maps x;
    private final Maps y;
    private final double epsilon;
    private final Places places;
    private final float[] means;
    private final float[] scales;

    /** Where its parameters and statistics begin in the flat vector. */
    record Places(int gain, int shift, int mean, int variance) {}

    NormStage(MapLoops loops, Maps x, Maps y, double epsilon, Places places) {
        this.loops = loops;
        this.x = x;
        this.y = y;
        this.epsilon = epsilon;
        this.places = places;
        means = new float[x.channels];
        scales = new float[x.channels];
    }

    @Override
    public void forward(Batch batch) {
        double all = (double) batch.count() * x.pixels();
        batch.workers().run(x.channels, (worker, c) -> {
            double sum = 0;
            for (int n = 0; n < batch.count(); n++) {
                sum += loops.sum(x.values(), x.row(n, c), x.pixels());
            }
            float mean = (float) (sum / all);
            double squares = 0;
            for (int n = 0; n < batch.count(); n++) {
                squares += loops.products(x.values(), x.row(n, c), mean, x.values(), x.row(n, c), mean, x.pixels());
            }
            means[c] = mean;
            scales[c] = (float) (1 / Math.sqrt(squares / all + epsilon));
            batch.found()[places.mean + c] = mean;
            batch.found()[places.variance + c] = (float) (squares / all);
            float factor = scales[c] * batch.parameters()[places.gain + c];
            float term = batch.parameters()[places.shift + c] - mean * factor;
            for (int n = 0; n < batch.count(); n++) {
                loops.line(x.values(), y.values(), x.row(n, c), x.pixels(), factor, term);
            }
        });
    }

    /** With x̂ = (x - mean)/√(variance + ε): dx = gain/√(variance + ε) (dy - mean dy - x̂ · mean(dy x̂)). */
    @Override
    public void backward(Batch batch) {
        double all = (double) batch.count() * x.pixels();
        batch.workers().run(x.channels, (worker, c) -> {
            double sum = 0;
            double along = 0;
            for (int n = 0; n < batch.count(); n++) {
                int row = x.row(n, c);
                sum += loops.sum(y.gradients(), row, x.pixels());
                along += loops.products(y.gradients(), row, 0, x.values(), row, means[c], x.pixels());
            }
            double byGain = along * scales[c];
            batch.found()[places.gain + c] = (float) byGain;
            batch.found()[places.shift + c] = (float) sum;
            if (x.differentiated()) {
                double factor = (double) scales[c] * batch.parameters()[places.gain + c];
                double slope = -factor * byGain / all * scales[c];
                double term = -factor * sum / all - slope * means[c];
                for (int n = 0; n < batch.count(); n++) {
                    loops.addPlane(
                            x.gradients(),
                            y.gradients(),
                            x.values(),
                            x.row(n, c),
                            x.pixels(),
                            (float) factor,
                            (float) slope,
                            (float) term);
                }
            }
        });
    }
}
