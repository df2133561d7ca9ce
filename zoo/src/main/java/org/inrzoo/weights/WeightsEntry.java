package org.inrzoo.weights;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.inrzoo.io.DType;
import org.inrzoo.record.SignalRecord.Scored;

/**
 * What is kept beside a file of weights, as {@code MODEL.TAG.json}: its components are the file's keys.
 *
 * @param version of the format, {@value #VERSION}
 * @param model registry name
 * @param tag what it was trained for, in a word
 * @param kind of signal, such as {@code image}; {@code pictures} of a network for pictures
 * @param signal what it was trained for, for people
 * @param parameters trainable parameters
 * @param settings hyperparameters and recipe keys that are not as the model is registered
 * @param numbers the type of the weights: F16 where the scores bear half precision, else F32
 * @param bytes of the file of weights
 * @param sha256 of the file of weights
 * @param scores how good these weights are, as the file has them, the main score first
 * @param single the main score before they were brought to half precision; none where they were not
 * @param licences whose signal and weights they are, and on which terms
 * @param golden what the network answers at some inputs
 * @param summary of the training, in one line
 * @param record of the training, {@code result.json}
 */
public record WeightsEntry(
        int version,
        String model,
        String tag,
        String kind,
        String signal,
        int parameters,
        Map<String, Object> settings,
        DType numbers,
        int bytes,
        String sha256,
        List<Scored> scores,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Scored> single,
        Licences licences,
        GoldenOutputs golden,
        String summary,
        Map<String, Object> record) {

    /** The format that this version of the zoo writes. */
    public static final int VERSION = 1;

    /**
     * The terms of use.
     *
     * @param signal of what was learnt from
     * @param weights of the file
     */
    public record Licences(String signal, String weights) {}

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when something is missing, or of a later format
     * @throws org.inrzoo.option.OptionException when model and tag are no name
     */
    public WeightsEntry {
        if (version > VERSION) {
            throw new IllegalArgumentException("it is of format " + version + ", later than this zoo's " + VERSION);
        }
        if (sha256 == null || scores == null || licences == null || golden == null || numbers == null) {
            throw new IllegalArgumentException("an entry has sha256, numbers, scores, licences and golden");
        }
        new WeightsName(String.valueOf(model), String.valueOf(tag));
        scores = List.copyOf(scores);
        single = single == null ? List.of() : List.copyOf(single);
        settings = settings == null ? Map.of() : settings;
        record = record == null ? Map.of() : record;
    }

    /** {@code MODEL.TAG}. */
    public String name() {
        return model + "." + tag;
    }

    /** The name of the file of weights, which lies beside this one. */
    public String file() {
        return name() + WeightsShelf.WEIGHTS;
    }

    /** The main score in a few letters; empty where there is none. */
    public String score() {
        return scores.isEmpty() ? "" : scores.get(0).score().text();
    }

    /** The weights' card. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, name());
        line(text, "");
        line(text, String.format(Locale.ROOT, "Model        %s, %,d trained parameters", model, parameters));
        if (!settings.isEmpty()) {
            line(text, "Set          " + listed());
        }
        line(text, "Trained for  " + signal);
        line(
                text,
                "Reached      "
                        + scores.stream().map(each -> each.score().toString()).collect(Collectors.joining(", "))
                        + (single.isEmpty()
                                ? ""
                                : "; before rounding " + single.get(0).score()));
        line(text, "Run          " + summary);
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "File         %s, %,d bytes, %s precision",
                        file(),
                        bytes,
                        numbers == DType.F16 ? "half" : "single"));
        line(text, "SHA-256      " + sha256);
        line(text, "Licence      weights: " + licences.weights());
        line(text, "             signal: " + licences.signal());
        return text.toString();
    }

    /** The name. */
    @Override
    public String toString() {
        return name();
    }

    private String listed() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
