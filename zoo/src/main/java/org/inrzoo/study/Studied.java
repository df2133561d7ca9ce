package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.ZooModel;
import org.inrzoo.fit.Recipe;
import org.inrzoo.metric.Measure;
import org.inrzoo.record.RunRecord;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;

/** What is fitted again and again in a study, and how. */
public interface Studied {

    /**
     * Checks a fit before any is done.
     *
     * @return what its history follows
     * @throws org.inrzoo.option.OptionException when the model's settings contradict each other, or it is not for this
     */
    Measure check(ZooModel model);

    /** Whether fits can go on from the weights of others. */
    default boolean goesOn() {
        return false;
    }

    /** Steps of a fit that {@link #check} found right. */
    default int steps(ZooModel model) {
        return model.recipe().steps();
    }

    /** What the time of a step depends on: equal where it is equal. */
    default Object work(ZooModel model) {
        Recipe recipe = model.recipe();
        return List.of(model.variant().hyperparameters(), recipe.batch(), recipe.block(), recipe.optimizer());
    }

    /** Threads that compute a fit. */
    int threads();

    /** The same, each fit computed by so many threads, at least 1. */
    Studied onThreads(int threads);

    /** What the bits of a fit depend on besides model and settings, as JSON data: every value that is fitted, and the engine. */
    Map<String, Object> identity();

    /** From which another process reads the same. */
    StudiedData data();

    /** The type of the records that fits leave. */
    Class<? extends RunRecord> records();

    /**
     * What it is, for people and files.
     *
     * @param measure what the fits' histories follow
     */
    About about(Measure measure);

    /**
     * A fit that {@link #check} found right; no file is written before it runs.
     *
     * @param from whose weights it goes on from; only where {@link #goesOn}
     */
    RunningFit start(ZooModel model, Optional<StudyBase> from, RunFolder folder);

    /**
     * What the networks show, side by side; nothing where they show no pictures.
     *
     * @param folder the study's
     */
    Optional<BufferedImage> pictures(StudyReport report, Path folder);
}
