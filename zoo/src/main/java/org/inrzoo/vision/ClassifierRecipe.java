package org.inrzoo.vision;

import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.fit.optimizer.Annealing;
import org.inrzoo.option.Option;

/**
 * How a classifier is trained: by gradient descent with momentum, v ← μv + g + λθ, θ ← θ - εv, or another {@linkplain
 * ClassifierOptimizers optimiser}, with rates that fall by half a cosine to 0, or stay. Five are sa-gd's, see {@link
 * Annealing}.
 */
public record ClassifierRecipe(
        @Option(value = "how often every picture is seen", min = 1, max = 1e6)
        int epochs,

        @Option(value = "pictures per step, drawn without repetition within an epoch", min = 1, max = 1e6)
        int batch,

        @Option(value = "learning rate of the first step, ε", min = 0, max = 1e3)
        double rate,

        @Option(value = "what is kept of the last step's direction, μ", min = 0, max = 0.999999)
        double momentum,

        @Option(value = "how much of a weight is added to its gradient, λ", min = 0, max = 1)
        double weightDecay,

        @Option(value = "share of a picture's target that is spread over all classes", min = 0, max = 0.999)
        double smoothing,

        @Option(value = "pixels that a picture is moved by at random, at most, along each axis", min = 0, max = 64)
        int shift,

        @Option("whether half of the pictures, at random, are mirrored, left and right")
        boolean mirror,

        @Option(value = "tests on what is not learnt from, the last step's among them", min = 1, max = 1e6)
        int evaluations,

        @Option("seed of the weights, the batches and how pictures are moved")
        long seed,

        @Option(value = "the optimiser", words = ClassifierOptimizers.OptimizerNames.class, before = "sgd")
        String optimizer,

        @Option(value = "whether the rate falls to 0 by half a cosine; else it stays", before = "true")
        boolean cosine,

        @Option(value = "of sa-gd: temperature T0 of the chance of a step uphill", min = 0, max = 1e9, before = "0.3")
        double temperature,

        @Option(value = "of sa-gd: length of a step uphill in those downhill, σ", min = 0, max = 100, before = "1")
        double uphill,

        @Option(value = "of sa-gd: the largest chance of a step uphill", min = 0, max = 1, before = "0.33")
        double ceiling,

        @Option(value = "of sa-gd: whether the chance is that of double annealing", before = "false")
        boolean doubleAnnealing,

        @Option(
                value = "of sa-gd: whether the chance is that of a step downhill, as in another's code",
                before = "false")
        boolean legacyDirection,

        @Option(
                value =
                        "copies of the weights kept on the way, evenly over the last half of the steps, for an ensemble; 0 keeps none",
                min = 0,
                max = 1000,
                before = "0")
        int snapshots,

        @Option(
                value =
                        "what computes the steps: fused, fast, for networks of plain layers, samediff, or auto, which chooses",
                before = "samediff")
        ClassifierEngine engine) {

    /** The usual one here: 20 epochs of batches of 64 at 0.05, decay 1e-4, moved by up to 2 pixels. */
    public static final ClassifierRecipe USUAL = new ClassifierRecipe(20, 64, 0.05, 0.9, 1e-4, 0, 2, false, 5, 0);

    /** Descent with momentum by falling rates; of sa-gd what is usual here. */
    ClassifierRecipe(
            int epochs,
            int batch,
            double rate,
            double momentum,
            double weightDecay,
            double smoothing,
            int shift,
            boolean mirror,
            int evaluations,
            long seed) {
        this(
                epochs,
                batch,
                rate,
                momentum,
                weightDecay,
                smoothing,
                shift,
                mirror,
                evaluations,
                seed,
                "sgd",
                true,
                Annealing.USUAL.temperature(),
                Annealing.USUAL.uphill(),
                Annealing.USUAL.ceiling(),
                Annealing.USUAL.doubly(),
                Annealing.USUAL.legacyDirection(),
                0,
                ClassifierEngine.AUTO);
    }

    /** Numbers of steps after which the weights are kept, one for each of the snapshots; the last is after all steps. */
    List<Integer> snapshotsAfter(int steps) {
        return IntStream.rangeClosed(1, snapshots)
                .mapToObj(k -> steps - Math.toIntExact((long) (snapshots - k) * (steps / 2) / snapshots))
                .distinct()
                .toList();
    }

    /** How sa-gd decides which steps go uphill. */
    Annealing annealing() {
        return new Annealing(temperature, uphill, ceiling, doubleAnnealing, legacyDirection);
    }

    /** The learning rate of a step, counted from 0, of so many. */
    double rateAt(int step, int steps) {
        return cosine ? rate * (1 + StrictMath.cos(StrictMath.PI * step / steps)) / 2 : rate;
    }

    /** Whether it is tested after {@code done} of so many steps. */
    boolean testsAfter(int done, int steps) {
        long before = (long) (done - 1) * evaluations / steps;
        return (long) done * evaluations / steps > before || done == steps;
    }
}
