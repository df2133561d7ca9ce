package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What is fitted, of commands that fit any signal: a kind of signal, and an objective. */
final class SignalOptions {

    @Option(
            names = "--signal",
            paramLabel = "KIND:SOURCE",
            description =
                    "what to fit: audio:song.wav, video:clip.mp4, volume:brain.nii.gz, shape:part.stl, image:photo.jpg; 'inrzoo list --kinds' shows all; default the image of --image")
    private String signal;

    @Option(
            names = "--objective",
            paramLabel = "NAME[:key=value,...]",
            description =
                    "what is observed of it, such as ct:views=20; default its values; 'inrzoo list --kinds' shows all")
    private String objective;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "of a sound or a video the first S seconds; default all")
    private Double seconds;

    @Option(
            names = "--read",
            paramLabel = "key=value",
            description = "any option of reading the signal; 'inrzoo list --kinds' shows them with their defaults")
    private Map<String, String> reading = new LinkedHashMap<>();

    /** Whether anything was asked for that is not an image and its values. */
    boolean given() {
        return signal != null || objective != null || seconds != null || !reading.isEmpty();
    }

    /**
     * Kind and source: as asked for, or the image of --image, or else.
     *
     * @param command whose options were given
     * @param otherwise kind and source where neither is given
     */
    String source(CommandSpec command, ImageOptions image, String otherwise) {
        boolean pictured = isGiven(command, "--image");
        if (pictured && signal != null && !signal.startsWith("image")) {
            throw new OptionException("--signal says what to fit: leave out --image");
        }
        for (String other : List.of("--background", "--test-size")) {
            if (isGiven(command, other)) {
                throw new OptionException(other + " is for images that are fitted by their values alone: leave it out");
            }
        }
        if (signal != null && signal.indexOf(':') < 0) {
            SignalKind kind = SignalKinds.named(signal);
            throw new OptionException("--signal is KIND:SOURCE, such as " + kind.name() + ":"
                    + kind.examples().get(0));
        }
        if (signal != null) {
            return signal;
        }
        return pictured || otherwise == null ? "image:" + image.name() : otherwise;
    }

    /** Whether an option was given. */
    static boolean isGiven(CommandSpec command, String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** Options of reading a source, with the short forms. */
    Map<String, Object> reading(String source, Integer size, Map<String, Object> otherwise) {
        String kind = source.substring(0, Math.max(0, source.indexOf(':')));
        Map<String, Object> all = new LinkedHashMap<>(signal == null ? otherwise : Map.of());
        all.putAll(reading);
        if (seconds != null) {
            all.put("seconds", seconds);
        }
        if (size != null) {
            boolean sized = Options.values(SignalKinds.named(kind).reading()).containsKey("size");
            all.put(sized || !kind.equals("shape") ? "size" : "resolution", size);
        }
        return all;
    }

    /** The objective that was asked for, or null. */
    ObjectiveKind objective() {
        return objective == null ? null : ObjectiveKinds.parse(objective);
    }
}
