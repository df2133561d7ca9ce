package org.inrzoo.fit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.ResidentTraining;
import org.inrzoo.engine.ResidentTraining.ResidentStep;
import org.inrzoo.engine.SquaredError;
import org.inrzoo.fit.optimizer.OptimizerProvider;
import org.inrzoo.fit.optimizer.Optimizers;

/** Steps that an engine does where it keeps the weights. The next steps' batches are drawn while it computes. */
final class ResidentSteps {

    private final ResidentTraining training;
    private final Recipe recipe;
    private final Objective objective;
    private final OptimizerProvider.ResidentRule rule;
    private final int most;
    private final Deque<Objective.Batch> drawn = new ArrayDeque<>();
    private int firstDrawn;

    private ResidentSteps(
            ResidentTraining training,
            Recipe recipe,
            Objective objective,
            OptimizerProvider.ResidentRule rule,
            int most) {
        this.training = training;
        this.recipe = recipe;
        this.objective = objective;
        this.rule = rule;
        this.most = most;
    }

    /** Of a training whose first batch is this; empty where its weights are to be stepped here. */
    static Optional<ResidentSteps> of(
            Engine engine, Recipe recipe, Objective objective, FitState state, Objective.Batch first) {
        Optional<OptimizerProvider.ResidentRule> rule = Optimizers.get(recipe.optimizer())
                .resident(recipe.optimization(), engine.architecture().parameters());
        int saved = state.optimizer().length;
        boolean fits = saved == 0
                || saved
                        == Optimizers.get(recipe.optimizer())
                                .stateSize(
                                        recipe.optimization(),
                                        engine.architecture().parameters());
        if (rule.isEmpty() || !fits || objective.asks() || !(first.loss() instanceof SquaredError)) {
            return Optional.empty();
        }
        Optional<ResidentTraining> training =
                engine.residentTraining(rule.get().matrices(), state.parameters(), state.optimizer());
        if (training.isEmpty()) {
            return Optional.empty();
        }
        int most = training.get().most(first.points().size());
        if (most == 0) {
            training.get().close();
            return Optional.empty();
        }
        return Optional.of(new ResidentSteps(training.get(), recipe, objective, rule.get(), most));
    }

    /** The most steps that {@link #run} does. */
    int most() {
        return most;
    }

    /** Draws the batches of some steps, and says whether they can be done so. */
    boolean takes(int from, int to) {
        if (firstDrawn != from) {
            drawn.clear();
            firstDrawn = from;
        }
        draw(to);
        return drawn.stream().limit(to - from).allMatch(batch -> batch.loss() instanceof SquaredError);
    }

    private void draw(int to) {
        while (firstDrawn + drawn.size() < to) {
            drawn.add(objective.batch(firstDrawn + drawn.size()));
        }
    }

    /**
     * Does the steps {@code from} … {@code to - 1}, which it {@link #takes}.
     *
     * @return their losses, up to the first that is not finite or whose gradient is not
     */
    double[] run(int from, int to) {
        List<ResidentStep> steps = new ArrayList<>();
        for (int step = from; step < to; step++) {
            Objective.Batch batch = drawn.remove();
            double factor = recipe.factorAt(step);
            steps.add(new ResidentStep(
                    batch.points(), (SquaredError) batch.loss(), rule.muon(factor), rule.adam(factor, step)));
        }
        firstDrawn = to;
        training.begin(steps);
        draw(Math.min(recipe.steps(), to + steps.size()));
        return training.finish();
    }

    /** A copy of the flat vector. */
    float[] parameters() {
        return training.parameters();
    }

    /** A copy of the optimiser's state. */
    float[] optimizer() {
        return training.state();
    }

    void close() {
        training.close();
    }
}
