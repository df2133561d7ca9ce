package org.inrzoo.study;

import java.util.Map;
import java.util.Optional;
import org.inrzoo.run.FitSpec;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;

/** Reads a signal that is fitted by an objective. */
public final class StudiedSignalKind implements StudiedKind {

    static final String NAME = "signal";
    static final String READING = "reading";
    static final String OBJECTIVE = "objective";
    static final String OPTIONS = "options";
    static final String ENGINE = "engine";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StudiedSignal read(StudiedData data, String source, int threads) {
        Map<String, Object> options = data.options();
        ObjectiveKind objective = ObjectiveKinds.of((String) options.get(OBJECTIVE), map(options.get(OPTIONS)));
        return StudiedSignal.read(
                        source,
                        map(options.get(READING)),
                        Optional.of(objective),
                        new FitSpec.Compute((String) options.get(ENGINE), threads, 1))
                .calledBy(data.source());
    }

    @SuppressWarnings("unchecked") // StudiedSignal.data puts maps there
    private static Map<String, Object> map(Object options) {
        return (Map<String, Object>) options;
    }
}
