package org.inrzoo.bench;

import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.GridValues;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Trainer;

/** An engine of the zoo in training, as {@link org.inrzoo.fit.Fit} trains. */
final class EngineRacer implements Racer {

    private final Engine engine;
    private final Recipe recipe;
    private final Trainer trainer;

    EngineRacer(RaceEntry entry, RaceTrack track) {
        this(
                Engines.create(
                        Engines.AUTO,
                        entry.variant()
                                .architecture(
                                        track.image().width(),
                                        track.image().height(),
                                        track.image().channels()),
                        track.threads()),
                entry.variant().recipe(),
                new GridValues(track.task(entry.variant()), entry.variant().recipe()));
    }

    /** By any objective. */
    EngineRacer(Engine engine, Recipe recipe, Objective objective) {
        this.engine = engine;
        this.recipe = recipe;
        float[] start = engine.architecture().parameters().initialize(recipe.seed());
        trainer = new Trainer(engine, recipe, objective, FitState.start(start));
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public int steps() {
        return recipe.steps();
    }

    @Override
    public void step(int step) {
        trainer.step(step);
    }

    @Override
    public float[] parameters() {
        return trainer.parameters();
    }

    @Override
    public double optimizerSeconds() {
        return trainer.optimizerSeconds();
    }

    @Override
    public void close() {
        engine.close();
    }
}
