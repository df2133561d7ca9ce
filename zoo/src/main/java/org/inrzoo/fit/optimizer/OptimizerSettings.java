package org.inrzoo.fit.optimizer;

import org.inrzoo.option.Option;

/** How a step moves the weights; what each optimiser looks at, its {@linkplain OptimizerProvider#keys provider} says. */
public record OptimizerSettings(
        @Option(value = "the optimiser", words = Optimizers.Names.class)
        String optimizer,

        @Option(value = "learning rate of the first step", min = 0, max = 1e3)
        double rate,

        @Option(value = "decay of the running mean of gradients, or momentum", min = 0, max = 0.999999)
        double beta1,

        @Option(value = "decay of the running mean of squared gradients", min = 0, max = 0.999999999)
        double beta2,

        @Option(value = "what the optimiser adds to a divisor", min = 0, max = 1)
        double epsilon,

        @Option(
                value =
                        "learning rate of the first step of all that muon and soap leave to Adam: vectors, tables, first and last"
                                + " layers; 0 takes the rate of the matrices",
                min = 0,
                max = 1e3,
                before = "0")
        double auxRate,

        @Option(
                value = "decay of the running means that muon and soap keep of the matrices' gradients",
                min = 0,
                max = 0.999999,
                before = "0.95")
        double matrixDecay) {

    /** Adam with the usual decays. */
    public static OptimizerSettings adam(double rate) {
        return new OptimizerSettings("adam", rate, 0.9, 0.999, 1e-8, 0, 0.95);
    }

    /** The learning rate of what is no matrix to the optimiser. */
    double restRate() {
        return auxRate == 0 ? rate : auxRate;
    }
}
