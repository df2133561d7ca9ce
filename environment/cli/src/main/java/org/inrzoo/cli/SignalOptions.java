package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.run.RunSpec;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import picocli.CommandLine.Option;

/** What is fitted, of commands that fit any signal: a kind of signal, an objective, or a file that says both. */
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

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "a run.json, as every fit leaves it in its folder; what is given besides counts more, and another NAME has its own settings; default none")
    private Path config;

    /** Whether anything was asked for that is not an image and its values. */
    boolean given() {
        return signal != null || objective != null || config != null;
    }

    /** The file's run, or one of a model alone. */
    RunSpec base(String model) {
        if (config == null) {
            if (model == null) {
                throw new OptionException(
                        "'fit' wants a NAME, the model; 'inrzoo list' shows all; 'inrzoo fit --help' shows"
                                + " what it takes");
            }
            return new RunSpec(model, null, null, null, null, null, null, null, 0, 0);
        }
        return RunSpec.read(config);
    }

    /** Kind and source: as asked for, or else. */
    String signal(String otherwise) {
        if (signal != null && signal.indexOf(':') < 0) {
            SignalKind kind = SignalKinds.named(signal);
            throw new OptionException("--signal is KIND:SOURCE, such as " + kind.name() + ":"
                    + kind.examples().get(0));
        }
        return signal == null ? otherwise : signal;
    }

    /** Options of reading, with the short forms. */
    Map<String, Object> reading(String kind, Integer size, Map<String, Object> otherwise) {
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
