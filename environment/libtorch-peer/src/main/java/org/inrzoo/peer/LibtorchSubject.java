package org.inrzoo.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import org.inrzoo.bench.BenchmarkSubject;
import org.inrzoo.bench.Workload;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;

/** The workload's network trained and rendered by libtorch, with Adam, in its best batch size. */
final class LibtorchSubject implements BenchmarkSubject {

    private static final int[] BATCHES = {1_024, 4_096, 16_384, 65_536};
    private static final int RENDER_BATCH = 16_384;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final LibtorchNetwork network;
    private final Optimizer adam;
    private final int size;
    private final int points;
    private final NDArray coordinates;
    private final NDArray targets;
    private final int batch;
    private long optimizerNanos;

    LibtorchSubject(Workload workload) {
        size = workload.size();
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("the libtorch peer needs a power of two for --size, not " + size);
        }
        Recipe recipe = workload.variant().recipe();
        Architecture architecture = workload.architecture();
        points = size * size;
        network = new LibtorchNetwork(architecture, architecture.parameters().initialize(0), manager);
        adam = Optimizer.adam()
                .optLearningRateTracker(Tracker.fixed((float) recipe.rate()))
                .optBeta1((float) recipe.optimization().beta1())
                .optBeta2((float) recipe.optimization().beta2())
                .optEpsilon((float) recipe.optimization().epsilon())
                .build();
        Image image = Datasets.image("camera").resize(size, size);
        float[] p = new float[2 * points];
        float[] y = new float[points];
        for (int m = 0; m < points; m++) {
            int row = MortonOrder.row(m);
            int column = MortonOrder.column(m);
            p[2 * m] = recipe.grid().coordinate(row, size);
            p[2 * m + 1] = recipe.grid().coordinate(column, size);
            y[m] = recipe.targets().fromUnit(image.values()[row * size + column]);
        }
        coordinates = manager.create(p, new Shape(points, 2));
        targets = manager.create(y, new Shape(points, 1));
        batch = bestBatch();
    }

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public String optimizer() {
        return "adam";
    }

    @Override
    public double optimizerSeconds() {
        return optimizerNanos * 1e-9;
    }

    @Override
    public void trainFull() {
        step(0, points);
    }

    @Override
    public void trainBatched() {
        pass(batch);
    }

    @Override
    public void render() {
        int count = network.looksAround() ? points : Math.min(points, RENDER_BATCH);
        for (int first = 0; first < points; first += count) {
            try (NDManager scope = manager.newSubManager()) {
                network.forward(rows(coordinates, first, count, scope), Pixels.range(size, first, count))
                        .toFloatArray();
            }
        }
    }

    private int bestBatch() {
        int best = points;
        double least = Double.POSITIVE_INFINITY;
        for (int candidate : BATCHES) {
            if (candidate <= points && !network.looksAround()) {
                pass(candidate);
                long start = System.nanoTime();
                pass(candidate);
                double seconds = (System.nanoTime() - start) * 1e-9;
                best = seconds < least ? candidate : best;
                least = Math.min(least, seconds);
            }
        }
        return best;
    }

    private void pass(int count) {
        for (int first = 0; first < points; first += count) {
            step(first, count);
        }
    }

    private void step(int first, int count) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray residual = network.forward(rows(coordinates, first, count, scope), Pixels.range(size, first, count))
                    .sub(rows(targets, first, count, scope));
            tape.backward(residual.square().mean());
            long start = System.nanoTime();
            network.trainable().forEach((name, parameter) -> {
                try (NDArray gradient = parameter.getGradient()) {
                    adam.update(name, parameter, gradient);
                }
            });
            optimizerNanos += System.nanoTime() - start;
            tape.zeroGradients();
        }
    }

    private static NDArray rows(NDArray array, int first, int count, NDManager scope) {
        NDArray rows = array.get(first + ":" + (first + count));
        rows.attach(scope);
        return rows;
    }

    @Override
    public void close() {
        manager.close();
    }
}
