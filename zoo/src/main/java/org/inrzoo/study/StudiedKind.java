package org.inrzoo.study;

import java.util.ServiceLoader;

/** Reads what a study fits from its data. Kinds are found through {@link ServiceLoader}. */
public interface StudiedKind {

    /** Its name, which {@link StudiedData#kind} gives. */
    String name();

    /**
     * Reads it.
     *
     * @param data what {@link Studied#data} gave
     * @param source where it lies in this process; files that fits leave name {@code data.source()} all the same
     * @param threads that compute a fit, at least 1
     */
    Studied read(StudiedData data, String source, int threads);

    /**
     * The kind of this name.
     *
     * @throws IllegalStateException when no jar on the class path has it
     */
    static StudiedKind named(String name) {
        return ServiceLoader.load(StudiedKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("nothing on the class path reads what studies call '" + name + "'"));
    }
}
