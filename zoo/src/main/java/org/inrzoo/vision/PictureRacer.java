package org.inrzoo.vision;

import java.util.Arrays;
import java.util.Locale;
import org.inrzoo.bench.PictureTraining;
import org.inrzoo.bench.Racer;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphTrainer;

/** An engine that steps on one batch again and again, as a training steps on each of its own. */
final class PictureRacer implements Racer {

    private final ClassifierEngine engine;
    private final PictureTraining training;
    private final GraphTrainer trainer;
    private final ClassifierOptimizer optimizer;
    private final float[] parameters;
    private final float[] found;
    private final int trained;
    private long optimizerNanos;

    PictureRacer(VisionModel model, PictureTraining training, ClassifierEngine engine, int threads) {
        this.training = training;
        this.engine = engine.chosenFor(training.network());
        trained = training.network().parameters(Form.TRAINING).trainable();
        trainer = this.engine.trainer(training.network(), threads);
        ClassifierOptimizerProvider provider =
                ClassifierOptimizers.get(model.recipe().optimizer());
        optimizer = provider.create(model.recipe(), 1, new float[provider.stateSize(trained)]);
        parameters = training.parameters().clone();
        found = new float[parameters.length];
    }

    @Override
    public String name() {
        return engine.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int steps() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void step(int step) {
        double loss = trainer.step(parameters, training.pictures(), training.targets(), training.count(), found);
        long start = System.nanoTime();
        optimizer.step(parameters, Arrays.copyOf(found, trained), loss, training.rate(), step);
        optimizerNanos += System.nanoTime() - start;
    }

    @Override
    public float[] parameters() {
        return parameters.clone();
    }

    @Override
    public double optimizerSeconds() {
        return optimizerNanos * 1e-9;
    }

    @Override
    public void close() {
        trainer.close();
    }
}
