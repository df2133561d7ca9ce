package org.inrzoo.family;

import java.util.List;

/**
 * Adds models to the zoo: found through {@link java.util.ServiceLoader}, so that any jar on the class path can bring its
 * own.
 */
public interface ModelProvider {

    /** The models, each under a name of its own. */
    List<Variant> variants();
}
