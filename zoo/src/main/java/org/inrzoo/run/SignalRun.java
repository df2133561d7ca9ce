package org.inrzoo.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.inrzoo.SignalFit;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.error.ZooException;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Field;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitEngine;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Score;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.SignalRecord;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.Observation;

/** One fit of any signal by any objective in a folder: from a specification, or from the folder's newest checkpoint. */
public final class SignalRun implements RunningFit {

    /** Files that show the signal at the end of a fit. */
    private static final int SHOWN = 2;

    private final RunSpec spec;
    private final Signal signal;
    private final RunFolder folder;
    private final Variant variant;
    private final SignalFit prepared;
    private final Observation.Baselines baselines;
    private final Engine engine;
    private final Fit fit;
    private final List<String> notes = new ArrayList<>();
    private FitState state;

    private SignalRun(Ready ready, RunFolder folder, Optional<FitState> state) {
        spec = ready.spec;
        signal = ready.signal;
        prepared = ready.fit;
        baselines = ready.baselines;
        this.folder = folder;
        variant = spec.variant();
        engine = FitEngine.create(
                spec.engine(),
                prepared.architecture(),
                spec.workers(),
                variant.recipe(),
                prepared.observation().objective());
        fit = prepared.fit(engine).checkpoints(spec.checkpointEvery(), this::keep);
        this.state = state.orElseGet(fit::start);
    }

    /**
     * A fit that is ready to begin: everything of it has been read and checked.
     *
     * @param spec what is asked for, complete
     * @param signal as it was read
     * @param fit of the signal by the model
     * @param baselines what the fit's record compares it with
     */
    public record Ready(RunSpec spec, Signal signal, SignalFit fit, Observation.Baselines baselines) {

        /** The same fit beside other reconstructions than those that its own observation would make. */
        public Ready comparedWith(Observation.Baselines others) {
            return new Ready(spec, signal, fit, others);
        }

        /**
         * The same fit, whose files say that the signal comes from elsewhere than it was read here.
         *
         * @param source kind and source
         */
        public Ready calledBy(String source) {
            return new Ready(spec.of(source), signal, fit, baselines);
        }

        /** The fit, in a folder of its own; no file is written before it runs. */
        public SignalRun start(RunFolder folder) {
            return new SignalRun(this, folder, Optional.empty());
        }
    }

    /**
     * Reads the signal and prepares the fit; no folder is touched yet.
     *
     * @throws org.inrzoo.option.OptionException when what is asked for contradicts itself
     * @throws org.inrzoo.datasets.SignalFileException when the signal cannot be read
     */
    public static Ready prepare(RunSpec spec) {
        return prepare(spec, spec.load());
    }

    /**
     * Prepares the fit of a signal that was read as the specification says; no folder is touched yet.
     *
     * @throws org.inrzoo.option.OptionException when what is asked for contradicts itself
     */
    public static Ready prepare(RunSpec spec, Signal signal) {
        RunSpec complete = spec.complete(signal);
        SignalFit fit = new SignalFit(complete.variant(), signal, complete.observation());
        return new Ready(complete, signal, fit, fit.observation().baselines());
    }

    /**
     * The fit that a folder's newest checkpoint belongs to.
     *
     * @param source where its signal lies now, as in {@code audio:song.wav}; empty where it lay
     * @param notes is told which checkpoints were passed over
     * @throws org.inrzoo.fit.FitException when there is none
     */
    public static SignalRun resume(RunFolder folder, Optional<String> source, Consumer<String> notes) {
        return folder.newest(RunSpec.Kept.class, kept -> {
            RunSpec asked = kept.spec().run();
            Ready ready = prepare(source.map(asked::of).orElse(asked));
            kept.notes().forEach(notes);
            return new SignalRun(ready, folder, Optional.of(kept.state()));
        });
    }

    @Override
    public int stepsDone() {
        return state.step();
    }

    @Override
    public int steps() {
        return variant.recipe().steps();
    }

    @Override
    public Optional<String> whyNotFused() {
        return spec.engine().equals(Engines.AUTO) ? Engines.whyNotFused(engine.architecture()) : Optional.empty();
    }

    @Override
    public void listener(FitListener listener) {
        fit.listener(listener);
    }

    @Override
    public Pace pace(double seconds) {
        return fit.pace(seconds);
    }

    @Override
    public History history() {
        return state.history();
    }

    @Override
    public void stop() {
        fit.stop();
    }

    @Override
    public Optional<SignalRecord> run() {
        uninterrupted(this::keepSpec);
        try {
            state = fit.run(state);
        } catch (DivergedException e) {
            field(e.lastGood(), List.of()).save(folder.weights());
            throw e.savedIn(folder.weights());
        }
        return uninterrupted(this::leave);
    }

    private Path keepSpec() {
        Path file = folder.run();
        AtomicFiles.write(file, Json.text(spec).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private Optional<SignalRecord> leave() {
        if (state.step() < steps()) {
            keep(state);
            return Optional.empty();
        }
        return Optional.of(end());
    }

    /** Does what writes files, which an interrupted thread cannot; it is interrupted again behind it. */
    private static <T> T uninterrupted(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Field field(float[] parameters, List<Score> scores) {
        return prepared.field(parameters, scores, spec.engine(), spec.workers());
    }

    /** Weights, record, history, and what shows the signal. */
    private SignalRecord end() {
        List<Score> scores = prepared.scores(engine, state.parameters());
        Field field = field(state.parameters(), scores);
        byte[] weights = field.toBytes();
        AtomicFiles.write(folder.weights(), weights);
        AtomicFiles.write(
                folder.history(), out -> state.history().table().write().csv(out));
        SignalRecord record = record(scores, Hashes.sha256(weights));
        AtomicFiles.write(folder.result(), out -> out.write(Json.text(record).getBytes(StandardCharsets.UTF_8)));
        show(field);
        folder.deleteCheckpoints();
        return record;
    }

    /** A fit does not fail for want of a picture. */
    private void show(Field field) {
        SignalKind kind = SignalKinds.named(signal.kind());
        for (String ending : kind.endings().stream().limit(SHOWN).toList()) {
            Path file = folder.reconstruction(ending);
            try {
                kind.show(field, 0, file, done -> {});
            } catch (ZooException e) {
                notes.add("no " + file.getFileName() + ": " + e.getMessage());
            }
        }
        kind.beside(signal, field)
                .ifPresent(picture -> Pictures.writePng(folder.comparison(), picture.toBufferedImage()));
    }

    private SignalRecord record(List<Score> scores, String weightsSha256) {
        int done = Math.max(1, state.step());
        Map<String, Object> settings = new LinkedHashMap<>(variant.settings());
        return new SignalRecord(
                SignalRecord.VERSION,
                variant.name(),
                engine.architecture().parameters().trainable(),
                new SignalRecord.Observed(
                        signal.kind(),
                        signal.name(),
                        spec.reading(),
                        prepared.observation().domain().sizes(),
                        signal.channels(),
                        signal.sha256(),
                        spec.objective(),
                        spec.options()),
                new FitRecord.Computation(
                        engine.name(),
                        engine.threads(),
                        state.step(),
                        state.seconds(),
                        state.stepSeconds() / done,
                        state.cpuSeconds()),
                scores.stream().map(SignalRecord.Scored::of).toList(),
                state.history().best(),
                baselines.scores().stream().map(SignalRecord.Scored::of).toList(),
                variant.recipe().seed(),
                weightsSha256,
                settings,
                Machine.versions(),
                Machine.machine());
    }

    private void keep(FitState reached) {
        Observation observed = prepared.observation();
        folder.checkpoint(new RunSpec.Kept(spec, observed.domain().sizes(), observed.channels()), reached);
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        engine.close();
    }
}
