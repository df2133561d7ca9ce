package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.layer.DerivativeOrder;

/**
 * Products, feature by feature, of a block's points that carry their derivatives by the coordinates, panel by panel; see {@link
 * org.inrzoo.engine.fused.kernels.ProductRule}.
 *
 * @param features of every point
 */
record RowsProduct(Kernels kernels, Block block, int features) {

    private boolean laplacian() {
        return block.order() == DerivativeOrder.LAPLACIAN;
    }

    /** y = ab; y may be a. */
    void multiply(Rows a, Rows b, Rows y) {
        for (int panel = 0; panel < Rows.panels(features); panel++) {
            kernels.productRule()
                    .multiply(
                            a.data(),
                            a.panel(panel),
                            b.data(),
                            b.panel(panel),
                            y.data(),
                            y.panel(panel),
                            block.count(),
                            kernels.columns(features, panel),
                            block.dimensions(),
                            laplacian());
        }
    }

    /** From the gradient g by a product to that by the factor beside b, which h receives; h may be g, or b. */
    void gradient(Rows b, Rows g, Rows h) {
        for (int panel = 0; panel < Rows.panels(features); panel++) {
            kernels.productRule()
                    .gradient(
                            b.data(),
                            b.panel(panel),
                            g.data(),
                            g.panel(panel),
                            h.data(),
                            h.panel(panel),
                            block.count(),
                            kernels.columns(features, panel),
                            block.dimensions(),
                            laplacian());
        }
    }

    /** to = from. */
    void copy(Rows from, Rows to) {
        for (int panel = 0; panel < Rows.panels(features); panel++) {
            System.arraycopy(from.data(), from.panel(panel), to.data(), to.panel(panel), block.rows() * Rows.WIDTH);
        }
    }

    /** sum = sum + part. */
    void add(Rows sum, Rows part) {
        for (int panel = 0; panel < Rows.panels(features); panel++) {
            kernels.elementwise()
                    .add(sum.data(), sum.panel(panel), part.data(), part.panel(panel), block.rows() * Rows.WIDTH);
        }
    }
}
