package org.inrzoo.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.run.FitSpec;
import org.inrzoo.study.Entry;
import org.inrzoo.study.Studied;
import org.inrzoo.study.StudiedImage;
import org.inrzoo.study.StudiedSignal;
import org.inrzoo.study.Study;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options of commands that do several fits. */
final class StudyOptions {

    @Mixin
    private SignalOptions signal;

    @Mixin
    private ImageOptions image;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private OutputOptions output;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The name of the recipe that every model starts from. */
    String recipe() {
        return recipe.name();
    }

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
        Study study = new Study(entries, seeds, studied(computation));
        String name = kind + "-" + OutputFolders.name(study.about().name());
        String smaller = signal.given() ? "less of the signal" : "a smaller --size";
        return new StudySession(study, smaller, () -> output.claim(name), kind, output.json());
    }

    /** Images by their values go the way of images, as they do where one is fitted alone. */
    private Studied studied(FitSpec.Compute computation) {
        if (!signal.given()) {
            return new StudiedImage(image.load(), computation);
        }
        String source = signal.source(command, image, null);
        StudiedSignal read = StudiedSignal.read(
                source,
                signal.reading(source, image.size(), Map.of()),
                Optional.ofNullable(signal.objective()),
                computation);
        read.signal().notes().forEach(note -> System.err.println("inrzoo: " + note));
        return read;
    }
}
