package org.inrzoo.vision;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.bench.BaselineProvider;
import org.inrzoo.bench.PictureTraining;
import org.inrzoo.bench.Racer;
import org.inrzoo.bench.StepBenchmark;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;

/** How long the steps of a network for pictures take: by SameDiff, by the fused engine, by other libraries, all on the same batch. */
public final class PictureBenchmark {

    private PictureBenchmark() {}

    /**
     * The first step's batch of a training.
     *
     * @param learnt what is learnt from
     * @throws org.inrzoo.option.OptionException when there are fewer pictures than a batch has
     */
    public static PictureTraining training(VisionModel model, LabelledPictures learnt) {
        ClassifierRecipe recipe = model.recipe();
        ClassifierRun.steps(learnt.size(), recipe);
        GraphNetwork network = model.network(
                learnt.channels(),
                learnt.height(),
                learnt.width(),
                learnt.classes().size());
        float[] pictures = new float[recipe.batch() * network.inputs()];
        float[] targets = new float[recipe.batch() * network.outputs()];
        new PictureBatches(learnt, recipe, Pixels.of(learnt)).fill(0, pictures, targets);
        return new PictureTraining(
                network,
                network.parameters(Form.TRAINING).initialize(recipe.seed()),
                pictures,
                targets,
                recipe.batch(),
                recipe.rate(),
                recipe.momentum(),
                recipe.weightDecay());
    }

    /**
     * A benchmark of engines and other libraries in turn.
     *
     * @param learnt what is learnt from
     * @param baselines names of other libraries, see {@link BaselineProvider}
     * @throws org.inrzoo.option.OptionException when an engine cannot train the network
     * @throws org.inrzoo.engine.EngineException when a baseline cannot
     */
    public static StepBenchmark of(
            VisionModel model,
            LabelledPictures learnt,
            List<ClassifierEngine> engines,
            List<String> baselines,
            int threads) {
        Backend.start(threads);
        PictureTraining training = training(model, learnt);
        List<Racer> racers = new ArrayList<>();
        engines.forEach(engine -> racers.add(racer(model, training, engine, threads)));
        baselines.forEach(name -> racers.add(BaselineProvider.named(name).pictures(training, threads)));
        return new StepBenchmark(model + ", " + learnt, training, model.recipe().optimizer(), racers, threads);
    }

    /** An engine at the training's steps, at the recipe's first rate. */
    public static Racer racer(VisionModel model, PictureTraining training, ClassifierEngine engine, int threads) {
        return new PictureRacer(model, training, engine, threads);
    }
}
