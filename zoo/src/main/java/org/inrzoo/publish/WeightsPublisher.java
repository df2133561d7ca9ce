package org.inrzoo.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.TrainedKind;
import org.inrzoo.TrainedKinds;
import org.inrzoo.TrainedModel;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.engine.Engines;
import org.inrzoo.io.DType;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.option.OptionException;
import org.inrzoo.record.RunRecord;
import org.inrzoo.record.SignalRecord.Scored;
import org.inrzoo.run.RunFolder;
import org.inrzoo.weights.WeightsEntry;
import org.inrzoo.weights.WeightsName;
import org.inrzoo.weights.WeightsShelf;
import org.inrzoo.weights.WeightsSubject;

/**
 * Makes weights by name of a run's folder: a file of them, and the entry that describes it.
 *
 * <p>The numbers are brought to half precision where the main score then falls by no more than 0.1 dB or percent, or a PSNR stays above 60 dB,
 * which no picture of 8 bits shows; where the signal is not one of the zoo's own, so that nobody can tell, they stay as they are.
 *
 * @param tag what the weights are called; empty for the name of what they were trained for
 * @param signalLicence the terms that it is under; empty for those of a signal of the zoo's own
 * @param weightsLicence the terms that the weights are under
 */
public record WeightsPublisher(Optional<String> tag, Optional<String> signalLicence, String weightsLicence) {

    /** What the zoo's own weights are under. */
    public static final String USUAL_LICENCE = "Apache-2.0";

    private static final int MAX_RECORD_BYTES = 1 << 20;
    private static final double MOST_LOSS = 0.1;
    private static final double ENOUGH_DECIBELS = 60;

    /** Weights and their entry, ready to be written. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Publication(byte[] weights, WeightsEntry entry) {}

    /** Weights under the name of what they were trained for, on the zoo's own terms. */
    public static WeightsPublisher usual() {
        return new WeightsPublisher(Optional.empty(), Optional.empty(), USUAL_LICENCE);
    }

    /** The same under this tag. */
    public WeightsPublisher withTag(String name) {
        return new WeightsPublisher(Optional.of(name), signalLicence, weightsLicence);
    }

    /**
     * Writes the weights of a run and their entry.
     *
     * @param run the folder of a fit or a training that has ended
     * @param folder where they go; made where it is missing
     * @param force whether weights of this name may be replaced
     * @return the entry
     * @throws OptionException when the signal's terms are not known, or there are weights of this name
     * @throws MalformedFileException when the run's weights are not those of its record; names both digests
     * @throws java.io.UncheckedIOException when the run has no weights or no record, or the folder cannot be written
     */
    public WeightsEntry publish(Path run, Path folder, boolean force) {
        RunFolder from = new RunFolder(run);
        byte[] weights = FileBytes.read(from.weights(), FileBytes.MAX_BYTES);
        String name = from.weights().toString();
        Safetensors content = Safetensors.parse(weights, name);
        Publication made = make(TrainedKinds.of(content, name), weights, content, from);
        Path file = folder.resolve(made.entry.file());
        if (!force && Files.exists(file)) {
            throw new OptionException("'" + file + "' exists; --force replaces it, --tag takes another name");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileFailure.of("write", folder, e);
        }
        AtomicFiles.write(file, made.weights);
        AtomicFiles.write(
                folder.resolve(made.entry.name() + WeightsShelf.ENTRY),
                (Json.line(made.entry) + "\n").getBytes(StandardCharsets.UTF_8));
        return made.entry;
    }

    private <R extends RunRecord, T extends TrainedModel> Publication make(
            TrainedKind<R, T> kind, byte[] weights, Safetensors content, RunFolder from) {
        String text = new String(FileBytes.read(from.result(), MAX_RECORD_BYTES), StandardCharsets.UTF_8);
        R record = Json.read(text, kind.record(), from.result().toString());
        String digest = Hashes.sha256(weights);
        if (!digest.equals(record.weightsSha256())) {
            throw new MalformedFileException(
                    from.weights().toString(),
                    "its SHA-256 is " + digest + ", and the run's record names " + record.weightsSha256());
        }
        WeightsSubject subject = kind.subject(record);
        String licence = signalLicence
                .or(subject::licence)
                .orElseThrow(() -> new OptionException("on which terms '" + subject.name()
                        + "' may be passed on is not known here: say it by --licence, such as --licence CC-BY-4.0"));
        WeightsName name = new WeightsName(record.model(), tag.orElse(subject.tag()));
        Optional<Rounded<T>> rounded = halved(kind, content, record);
        byte[] kept = rounded.map(half -> half.weights).orElse(weights);
        T trained = rounded.map(half -> half.trained).orElseGet(() -> kind.read(content, name.toString()));
        @SuppressWarnings("unchecked")
        Map<String, Object> raw = Json.read(text, Map.class, from.result().toString());
        WeightsEntry entry = new WeightsEntry(
                WeightsEntry.VERSION,
                name.model(),
                name.tag(),
                subject.kind(),
                subject.text(),
                record.parameters(),
                changes(record),
                rounded.isPresent() ? DType.F16 : DType.F32,
                kept.length,
                Hashes.sha256(kept),
                scored(rounded.map(half -> half.scores).orElse(record.reached())),
                rounded.isPresent() ? scored(List.of(record.mainScore())) : List.of(),
                new WeightsEntry.Licences(licence, weightsLicence),
                trained.golden(Engines.AUTO),
                record.summary(),
                raw);
        return new Publication(kept, entry);
    }

    /** Weights of half precision. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Rounded<T>(byte[] weights, T trained, List<Score> scores) {}

    /** Those of half precision, where they do. */
    private static <R extends RunRecord, T extends TrainedModel> Optional<Rounded<T>> halved(
            TrainedKind<R, T> kind, Safetensors content, R record) {
        byte[] half = content.halved().toBytes();
        T trained;
        try {
            trained = kind.read(Safetensors.parse(half, "half"), "half");
        } catch (MalformedFileException e) {
            return Optional.empty(); // a number too large for it, or one that the model does not allow
        }
        return kind.scores(trained, record)
                .filter(scores -> isEnough(scores.get(0), record.mainScore()))
                .map(scores -> new Rounded<>(half, trained, scores));
    }

    private static boolean isEnough(Score half, Score single) {
        boolean imperceptible = half.measure().equals(Measure.PSNR) && half.value() >= ENOUGH_DECIBELS;
        return half.measure().equals(single.measure()) && (imperceptible || half.value() >= single.value() - MOST_LOSS);
    }

    private static List<Scored> scored(List<Score> scores) {
        return scores.stream().map(Scored::of).toList();
    }

    /** The settings that are not as the model is registered. */
    private static Map<String, Object> changes(RunRecord record) {
        Map<String, Object> usual = Zoo.get(record.model()).settings();
        Map<String, Object> changes = new LinkedHashMap<>();
        record.settings().forEach((key, value) -> {
            if (!String.valueOf(value).equals(String.valueOf(usual.get(key)))) {
                changes.put(key, value);
            }
        });
        return changes;
    }
}
