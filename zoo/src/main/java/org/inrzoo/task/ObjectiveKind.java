package org.inrzoo.task;

import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.signal.Signal;

/**
 * A way to observe signals: by their values, by a scan, by whether points are inside. Implemented by a record whose
 * components carry {@link org.inrzoo.option.Option} and that has a constructor without arguments. Kinds are found through
 * {@link java.util.ServiceLoader}, so that any jar on the class path can bring its own.
 */
public interface ObjectiveKind {

    /** Its name in {@code --objective NAME:key=value}: lower case, one word. */
    String name();

    /** What is observed and what a disagreement costs, in one sentence. */
    String summary();

    /** Why a signal cannot be observed like this; empty where it can. */
    Optional<String> refusal(Signal signal);

    /** Values per point of a network that represents a signal: one per channel unless said otherwise. */
    default int outputs(Signal signal) {
        return signal.channels();
    }

    /**
     * What is observed of a signal that a model's network is to represent.
     *
     * @param signal one that is not {@link #refusal refused}
     * @param variant the model; its recipe says how large a step's batch is, which seed draws it, and to which interval
     *     values are mapped
     */
    Observation observe(Signal signal, Variant variant);
}
