package org.inrzoo;

import java.util.List;
import java.util.Optional;
import org.inrzoo.io.Safetensors;
import org.inrzoo.metric.Score;
import org.inrzoo.record.RunRecord;
import org.inrzoo.weights.WeightsSubject;

/**
 * A kind of trained models: how their weights are read, and what their runs' records say that others want to know of them. Implementations
 * are public, have a public constructor without arguments, and are named in {@code META-INF/services/org.inrzoo.TrainedKind}.
 *
 * @param <R> the record of a run, {@code result.json}
 * @param <T> the trained models
 */
public interface TrainedKind<R extends RunRecord, T extends TrainedModel> {

    /** Whether a file's content is of this kind. */
    boolean reads(Safetensors content);

    /**
     * The trained model in a file's content.
     *
     * @param name of the file, for messages
     * @throws org.inrzoo.io.MalformedFileException when it means no model of the zoo, or its weights do not match its model
     */
    T read(Safetensors content, String name);

    /** The class of its runs' records. */
    Class<R> record();

    /** What a run was given. */
    WeightsSubject subject(R record);

    /** How good a trained model is at what its run was given, the main score first; empty where that is not to be had here. */
    Optional<List<Score>> scores(T trained, R record);
}
