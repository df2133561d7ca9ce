package org.inrzoo.vision;

import org.inrzoo.option.Option;

/** How a classifier is trained: gradient descent with momentum, v ← μv + g + λθ, θ ← θ - εv, half a cosine of rates down to 0. */
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
        long seed) {

    /** The usual one here: 20 epochs of batches of 64 at 0.05, decay 1e-4, moved by up to 2 pixels. */
    public static final ClassifierRecipe USUAL = new ClassifierRecipe(20, 64, 0.05, 0.9, 1e-4, 0, 2, false, 5, 0);

    /** The learning rate of a step, counted from 0, of so many. */
    double rateAt(int step, int steps) {
        return rate * (1 + StrictMath.cos(StrictMath.PI * step / steps)) / 2;
    }

    /** Whether it is tested after {@code done} of so many steps. */
    boolean testsAfter(int done, int steps) {
        long before = (long) (done - 1) * evaluations / steps;
        return (long) done * evaluations / steps > before || done == steps;
    }
}
