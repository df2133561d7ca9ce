package org.inrzoo.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;

/** What a fit was asked to do, as its checkpoints keep it: enough to know the network whose state they hold. */
public interface StoredSpec {

    /** The key of a checkpoint's metadata under which a class of these is stored, as JSON. */
    static String key(Class<? extends StoredSpec> type) {
        return type == FitSpec.class ? "spec" : "run";
    }

    /** The network that is fitted. */
    @JsonIgnore
    Architecture architecture();

    /** The model with its settings. */
    @JsonIgnore
    Variant variant();
}
