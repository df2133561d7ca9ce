package org.inrzoo.vision;

import java.util.List;

/** Adds networks for pictures to the zoo: found through {@link java.util.ServiceLoader}, in any jar on the class path. */
public interface VisionProvider {

    /** The models, each under a name of its own. */
    List<VisionModel> models();
}
