package org.inrzoo.engine.fused;

import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;

/** A block's rows as a loss sees them. */
record FusedOutputBlock(Block block, Rows y, Rows dy, int outputs) implements OutputBlock {

    @Override
    public int count() {
        return block.count();
    }

    @Override
    public int number(int point) {
        return block.number(point);
    }

    @Override
    public float value(int point, int output) {
        return y.data()[y.index(point, output)];
    }

    @Override
    public void setGradient(int point, int output, float gradient) {
        dy.data()[dy.index(point, output)] = gradient;
    }
}
