package org.inrzoo.graph.fused;

/** The sum of two maps. */
record SumStage(MapLoops loops, Maps a, Maps b, Maps y) implements MapStage {

    @Override
    public void forward(Batch batch) {
        batch.workers()
                .run(
                        batch.count(),
                        (worker, n) ->
                                loops.add(a.values(), b.values(), y.values(), y.row(n, 0), y.channels * y.pitch));
    }

    @Override
    public void backward(Batch batch) {
        for (Maps part : new Maps[] {a, b}) {
            if (part.differentiated()) {
                batch.workers().run(batch.count(), (worker, n) -> {
                    float[] dx = part.gradients();
                    loops.add(dx, y.gradients(), dx, y.row(n, 0), y.channels * y.pitch);
                });
            }
        }
    }
}
