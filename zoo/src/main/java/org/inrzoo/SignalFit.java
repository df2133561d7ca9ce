package org.inrzoo;

import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Field;
import org.inrzoo.field.FieldHeader;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitEngine;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.NetworkAnswers;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.metric.Score;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.Signal;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import org.inrzoo.task.Observation;

/**
 * A model's fit of a signal by an objective, ready to run: what is fitted, and what becomes of the fitted parameters.
 */
public final class SignalFit {

    private final Variant variant;
    private final Signal signal;
    private final Observation observation;
    private final Architecture architecture;

    /**
     * Prepares a fit.
     *
     * @throws OptionException when the objective is not for the signal or the model not for its number of axes
     * @throws org.inrzoo.engine.EngineException when the network could not be asked point by point after the fit
     */
    public SignalFit(Variant variant, Signal signal, ObjectiveKind kind) {
        this.variant = variant;
        this.signal = signal;
        ObjectiveKinds.require(kind, signal);
        List<Integer> extent =
                signal.axes().stream().map(axis -> axis.samples()).toList();
        architecture = variant.architecture(extent, kind.outputs(signal));
        observation = kind.observe(signal, variant);
        if (observation.objective().outputs() != architecture.outputs()) {
            throw new OptionException("the objective '" + kind.name() + "' is for networks of "
                    + observation.objective().outputs() + " outputs, and " + variant.name() + " has "
                    + architecture.outputs() + " here");
        }
        FitMemory.require(signal, this);
        BatchStatistics.frozen(architecture, observation.objective().evaluated().size());
    }

    /** The network that is fitted. */
    public Architecture architecture() {
        return architecture;
    }

    /** What is observed. */
    public Observation observation() {
        return observation;
    }

    /** A fit of it by an engine. */
    public Fit fit(Engine engine) {
        return new Fit(engine, variant.recipe(), observation.objective());
    }

    /** How good a network with these parameters is, by every measure. */
    public List<Score> scores(Engine engine, float[] parameters) {
        return observation.objective().scores(NetworkAnswers.of(engine, parameters));
    }

    /**
     * The function that a network with these parameters is.
     *
     * @param engine name of the engine that takes the statistics, where the network has any
     */
    public Field field(float[] parameters, List<Score> scores, String engine, int threads) {
        FieldHeader header = new FieldHeader(
                variant,
                signal.kind(),
                observation.domain(),
                observation.channels(),
                observation.quantity(),
                observation.objective().evaluated().size(),
                scores);
        return Field.trained(header, parameters, observation.objective().evaluated(), engine, threads);
    }

    /** The derivatives by the coordinates that its loss is of. */
    public DerivativeOrder order() {
        return observation.objective().order();
    }

    /** Runs it from the start, or from a kept state, as the options say; see {@link ZooModel#fit(Signal, FitOptions)}. */
    FieldFit run(FitOptions options) {
        Optional<FitCheckpoint> checkpoint =
                options.checkpoints().map(folder -> new FitCheckpoint(folder, variant, signal.sha256(), architecture));
        try (Engine engine = FitEngine.create(
                options.engine(), architecture, options.threads(), variant.recipe(), observation.objective())) {
            if (options.engine().equals(Engines.AUTO)) {
                Engines.whyNotFused(architecture)
                        .ifPresent(why -> options.listener().onNote("computing with SameDiff; " + why));
            }
            Fit fit = fit(engine).listener(options.listener());
            checkpoint.ifPresent(file -> fit.checkpoints(options.checkpointEvery(), file::write));
            FitState end = fit.run(checkpoint.flatMap(FitCheckpoint::read).orElseGet(fit::start));
            boolean interrupted = Thread.interrupted(); // an interrupted thread can do no more work
            try {
                checkpoint.ifPresent(file -> file.end(end));
                List<Score> scores = scores(engine, end.parameters());
                return new FieldFit(
                        field(end.parameters(), scores, engine.name(), options.threads()), scores, end.history());
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
