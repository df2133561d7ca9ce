package org.inrzoo.signal;

import java.util.List;
import org.inrzoo.field.Axis;

/** The axes of a cube of space, without a unit. */
final class CubeAxes {

    private CubeAxes() {}

    /**
     * Axes z, y, x.
     *
     * @param middle x, y, z
     * @param half of the cube's side
     * @param cells along each axis; samples lie in their middles
     */
    static List<Axis> of(double[] middle, double half, int cells) {
        double step = 2 * half / cells;
        return List.of(
                new Axis("z", "", middle[2] - half + step / 2, step, cells),
                new Axis("y", "", middle[1] - half + step / 2, step, cells),
                new Axis("x", "", middle[0] - half + step / 2, step, cells));
    }
}
