package org.inrzoo.cli;

import java.util.List;
import java.util.Map;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.study.Entry;
import org.inrzoo.study.Study;
import picocli.CommandLine.Mixin;

/** The options of commands that do several fits. */
final class StudyOptions {

    @Mixin
    private ImageOptions image;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private OutputOptions output;

    /** The settings that --steps and --batch are short for. */
    Map<String, Object> shorthands() {
        return recipe.settings();
    }

    /**
     * The study of these entries, ready to be run.
     *
     * @param kind what the default output folder's name begins with, and the files' names in it
     * @param seeds fits of every entry
     */
    StudySession session(String kind, List<Entry> entries, int seeds) {
        Arguments.atLeastOne("--seeds", seeds);
        FitSpec.Compute computation = engine.computation(1);
        LoadedImage pixels = image.load();
        Study study = new Study(entries, seeds, pixels, computation);
        String name = kind + "-" + OutputFolders.name(pixels);
        return new StudySession(study, pixels, () -> output.claim(name), kind, output.json());
    }
}
