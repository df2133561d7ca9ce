package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inrzoo.ZooModel;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.option.Options;
import org.inrzoo.record.SignalRecord;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunSpec;
import org.inrzoo.run.RunningFit;
import org.inrzoo.run.SignalRun;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import org.inrzoo.task.Observation;

/** Any signal that is fitted by any objective. */
public final class StudiedSignal implements Studied {

    private static final String PICTURE = ".png";

    private final Signal signal;
    private final String source;
    private final Map<String, Object> reading;
    private final ObjectiveKind objective;
    private final FitSpec.Compute computation;
    private Optional<List<Score>> compared = Optional.empty();

    private StudiedSignal(
            Signal signal,
            String source,
            Map<String, Object> reading,
            ObjectiveKind objective,
            FitSpec.Compute computation) {
        this.signal = signal;
        this.source = source;
        this.reading = reading;
        this.objective = objective;
        this.computation = computation;
    }

    /**
     * Reads a signal.
     *
     * @param source kind and source, such as {@code audio:song.wav}
     * @param reading the options it is read with
     * @param objective what is observed of it; none for the kind's usual one
     * @param computation engine and threads of every fit; between its checkpoints lie all its steps
     * @throws org.inrzoo.option.OptionException when there is no such kind, name or option
     * @throws org.inrzoo.datasets.SignalFileException when the signal cannot be read
     */
    public static StudiedSignal read(
            String source,
            Map<String, Object> reading,
            Optional<ObjectiveKind> objective,
            FitSpec.Compute computation) {
        Signal signal = SignalKinds.read(source, reading);
        ObjectiveKind observed = objective.orElseGet(() -> usual(signal));
        return new StudiedSignal(signal, signal.kind() + ":" + signal.source(), reading, observed, computation);
    }

    /**
     * The same signal, which files that fits leave say to come from elsewhere.
     *
     * @param original kind and source
     */
    StudiedSignal calledBy(String original) {
        return new StudiedSignal(signal, original, reading, objective, computation);
    }

    /** The signal, as it was read. */
    public Signal signal() {
        return signal;
    }

    private static ObjectiveKind usual(Signal signal) {
        return ObjectiveKinds.of(kind(signal).objective(), Map.of());
    }

    private static SignalKind kind(Signal signal) {
        return SignalKinds.named(signal.kind());
    }

    @Override
    public Measure check(ZooModel model) {
        return prepare(model.variant()).fit().observation().objective().measure();
    }

    @Override
    public int threads() {
        return computation.threads();
    }

    @Override
    public StudiedSignal onThreads(int threads) {
        return new StudiedSignal(signal, source, reading, objective, computation.onThreads(threads));
    }

    @Override
    public Map<String, Object> identity() {
        Map<String, Object> identity = new TreeMap<>();
        identity.put("signal", signal.sha256());
        identity.put("objective", objective.name());
        identity.put("options", ObjectiveKinds.options(objective));
        identity.put("engine", computation.engine());
        return identity;
    }

    @Override
    public StudiedData data() {
        String place = signal.source();
        Map<String, Object> options = new TreeMap<>();
        options.put(StudiedSignalKind.READING, new TreeMap<>(reading));
        options.put(StudiedSignalKind.OBJECTIVE, objective.name());
        options.put(StudiedSignalKind.OPTIONS, new TreeMap<>(ObjectiveKinds.options(objective)));
        options.put(StudiedSignalKind.ENGINE, computation.engine());
        return new StudiedData(StudiedSignalKind.NAME, source, StudiedData.pathIn(place), options);
    }

    @Override
    public Class<SignalRecord> records() {
        return SignalRecord.class;
    }

    @Override
    public About about(Measure measure) {
        List<Integer> sizes = signal.axes().stream().map(axis -> axis.samples()).toList();
        String extent = sizes.stream().map(String::valueOf).collect(Collectors.joining("x")) + " samples";
        boolean usual = objective.name().equals(kind(signal).objective());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("signal", signal.kind());
        data.put("name", signal.name());
        data.put("reading", Options.values(SignalKinds.reading(kind(signal), reading)));
        data.put("sizes", sizes);
        data.put("objective", objective.name());
        data.put("options", ObjectiveKinds.options(objective));
        data.put("measure", measure.name());
        data.put("unit", measure.unit());
        return new About(
                signal.name(),
                extent + (usual ? "" : ", " + objective.name()),
                sizes,
                objective.outputs(signal),
                data,
                measure,
                List.of());
    }

    @Override
    public RunningFit start(ZooModel model, Optional<StudyBase> from, RunFolder folder) {
        return prepare(model.variant()).start(folder);
    }

    /** The reconstructions, of kinds whose fits leave them as pictures. */
    @Override
    public Optional<BufferedImage> pictures(StudyReport report, Path folder) {
        return kind(signal).endings().contains(PICTURE)
                ? StudyPictures.left(report, folder, RunFolder::reconstruction)
                : Optional.empty();
    }

    /** Observations may be large, and each fit makes its own. */
    SignalRun.Ready prepare(Variant variant) {
        RunSpec spec = new RunSpec(
                variant.name(),
                variant.settings(),
                source,
                reading,
                objective.name(),
                ObjectiveKinds.options(objective),
                null,
                computation.engine(),
                computation.threads(),
                variant.recipe().steps());
        SignalRun.Ready ready = SignalRun.prepare(spec, signal).calledBy(source);
        return ready.comparedWith(() -> compared(ready.baselines()));
    }

    /** How good other reconstructions are, which the first fit computes for all. */
    private synchronized List<Score> compared(Observation.Baselines baselines) {
        if (compared.isEmpty()) {
            compared = Optional.of(baselines.scores());
        }
        return compared.get();
    }
}
