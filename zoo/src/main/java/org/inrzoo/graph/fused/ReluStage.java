package org.inrzoo.graph.fused;

/** max(x, 0), with the gradient 0 at 0. */
record ReluStage(MapLoops loops, Maps x, Maps y) implements MapStage {

    @Override
    public void forward(Batch batch) {
        batch.workers()
                .run(
                        batch.count(),
                        (worker, n) -> loops.relu(x.values(), y.values(), x.row(n, 0), x.channels * x.pitch));
    }

    @Override
    public void backward(Batch batch) {
        if (!x.differentiated()) {
            return;
        }
        batch.workers()
                .run(
                        batch.count(),
                        (worker, n) -> loops.addWherePositive(
                                x.gradients(), y.gradients(), y.values(), x.row(n, 0), x.channels * x.pitch));
    }
}
