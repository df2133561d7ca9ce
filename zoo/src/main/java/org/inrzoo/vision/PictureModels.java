package org.inrzoo.vision;

import java.util.List;
import org.inrzoo.ModelKind;

/** The networks for pictures: all models of {@link VisionModels}. */
public final class PictureModels implements ModelKind {

    @Override
    public List<VisionModel> models() {
        return VisionModels.list("*");
    }
}
