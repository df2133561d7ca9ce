package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.FitSpec;
import org.inrzoo.study.Entry;
import org.inrzoo.study.Studied;
import org.inrzoo.study.StudiedImage;
import org.inrzoo.study.StudiedSignal;
import org.inrzoo.study.Study;
import org.inrzoo.study.StudyJobs;
import org.inrzoo.vision.StudiedPictures;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of commands that do several fits. */
final class StudyOptions {

    private static final List<String> OF_SIGNALS =
            List.of("--signal", "--objective", "--seconds", "--read", "--image", "--background", "--size", "--engine");

    @Mixin
    private SignalOptions signal;

    @Mixin
    private ImageOptions image;

    @Mixin
    private PictureOptions pictures;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private OutputOptions output;

    @Mixin
    private JobOptions jobs;

    @Option(
            names = "--go-on",
            paramLabel = "DIR",
            description =
                    "the folder of a study that was stopped, or is to have more fits: those that are there with the same settings are not done"
                            + " again; default a new folder")
    private Path goOn;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The name of the recipe that every model starts from. */
    String recipe() {
        return recipe.name();
    }

    /** The settings that --steps, --batch and --epochs are short for. */
    Map<String, Object> shorthands() {
        Map<String, Object> settings = new LinkedHashMap<>(recipe.settings());
        settings.putAll(pictures.settings());
        return settings;
    }

    /**
     * The study of these entries, ready to be run.
     *
     * @param kind what the default output folder's name begins with, and the files' names in it
     * @param seeds fits of every entry
     */
    StudySession session(String kind, List<Entry> entries, int seeds) {
        Arguments.atLeastOne("--seeds", seeds);
        boolean ofPictures = pictures.given()
                || entries.stream().noneMatch(entry -> entry.model().isOfCoordinates());
        List<Entry> asked = pictures.from()
                .map(from -> entries.stream()
                        .map(entry -> entry.goingOnFrom(from.toString()))
                        .toList())
                .orElse(entries);
        int threads = engine.threads(jobs.usualThreads());
        Study study = new Study(
                asked,
                seeds,
                ofPictures
                        ? studiedPictures(threads)
                        : studied(engine.computation(1).onThreads(threads)));
        String name = kind + "-"
                + (ofPictures
                        ? pictures.name()
                        : OutputFolders.name(study.about().name()));
        return new StudySession(
                study, smaller(ofPictures), () -> claim(name), kind, jobs(), jobs.cluster(threads), output.json());
    }

    private StudyJobs jobs() {
        if (goOn != null && (SignalOptions.isGiven(command, "--out") || SignalOptions.isGiven(command, "--force"))) {
            throw new OptionException("--go-on names the folder: leave --out and --force out");
        }
        return jobs.jobs(goOn != null);
    }

    private ClaimedFolder claim(String name) {
        return goOn == null ? output.claim(name) : ClaimedFolder.existing(goOn);
    }

    private String smaller(boolean ofPictures) {
        if (ofPictures) {
            return "--epochs or a smaller --train";
        }
        return "--steps or " + (signal.given() ? "less of the signal" : "a smaller --size");
    }

    private StudiedPictures studiedPictures(int threads) {
        for (String other : OF_SIGNALS) {
            if (SignalOptions.isGiven(command, other)) {
                throw new OptionException(
                        other + " is for functions of coordinates, not for networks for pictures: leave it out");
            }
        }
        StudiedPictures read = StudiedPictures.read(pictures.data(), pictures.pictures(), threads);
        read.notes().forEach(note -> System.err.println("inrzoo: " + note));
        return read;
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
