package org.inrzoo.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.stream.IntStream;
import org.inrzoo.bench.Racer;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.network.Architecture;

/**
 * The zoo's network trained by libtorch by any objective of values: the same batches and first weights. The objective's own loss is told the
 * outputs and gives the gradient by them, as it does to the zoo's engines; a batch goes through in parts of the size that takes the
 * least time, whose gradients are added.
 */
final class LibtorchSteps implements Racer {

    private static final int[] PARTS = {1_024, 4_096, 16_384, 65_536};

    /** Layers that are asked for pixels would find none. */
    private static final Pixels NONE = new Pixels(0, new int[0], 1);

    private final Architecture architecture;
    private final Objective objective;
    private final Recipe recipe;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final LibtorchNetwork network;
    private final LibtorchOptimizer optimizer;
    private final int part;
    private long optimizerNanos;

    /**
     * Finds the fastest parts.
     *
     * @throws EngineException when the peer does not train like this
     */
    LibtorchSteps(Architecture architecture, Objective objective, Recipe recipe) {
        this(architecture, objective, recipe, 0);
    }

    /** In parts of so many points; 0 for the fastest. */
    LibtorchSteps(Architecture architecture, Objective objective, Recipe recipe, int part) {
        require(objective.order() == DerivativeOrder.VALUES, "losses of values, not of derivatives");
        require(
                architecture.reach() == 0
                        && architecture.layers().stream().noneMatch(LevelsOfExperts.class::isInstance),
                "networks without neighbours and experts");
        require(recipe.optimizer().matches("adam|muon"), "the optimisers adam and muon");
        this.architecture = architecture;
        this.objective = objective;
        this.recipe = recipe;
        network = new LibtorchNetwork(architecture, architecture.parameters().initialize(recipe.seed()), manager);
        optimizer = recipe.optimizer().equals("muon")
                ? new LibtorchMuon(network.trainable(), architecture.parameters(), recipe.optimization(), manager)
                : new LibtorchAdam(network.trainable().values(), recipe.optimization(), recipe.rate(), manager);
        this.part = part == 0 ? fastest() : part;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new EngineException("the libtorch peer steps with " + what + " alone");
        }
    }

    private int fastest() {
        Objective.Batch batch = objective.batch(0);
        int points = batch.points().size();
        int group = batch.loss().group();
        int best = points;
        if (group == OutputLoss.ALL || architecture.couplesPoints()) {
            return best;
        }
        double least = seconds(batch, points);
        int[] candidates = IntStream.of(PARTS)
                .map(size -> size / group * group)
                .filter(size -> size > 0 && size < points)
                .toArray();
        for (int candidate : candidates) {
            double seconds = seconds(batch, candidate);
            best = seconds < least ? candidate : best;
            least = Math.min(least, seconds);
        }
        return best;
    }

    /** Of a gradient, which is thrown away, behind one to warm up. */
    private double seconds(Objective.Batch batch, int size) {
        long start = 0;
        for (int i = 0; i < 2; i++) {
            start = System.nanoTime();
            try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
                differentiate(batch, size, tape);
                tape.zeroGradients();
            }
        }
        return (System.nanoTime() - start) * 1e-9;
    }

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public int steps() {
        return recipe.steps();
    }

    @Override
    public void step(int step) {
        Objective.Batch batch = objective.batch(step);
        try (GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
            differentiate(batch, part, tape);
        }
        long start = System.nanoTime();
        optimizer.step(recipe.factorAt(step), step);
        optimizerNanos += System.nanoTime() - start;
    }

    private void differentiate(Objective.Batch batch, int size, GradientCollector tape) {
        int points = batch.points().size();
        for (int first = 0; first < points; first += size) {
            differentiate(batch, first, Math.min(size, points - first), tape);
        }
    }

    private void differentiate(Objective.Batch batch, int first, int count, GradientCollector tape) {
        int dimensions = architecture.dimensions();
        float[] coordinates = new float[count * dimensions];
        batch.points().read(first, count, coordinates);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray outputs = network.forward(manager.create(coordinates, new Shape(count, dimensions)), NONE);
            OutputPart seen = new OutputPart(outputs.toFloatArray(), first, architecture.outputs());
            batch.loss().gradient(seen);
            NDArray byOutputs = manager.create(seen.gradients(), new Shape(count, architecture.outputs()));
            tape.backward(outputs.mul(byOutputs).sum());
        }
    }

    @Override
    public double optimizerSeconds() {
        return optimizerNanos * 1e-9;
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
