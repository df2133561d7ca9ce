package org.inrzoo.bench;

import org.inrzoo.datasets.Datasets;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Trainer;
import org.inrzoo.task.ImageTask;

/** An engine of the zoo under test, with one optimiser. */
final class EngineSubject implements BenchmarkSubject {

    /** Points per step of the batched pass, as blocks of pixels: whole in the fused engine's order. */
    static final int BATCH = 16_384;

    private static final int BLOCK = 16;

    private final String name;
    private final boolean renders;
    private final String optimizer;
    private final Engine engine;
    private final ImageTask task;
    private final Trainer full;
    private final Trainer batched;
    private final int batches;
    private final float[] parameters;
    private final float[] outputs;
    private int fullSteps;
    private int batchedSteps;

    /**
     * @param name in the table
     * @param renders whether rendering is measured
     * @param engine the engine's name
     * @param optimizer the optimiser's, with the recipe's rates
     */
    EngineSubject(String name, boolean renders, String engine, String optimizer, Workload workload) {
        this.name = name;
        this.renders = renders;
        this.optimizer = optimizer;
        this.engine = Engines.create(engine, workload.architecture(), workload.threads());
        Recipe recipe = workload.variant().recipe().with("optimizer", optimizer).with("batch", 0);
        boolean whole = workload.architecture().reach() > 0; // neighbours are part of no batch but the whole
        Recipe inBatches = whole ? recipe : recipe.with("batch", BATCH).with("block", BLOCK);
        task = new ImageTask(
                Datasets.image("camera").resize(workload.size(), workload.size()),
                workload.variant().family().tiles(),
                workload.variant().family().levelsOfDetail().size(),
                recipe);
        parameters = workload.architecture().parameters().initialize(0);
        full = new Trainer(this.engine, recipe, task, FitState.start(parameters));
        batched = new Trainer(this.engine, inBatches, task, FitState.start(parameters));
        batches = whole ? 1 : (int) ((workload.points() + BATCH - 1) / BATCH);
        outputs = new float[task.grid().size() * task.outputs()];
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String optimizer() {
        return optimizer;
    }

    @Override
    public double optimizerSeconds() {
        return full.optimizerSeconds() + batched.optimizerSeconds();
    }

    @Override
    public boolean renders() {
        return renders;
    }

    @Override
    public void trainFull() {
        full.step(fullSteps++);
    }

    @Override
    public void trainBatched() {
        for (int i = 0; i < batches; i++) {
            batched.step(batchedSteps++);
        }
    }

    @Override
    public void render() {
        engine.forward(parameters, task.grid(), outputs);
    }

    @Override
    public void close() {
        engine.close();
    }
}
