package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.Measure;
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
    Measure check(Variant variant);

    /**
     * What it is, for people and files.
     *
     * @param measure what the fits' histories follow
     */
    About about(Measure measure);

    /** A fit that {@link #check} found right; no file is written before it runs. */
    RunningFit start(Variant variant, RunFolder folder);

    /**
     * What the networks show, side by side; nothing where they show no pictures.
     *
     * @param folder the study's
     */
    Optional<BufferedImage> pictures(StudyReport report, Path folder);
}
