package org.inrzoo.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.inrzoo.bench.RaceEntry;
import org.inrzoo.bench.RaceTrack;
import org.inrzoo.bench.Racer;
import org.inrzoo.engine.EngineException;
import org.inrzoo.fit.GridValues;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.Points;
import org.inrzoo.task.ImageTask;

/**
 * The zoo's network trained by libtorch: the same first weights, the same batches of the same points step by step, only in the
 * order inside a batch that libtorch's products like best.
 */
final class LibtorchRacer implements Racer {

    private final String name;
    private final Recipe recipe;
    private final int size;
    private final Objective batches;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final LibtorchNetwork network;
    private final LibtorchOptimizer optimizer;
    private final NDArray coordinates;
    private final NDArray targets;

    /**
     * @param name in the table
     * @param recipe the entry's, or the same with another batch
     * @throws EngineException when the peer does not train like this
     */
    LibtorchRacer(String name, RaceEntry entry, Recipe recipe, RaceTrack track) {
        this.name = name;
        this.recipe = recipe;
        size = track.image().width();
        check(entry, recipe, track);
        ImageTask task = track.task(entry.variant());
        Architecture architecture = entry.variant().architecture(size, size, 1);
        batches = new GridValues(task, recipe);
        network = new LibtorchNetwork(architecture, architecture.parameters().initialize(recipe.seed()), manager);
        optimizer = recipe.optimizer().equals("muon")
                ? new LibtorchMuon(network.trainable(), architecture.parameters(), recipe.optimization(), manager)
                : new LibtorchAdam(network.trainable().values(), recipe.optimization(), recipe.rate(), manager);
        int points = size * size;
        float[] p = new float[2 * points];
        float[] grid = new float[2 * points];
        task.grid().read(0, points, grid);
        float[] y = new float[points];
        for (int m = 0; m < points; m++) {
            int pixel = MortonOrder.row(m) * size + MortonOrder.column(m);
            System.arraycopy(grid, 2 * pixel, p, 2 * m, 2);
            y[m] = task.targets()[pixel];
        }
        coordinates = manager.create(p, new Shape(points, 2));
        targets = manager.create(y, new Shape(points, 1));
    }

    private static void check(RaceEntry entry, Recipe recipe, RaceTrack track) {
        int width = track.image().width();
        require(
                width == track.image().height()
                        && Integer.bitCount(width) == 1
                        && track.image().channels() == 1,
                "square gray images of a power of two");
        require(
                entry.variant().family().tiles().count() == 1
                        && entry.variant().family().levelsOfDetail().size() == 1,
                "networks of whole images at one level of detail");
        require(recipe.jitter() == 0, "recipes without jitter");
        boolean experts = entry.variant().architecture(width, width, 1).layers().stream()
                .anyMatch(LevelsOfExperts.class::isInstance);
        require(!experts || recipe.grid() == GridConvention.PIXEL_CENTERS, "experts of pixels' centres");
        require(recipe.optimizer().matches("adam|muon"), "the optimisers adam and muon");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new EngineException("the libtorch peer races with " + what + " alone");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int steps() {
        return recipe.steps();
    }

    @Override
    public void step(int step) {
        int[] picked = picked(batches.batch(step).points());
        boolean all = picked.length == size * size;
        Pixels pixels = Pixels.of(size, picked);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray rows = all ? null : manager.create(places(pixels));
                NDArray x = all ? coordinates : coordinates.get(rows);
                NDArray y = all ? targets : targets.get(rows);
                tape.backward(network.forward(x, pixels).sub(y).square().mean());
            }
            optimizer.step(recipe.factorAt(step), step);
        }
    }

    /** The pixels' numbers in Morton order. */
    private int[] picked(Points points) {
        int[] indices = points instanceof GridSubset subset
                ? subset.indices()
                : IntStream.range(0, points.size()).toArray();
        return Arrays.stream(indices)
                .map(pixel -> MortonOrder.number(pixel / size, pixel % size))
                .toArray();
    }

    private static long[] places(Pixels pixels) {
        return Arrays.stream(pixels.numbers()).asLongStream().toArray();
    }

    @Override
    public float[] parameters() {
        return network.values();
    }

    @Override
    public void close() {
        manager.close();
    }
}
