package org.inrzoo.fit.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.PlainArithmetic;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.network.ParameterLayout;

/**
 * A rule of its own for every weight matrix, and Adam for the rest. Each matrix is one task, so that the threads' number
 * changes no bit; the state is the matrices' in the flat vector's order, then Adam's.
 *
 * @param <W> what a thread needs to work on any one of the matrices
 */
final class MatrixOptimizer<W> implements Optimizer {

    /** How one kind of optimiser steps matrices. */
    interface Kind<W> {

        /** Floats of one matrix' state. */
        long stateSize(WeightMatrix matrix);

        /** What a thread needs for all matrices of that list. */
        W workspace(List<WeightMatrix> matrices, WeightArithmetic arithmetic);

        /** The rule for one matrix, with its state. */
        Rule<W> rule(WeightMatrix matrix, OptimizerSettings settings, WeightArithmetic arithmetic, SavedState saved);
    }

    /** One matrix in training. */
    interface Rule<W> {

        /** A step at a learning rate. */
        void step(float[] parameters, float[] gradient, double rate, int step, W workspace);

        /** Writes the state from {@code offset} on; returns where it ends. */
        int write(float[] state, int offset);
    }

    private final OptimizerSettings settings;
    private final WeightArithmetic arithmetic;
    private final List<Rule<W>> rules = new ArrayList<>();
    private final List<Integer> order;
    private final List<W> workspaces = new ArrayList<>();
    private final AdamRanges rest;
    private final int stateSize;

    MatrixOptimizer(Kind<W> kind, OptimizerSettings settings, Engine engine, float[] savedState) {
        this.settings = settings;
        arithmetic = engine.arithmetic().orElseGet(PlainArithmetic::new);
        ParameterLayout layout = engine.architecture().parameters();
        WeightMatrices weights = WeightMatrices.of(layout);
        stateSize = Math.toIntExact(stateSize(kind, weights));
        SavedState saved = new SavedState(savedState, stateSize);
        for (WeightMatrix matrix : weights.matrices()) {
            rules.add(kind.rule(matrix, settings, arithmetic, saved));
        }
        order = weights.longestFirst();
        rest = new AdamRanges(weights.rest(), settings, settings.restRate(), saved);
        int working = rules.isEmpty() ? 0 : Math.min(arithmetic.threads(), rules.size() + rest.tasks());
        for (int worker = 0; worker < working; worker++) {
            workspaces.add(kind.workspace(weights.matrices(), arithmetic));
        }
    }

    /** Floats of the whole state. */
    static long stateSize(Kind<?> kind, WeightMatrices weights) {
        return weights.matrices().stream().mapToLong(kind::stateSize).sum() + 2L * weights.others();
    }

    @Override
    public void step(float[] parameters, float[] gradient, double factor, int step) {
        AdamStep adam = rest.step(factor, step);
        double rate = settings.rate() * factor;
        arithmetic.run(rules.size() + rest.tasks(), (worker, task) -> {
            if (task < rules.size()) {
                rules.get(order.get(task)).step(parameters, gradient, rate, step, workspaces.get(worker));
            } else {
                rest.run(task - rules.size(), adam, parameters, gradient, arithmetic);
            }
        });
    }

    @Override
    public float[] state() {
        float[] state = new float[stateSize];
        int offset = 0;
        for (Rule<W> rule : rules) {
            offset = rule.write(state, offset);
        }
        rest.write(state, offset);
        return state;
    }
}
