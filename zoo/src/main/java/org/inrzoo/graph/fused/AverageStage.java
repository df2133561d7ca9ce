package org.inrzoo.graph.fused;

/** The mean over all pixels. */
record AverageStage(MapLoops loops, Maps x, Maps y) implements MapStage {

    @Override
    public void forward(Batch batch) {
        for (int n = 0; n < batch.count(); n++) {
            for (int c = 0; c < x.channels; c++) {
                y.values()[y.row(n, c)] = loops.sum(x.values(), x.row(n, c), x.pixels()) / x.pixels();
            }
        }
    }

    @Override
    public void backward(Batch batch) {
        for (int n = 0; x.differentiated() && n < batch.count(); n++) {
            for (int c = 0; c < x.channels; c++) {
                float share = y.gradients()[y.row(n, c)] / x.pixels();
                for (int p = 0; p < x.pixels(); p++) {
                    x.gradients()[x.row(n, c) + p] += share;
                }
            }
        }
    }
}
