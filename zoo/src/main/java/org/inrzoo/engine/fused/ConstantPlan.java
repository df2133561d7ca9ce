package org.inrzoo.engine.fused;

import java.util.Arrays;

/** Ones as features: all of the rows, for vectors of features are read beyond the last one. */
record ConstantPlan(int features) implements LayerPlan {

    @Override
    public Stage stage(Arena arena, Block block) {
        return (EncodingStage) y -> Arrays.fill(y.data(), y.at(), y.panel(Rows.panels(features)), 1);
    }
}
