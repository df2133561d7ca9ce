package org.inrzoo.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;

/**
 * What a fit is asked to do, as the file {@code run.json}: its components are the file's keys, and a file may leave out all but
 * the model.
 *
 * @param model registry name
 * @param settings hyperparameters and recipe keys that are not as the registry has them, or all
 * @param signal kind and source, such as {@code audio:song.wav}; {@code image:camera} where a file does not say
 * @param reading options of reading
 * @param objective name of the objective; the kind's usual one where a file does not say
 * @param options of the objective
 * @param sha256 fingerprint of the signal; null for whatever is found
 * @param engine name of the engine; {@code auto} where a file does not say
 * @param threads that compute; 0 for all cores
 * @param checkpointEvery steps between checkpoints; 0 for a tenth of all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSpec(
        String model,
        Map<String, Object> settings,
        String signal,
        Map<String, Object> reading,
        String objective,
        Map<String, Object> options,
        String sha256,
        String engine,
        int threads,
        int checkpointEvery) {

    private static final int MAX_BYTES = 1 << 20;

    private static final String USUAL_SIGNAL = "image:camera";

    /**
     * Fills in what a file leaves out.
     *
     * @throws IllegalArgumentException when there is no model, or a number is impossible
     */
    public RunSpec {
        if (model == null) {
            throw new IllegalArgumentException("'model' is missing: a run fits a model, such as \"siren\"");
        }
        settings = settings == null ? Map.of() : settings;
        signal = signal == null ? USUAL_SIGNAL : signal;
        reading = reading == null ? Map.of() : reading;
        options = options == null ? Map.of() : options;
        engine = engine == null ? Engines.AUTO : engine;
        if (threads < 0 || threads > Engines.MAX_THREADS || checkpointEvery < 0) {
            throw new IllegalArgumentException("'threads' is 0 to " + Engines.MAX_THREADS
                    + " and 'checkpointEvery' not negative, not " + threads + " and " + checkpointEvery);
        }
    }

    /**
     * Reads a file.
     *
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws org.inrzoo.io.MalformedFileException when it is no JSON of a run; names an unknown key
     */
    public static RunSpec read(Path file) {
        String text = new String(FileBytes.read(file, MAX_BYTES), StandardCharsets.UTF_8);
        return Json.read(text, RunSpec.class, String.valueOf(file.getFileName()));
    }

    /** The model with these settings. */
    public Variant variant() {
        Variant variant = Registry.get(model);
        return settings.isEmpty() ? variant : variant.withAll(settings);
    }

    /**
     * Reads the signal.
     *
     * @throws OptionException when it is not the one that the fingerprint is of
     */
    Signal load() {
        Signal read = SignalKinds.read(signal, reading);
        if (sha256 != null && !sha256.equals(read.sha256())) {
            throw new OptionException(
                    "'" + signal + "' is not the signal that the run is of, or has changed since: take"
                            + " 'sha256' out of the file to fit it all the same");
        }
        return read;
    }

    /** The kind's name. */
    @JsonIgnore
    public String kind() {
        int colon = signal.indexOf(':');
        return colon < 0 ? signal : signal.substring(0, colon);
    }

    /** What is observed, with its options. */
    @JsonIgnore
    public ObjectiveKind observation() {
        String name = objective == null ? SignalKinds.named(kind()).objective() : objective;
        return ObjectiveKinds.of(name, options);
    }

    /** The threads that compute. */
    @JsonIgnore
    int workers() {
        return threads > 0
                ? threads
                : Math.min(Engines.MAX_THREADS, Runtime.getRuntime().availableProcessors());
    }

    /** All that is left open, filled in for a signal that was read. */
    RunSpec complete(Signal read) {
        Variant variant = variant();
        ObjectiveKind kind = observation();
        Record all = SignalKinds.reading(SignalKinds.named(read.kind()), reading);
        return new RunSpec(
                model,
                variant.settings(),
                read.kind() + ":" + read.source(),
                Options.values(all),
                kind.name(),
                ObjectiveKinds.options(kind),
                read.sha256(),
                engine,
                workers(),
                checkpointEvery > 0
                        ? checkpointEvery
                        : Math.max(1, variant.recipe().steps() / 10));
    }

    /** Where a signal's samples are, as a checkpoint keeps it. */
    record Kept(RunSpec run, List<Integer> extent, int channels) implements StoredSpec {

        /** Checks that all is there. */
        Kept {
            if (run == null || extent == null || extent.isEmpty() || channels < 1) {
                throw new IllegalArgumentException("a checkpoint of a signal says the run and the signal's size");
            }
        }

        @Override
        public Architecture architecture() {
            return variant().architecture(extent, channels);
        }

        @Override
        public Variant variant() {
            return Registry.get(run.model).restored(run.settings);
        }
    }

    /** The same of a signal that lies elsewhere now. */
    RunSpec of(String moved) {
        return new RunSpec(
                model, settings, moved, reading, objective, options, sha256, engine, threads, checkpointEvery);
    }
}
