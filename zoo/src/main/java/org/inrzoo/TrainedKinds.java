package org.inrzoo;

import java.util.List;
import java.util.ServiceLoader;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;

/** The kinds of trained models: all {@link TrainedKind}s on the class path. */
public final class TrainedKinds {

    private TrainedKinds() {}

    private static final class Holder {

        @SuppressWarnings("rawtypes") // as ServiceLoader has it
        private static final List<TrainedKind> KINDS =
                ServiceLoader.load(TrainedKind.class, TrainedKind.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
    }

    /**
     * The kind of a weights file.
     *
     * @param name of the file, for messages
     * @throws MalformedFileException when it is of none
     */
    public static TrainedKind<?, ?> of(Safetensors content, String name) {
        for (TrainedKind<?, ?> kind : Holder.KINDS) {
            if (kind.reads(content)) {
                return kind;
            }
        }
        throw new MalformedFileException(name, "it holds no weights of this zoo");
    }
}
