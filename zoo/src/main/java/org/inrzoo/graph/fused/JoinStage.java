package org.inrzoo.graph.fused;

/** The channels of b behind those of a. */
record JoinStage(Maps a, Maps b, Maps y) implements MapStage {

    @Override
    public void forward(Batch batch) {
        batch.workers().run(batch.count(), (worker, n) -> {
            System.arraycopy(a.values(), a.row(n, 0), y.values(), y.row(n, 0), a.channels * y.pitch);
            System.arraycopy(b.values(), b.row(n, 0), y.values(), y.row(n, a.channels), b.channels * y.pitch);
        });
    }

    @Override
    public void backward(Batch batch) {
        batch.workers().run(batch.count(), (worker, n) -> {
            back(a, n, y.row(n, 0));
            back(b, n, y.row(n, a.channels));
        });
    }

    private void back(Maps part, int picture, int from) {
        int to = part.row(picture, 0);
        for (int i = 0; part.differentiated() && i < part.channels * y.pitch; i++) {
            part.gradients()[to + i] += y.gradients()[from + i];
        }
    }
}
