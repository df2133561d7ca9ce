package org.inrzoo.family;

import java.util.List;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Normalization;

/** A family's choice of normalisation, none among them. */
public enum Norm {
    NONE,
    BATCH,
    LAYER,
    GLOBAL,
    CROSS;

    /** The layer of this choice, or none. */
    List<Layer> layers() {
        return switch (this) {
            case NONE -> List.of();
            case BATCH -> List.of(new Normalization(Normalization.Kind.BATCH));
            case LAYER -> List.of(new Normalization(Normalization.Kind.LAYER));
            case GLOBAL -> List.of(new Normalization(Normalization.Kind.GLOBAL));
            case CROSS -> List.of(new Normalization(Normalization.Kind.CROSS));
        };
    }
}
