package org.inrzoo.engine.fused;

import java.util.Arrays;
import org.inrzoo.engine.DerivativeBlock;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.layer.DerivativeOrder;

/** A block's rows, those of values and of derivatives, as a loss sees them. */
record FusedDerivativeBlock(Block block, Rows y, Rows dy, int outputs) implements DerivativeBlock {

    /** The gradient by what the loss does not set is zero. */
    FusedDerivativeBlock {
        for (int panel = 0; panel < Rows.panels(outputs); panel++) {
            Arrays.fill(dy.data(), dy.panel(panel), dy.panel(panel) + block.rows() * Rows.WIDTH, 0);
        }
    }

    @Override
    public int count() {
        return block.count();
    }

    @Override
    public int dimensions() {
        return block.dimensions();
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
    public float derivative(int point, int output, int axis) {
        return y.data()[y.index(row(point, axis), output)];
    }

    @Override
    public float laplacian(int point, int output) {
        return y.data()[y.index(laplacianRow(point), output)];
    }

    @Override
    public void setGradient(int point, int output, float gradient) {
        dy.data()[dy.index(point, output)] = gradient;
    }

    @Override
    public void setDerivativeGradient(int point, int output, int axis, float gradient) {
        dy.data()[dy.index(row(point, axis), output)] = gradient;
    }

    @Override
    public void setLaplacianGradient(int point, int output, float gradient) {
        dy.data()[dy.index(laplacianRow(point), output)] = gradient;
    }

    private int row(int point, int axis) {
        return (1 + axis) * block.count() + point;
    }

    private int laplacianRow(int point) {
        if (block.order() != DerivativeOrder.LAPLACIAN) {
            throw new IllegalStateException("the loss asks for a Laplacian, but its order is "
                    + block.order().name() + " (DerivativeLoss.order)");
        }
        return (1 + block.dimensions()) * block.count() + point;
    }
}
