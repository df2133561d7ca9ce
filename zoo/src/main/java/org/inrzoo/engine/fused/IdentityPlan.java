package org.inrzoo.engine.fused;

import java.util.Arrays;
import org.inrzoo.layer.Range;

/**
 * The coordinates as features.
 *
 * @param range the interval they are mapped to
 */
record IdentityPlan(Range range) implements LayerPlan {

    @Override
    public Stage stage(Arena arena, Block block) {
        return (EncodingStage) y -> {
            clear(y);
            for (int axis = 0; axis < block.dimensions(); axis++) {
                for (int point = 0; point < block.count(); point++) {
                    y.data()[y.index(point, axis)] = range.fromUnit(block.coordinate(point, axis));
                }
            }
        };
    }

    /** Vectors of features are read beyond the last one, where weights are zero and features must be numbers. */
    private static void clear(Rows y) {
        Arrays.fill(y.data(), y.panel(0), y.panel(0) + y.capacity() * Rows.WIDTH, 0);
    }
}
