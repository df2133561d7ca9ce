package org.inrzoo.graph.fused;

/** A factor for every channel. */
record ScaleStage(MapLoops loops, Maps x, Maps y, int offset) implements MapStage {

    @Override
    public void forward(Batch batch) {
        batch.workers().run(batch.count(), (worker, n) -> {
            for (int c = 0; c < x.channels; c++) {
                float factor = batch.parameters()[offset + c];
                loops.line(x.values(), y.values(), x.row(n, c), x.pixels(), factor, 0);
            }
        });
    }

    @Override
    public void backward(Batch batch) {
        batch.workers().run(x.channels, (worker, c) -> {
            double sum = 0;
            for (int n = 0; n < batch.count(); n++) {
                int row = x.row(n, c);
                sum += loops.products(y.gradients(), row, 0, x.values(), row, 0, x.pixels());
                if (x.differentiated()) {
                    float factor = batch.parameters()[offset + c];
                    loops.addPlane(x.gradients(), y.gradients(), y.gradients(), row, x.pixels(), factor, 0, 0);
                }
            }
            batch.found()[offset + c] = (float) sum;
        });
    }
}
