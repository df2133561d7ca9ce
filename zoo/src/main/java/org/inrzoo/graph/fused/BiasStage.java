package org.inrzoo.graph.fused;

/** A term for every channel. */
final class BiasStage implements MapStage {

    private final MapLoops loops;
    private final Maps x;
    private final Maps y;
    private final int offset;

    BiasStage(MapLoops loops, Maps x, Maps y, int offset) {
        this.loops = loops;
        this.x = x;
        this.y = y;
        this.offset = offset;
    }

    @Override
    public void forward(Batch batch) {
        batch.workers().run(batch.count(), (worker, n) -> {
            for (int c = 0; c < x.channels; c++) {
                loops.line(x.values(), y.values(), x.row(n, c), x.pixels(), 1, batch.parameters()[offset + c]);
            }
        });
    }

    @Override
    public void backward(Batch batch) {
        batch.workers().run(x.channels, (worker, c) -> {
            double sum = 0;
            for (int n = 0; n < batch.count(); n++) {
                sum += loops.sum(y.gradients(), x.row(n, c), x.pixels());
                if (x.differentiated()) {
                    loops.add(x.gradients(), y.gradients(), x.gradients(), x.row(n, c), x.pixels());
                }
            }
            batch.found()[offset + c] = (float) sum;
        });
    }
}
