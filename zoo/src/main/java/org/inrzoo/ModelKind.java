package org.inrzoo;

import java.util.List;

/**
 * A kind of models, whose names {@link Zoo} knows. Implementations are public, have a public constructor without arguments, and are named
 * in {@code META-INF/services/org.inrzoo.ModelKind}.
 */
public interface ModelKind {

    /** Its models as they are registered now. */
    List<? extends NamedModel> models();
}
