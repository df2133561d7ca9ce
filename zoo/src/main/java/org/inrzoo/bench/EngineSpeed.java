package org.inrzoo.bench;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Trainer;
import org.inrzoo.task.ImageTask;

/**
 * How long an engine takes for a step of training and for an image, medians. Where the engine keeps the weights, many steps are done at once, as
 * {@link org.inrzoo.fit.Fit} does them.
 *
 * @param points of a step
 * @param step seconds, the optimiser included
 * @param image seconds for the outputs at all pixels
 */
public record EngineSpeed(int points, double step, double image) {

    private static final int BLOCK = 16;

    /**
     * Of an engine for a model.
     *
     * @param batch points of a step; 0 takes all
     * @param seconds that each of the two is measured for, about
     */
    public static EngineSpeed of(Engine engine, Variant variant, Image image, int batch, double seconds) {
        Recipe recipe =
                variant.recipe().with("batch", batch).with("block", BLOCK).with("steps", 1 << 20);
        ImageTask task = new ImageTask(image, variant);
        float[] parameters = engine.architecture().parameters().initialize(0);
        float[] outputs = new float[task.grid().size() * task.outputs()];
        int points =
                batch == 0 ? task.grid().size() : Math.min(batch, task.grid().size());
        try (Trainer trainer = new Trainer(engine, recipe, task, FitState.start(parameters))) {
            int[] done = {0};
            double step = median(seconds, () -> {
                int some = Math.min(trainer.most(), Math.max(1, done[0]));
                trainer.steps(done[0], done[0] + some);
                done[0] += some;
                return some;
            });
            double render = median(seconds, () -> {
                engine.forward(parameters, task.grid(), outputs);
                return 1;
            });
            return new EngineSpeed(points, step, render);
        }
    }

    /** Does something some times, and says how many. */
    private interface Work {
        int some();
    }

    private static double median(double seconds, Work work) {
        work.some(); // compiles
        List<Double> times = new ArrayList<>();
        long begin = System.nanoTime();
        while (times.isEmpty() || (System.nanoTime() - begin) * 1e-9 < seconds) {
            long start = System.nanoTime();
            int some = work.some();
            times.add((System.nanoTime() - start) * 1e-9 / some);
        }
        return Spread.of(times.stream().mapToDouble(x -> x).toArray()).median();
    }
}
