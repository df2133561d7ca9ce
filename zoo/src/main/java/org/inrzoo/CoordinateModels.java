package org.inrzoo;

import java.util.List;
import org.inrzoo.family.Registry;

/** The functions of coordinates: all models of the {@link Registry}. */
public final class CoordinateModels implements ModelKind {

    @Override
    public List<CoordinateModel> models() {
        return Registry.list("*").stream().map(CoordinateModel::new).toList();
    }
}
