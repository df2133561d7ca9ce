package org.inrzoo.graph.fused;

/** What is left of a without b. */
record DifferenceStage(MapLoops loops, Maps a, Maps b, Maps y) implements MapStage {

    @Override
    public void forward(Batch batch) {
        batch.workers().run(batch.count(), (worker, n) -> {
            int from = y.row(n, 0);
            int count = y.channels * y.pitch;
            loops.line(a.values(), y.values(), from, count, 1, 0);
            loops.addPlane(y.values(), b.values(), b.values(), from, count, -1, 0, 0);
        });
    }

    @Override
    public void backward(Batch batch) {
        batch.workers().run(batch.count(), (worker, n) -> {
            float[] dy = y.gradients();
            int from = y.row(n, 0);
            int count = y.channels * y.pitch;
            if (a.differentiated()) {
                loops.add(a.gradients(), dy, a.gradients(), from, count);
            }
            if (b.differentiated()) {
                loops.addPlane(b.gradients(), dy, dy, from, count, -1, 0, 0);
            }
        });
    }
}
