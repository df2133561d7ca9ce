package org.inrzoo.layer;

import java.util.ServiceLoader;
import org.inrzoo.option.OptionException;

/**
 * Makes of a picture a vector that describes it, which stays as it is while a network is fitted. Implementations other than {@link
 * SignalFilters} are public, have a public constructor without arguments, and are named in {@code
 * META-INF/services/org.inrzoo.layer.SignalDescription}.
 */
public interface SignalDescription {

    /** Its name. */
    String name();

    /** The length of a description. */
    int length();

    /**
     * The description of a picture.
     *
     * @param values [height·width, channels], of which the mean over the channels counts; not modified
     * @return [{@link #length}]
     */
    float[] describe(float[] values, int height, int width);

    /**
     * The same by a network of the user's, where it is one that describes.
     *
     * @param trained the folder or file of that network; empty for what the zoo has
     * @throws OptionException when there is none that can describe a picture
     */
    default SignalDescription of(String trained) {
        if (trained.isEmpty()) {
            return this;
        }
        throw new OptionException(name() + " are no network: they cannot be taken from '" + trained + "'");
    }

    /**
     * The service of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static SignalDescription named(String name) {
        return ServiceLoader.load(SignalDescription.class, SignalDescription.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(description -> description.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no description of signals called " + name));
    }
}
