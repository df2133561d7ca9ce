package org.inrzoo.engine.fused;

import java.util.Arrays;
import org.inrzoo.point.Range;

/**
 * The coordinates as features.
 *
 * @param range the interval they are mapped to
 */
record IdentityPlan(Range range) implements LayerPlan {

    /** Vectors of features are read beyond the last one, where weights are zero and features must be numbers. */
    private static final int READ = 16;

    @Override
    public Stage stage(Arena arena, Block block) {
        return (EncodingStage) y -> {
            for (int point = 0; point < block.count(); point++) {
                int row = y.index(point, 0);
                Arrays.fill(y.data(), row, row + READ, 0);
            }
            for (int axis = 0; axis < block.dimensions(); axis++) {
                int at = y.index(0, axis);
                for (int point = 0; point < block.count(); point++) {
                    y.data()[at + point * Rows.WIDTH] = range.fromUnit(block.coordinate(point, axis));
                }
            }
        };
    }
}
