package org.inrzoo.fit;

import org.inrzoo.fit.optimizer.OptimizerSettings;
import org.inrzoo.option.Option;
import org.inrzoo.option.Options;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;

/**
 * Everything that, with the model and the data, decides a fit.
 *
 * @param optimization how a step moves the weights
 * @param decline how the learning rate changes over the steps
 * @param sampling which points a step takes
 */
public record Recipe(
        OptimizerSettings optimization,
        Decline decline,

        @Option(value = "optimiser steps", min = 1, max = 1e9)
        int steps,

        Sampling sampling,

        @Option("where an axis' samples lie") GridConvention grid,

        @Option("interval the signal's values are mapped to")
        Range targets,

        @Option(value = "evaluations of the whole signal over the fit, the last step's among them", min = 1, max = 1e6)
        int evaluations,

        @Option("seed of the weights and the batches") long seed) {

    /** How the learning rate changes over the steps. */
    public record Decline(
            @Option("how the learning rate changes") Schedule schedule,

            @Option(value = "factor of the exponential and the step schedule", min = 0, max = 1)
            double decay,

            @Option(value = "steps between two drops of the step schedule", min = 1, max = 1e9)
            int decayEvery) {}

    /** Which points a step takes. */
    public record Sampling(
            @Option(value = "points per step, drawn without repetition; 0 takes all", min = 0, max = 1e9)
            int batch,

            @Option(value = "side of the square pixel blocks that batches are made of", min = 1, max = 4096)
            int block,

            @Option(
                    value =
                            "how far a step's points are moved at random inside their pixels, in pixels; 0 asks at the samples alone,"
                                    + " 1 anywhere in the pixel, for what a band-limited signal through the samples has there",
                    min = 0,
                    max = 1,
                    before = "0")
            double jitter) {}

    /** A full-batch recipe for Adam with its usual betas and a constant rate. */
    public static Recipe adam(double rate, int steps) {
        return new Recipe(
                OptimizerSettings.adam(rate),
                new Decline(Schedule.CONSTANT, 0.1, 1000),
                steps,
                new Sampling(0, 1, 0),
                GridConvention.PIXEL_CENTERS,
                Range.SYMMETRIC,
                100,
                0);
    }

    /** The optimiser's name. */
    public String optimizer() {
        return optimization.optimizer();
    }

    /** The learning rate of the first step. */
    public double rate() {
        return optimization.rate();
    }

    /** Points per step; 0 stands for all. */
    public int batch() {
        return sampling.batch;
    }

    /** Side of the blocks that batches are made of, in pixels. */
    public int block() {
        return sampling.block;
    }

    /** How far a step's points are moved at random inside their pixels, in pixels. */
    public double jitter() {
        return sampling.jitter;
    }

    /**
     * This recipe with one key changed.
     *
     * @throws org.inrzoo.option.OptionException when there is no such key or the value is not allowed
     */
    public Recipe with(String key, Object value) {
        return Options.with(this, key, value);
    }

    /** The learning rate of step {@code step}, counted from 0. */
    public double rateAt(int step) {
        return rate() * factorAt(step);
    }

    /** What the schedule multiplies the learning rates with at step {@code step}, counted from 0. */
    public double factorAt(int step) {
        return decline.schedule.factor(this, step);
    }

    /** Whether the whole signal is evaluated after {@code done} of the steps. */
    public boolean evaluatesAfter(int done) {
        long before = (long) (done - 1) * evaluations / steps;
        return (long) done * evaluations / steps > before || done == steps;
    }
}
