package org.inrzoo.peer;

import java.util.List;

/**
 * Offers {@link Translation}s of layers. Implementations are public, have a public constructor without arguments, and
 * are named in {@code META-INF/services/org.inrzoo.peer.TranslationProvider}, in this jar or in another.
 */
public interface TranslationProvider {

    /** The translations, one for each kind of layer. */
    List<Translation<?>> translations();
}
