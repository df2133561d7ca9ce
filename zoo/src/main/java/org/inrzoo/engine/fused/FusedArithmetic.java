package org.inrzoo.engine.fused;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.PanelMatrix;
import org.inrzoo.engine.arithmetic.WeightArithmetic;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.schedule.Workers;

/**
 * The engine's threads and kernels for whatever steps its weights. A {@link PanelMatrix} lies as a block's features and a
 * layer's weights do, so that their products serve here too.
 */
final class FusedArithmetic implements WeightArithmetic {

    private static final int WIDTH = PanelMatrix.WIDTH;

    /** Rows of a symmetric result that are computed together; what lies left of their diagonal is not. */
    private static final int STRIP = 32;

    private static final float[] ZEROS = new float[2 * WIDTH];

    private final Kernels kernels;
    private final Workers workers;
    private final Arena arena = new Arena();
    private int[] rows = new int[0];

    FusedArithmetic(Kernels kernels, Workers workers) {
        this.kernels = kernels;
        this.workers = workers;
    }

    @Override
    public int threads() {
        return workers.threads();
    }

    @Override
    public void run(int tasks, NumberedTask task) {
        workers.run(tasks, task::run);
    }

    @Override
    public synchronized PanelMatrix matrix(int rows, int columns) {
        if (this.rows.length < rows + PanelMatrix.ROWS) {
            this.rows = IntStream.range(0, rows + PanelMatrix.ROWS).toArray();
        }
        Arena.Slice slice = arena.take(PanelMatrix.size(rows, columns));
        return new PanelMatrix(rows, columns, slice.data(), slice.offset());
    }

    @Override
    public void adam(
            AdamStep step,
            float[] parameters,
            float[] gradient,
            int first,
            int count,
            float[] m,
            float[] v,
            int firstMoment) {
        VectorAdam.step(step, parameters, gradient, first, count, m, v, firstMoment);
    }

    @Override
    public void product(PanelMatrix a, PanelMatrix b, PanelMatrix c) {
        for (int panel = 0; panel < c.panels(); panel++) {
            product(a, b, c, panel, 0, a.rows(), 0);
        }
    }

    @Override
    public void transposedProduct(PanelMatrix a, PanelMatrix b, PanelMatrix c) {
        Arrays.fill(c.data(), c.panel(0), c.panel(0) + c.size(), 0);
        for (int panel = 0; panel < c.panels(); panel++) {
            for (int part = 0; part < a.panels(); part++) {
                transposedProduct(a, b, c, panel, part * WIDTH, a.inPanel(part), 0);
            }
        }
    }

    @Override
    public void gram(PanelMatrix a, PanelMatrix c) {
        Arrays.fill(c.data(), c.panel(0), c.panel(0) + c.size(), 0);
        upper(c, (panel, first, count, left) -> transposedProduct(a, a, c, panel, first, count, left));
        c.mirror();
    }

    @Override
    public void symmetricProduct(PanelMatrix a, PanelMatrix b, PanelMatrix c) {
        upper(c, (panel, first, count, left) -> product(a, b, c, panel, first, count, left));
        c.mirror();
    }

    @Override
    public boolean orthonormalize(PanelMatrix rows) {
        int panelSize = rows.size() / rows.panels();
        for (int pass = 0; pass < 2; pass++) {
            if (!kernels.rows().orthonormalize(rows.data(), rows.panel(0), rows.rows(), rows.panels(), panelSize)) {
                return false;
            }
        }
        return true;
    }

    /** A part of a result: {@code count} rows of a panel from {@code first} on, its columns from {@code left} on. */
    private interface Part {
        void compute(int panel, int first, int count, int left);
    }

    /** All of a square matrix that is not left of a strip's diagonal. */
    private static void upper(PanelMatrix c, Part part) {
        for (int panel = 0; panel < c.panels(); panel++) {
            int end = panel * WIDTH + c.inPanel(panel);
            for (int first = 0; first < end; first += STRIP) {
                part.compute(panel, first, Math.min(STRIP, end - first), Math.max(0, first - panel * WIDTH));
            }
        }
    }

    /** A part of c = a b, summed over one panel of a after the other. */
    private void product(PanelMatrix a, PanelMatrix b, PanelMatrix c, int panel, int first, int count, int left) {
        int columns = kernels.padded(c.inPanel(panel) - left);
        int end = first + (count + PanelMatrix.ROWS - 1) / PanelMatrix.ROWS * PanelMatrix.ROWS;
        int target = c.panel(panel) + left;
        for (int part = 0; part < a.panels(); part++) {
            kernels.products()
                    .product(
                            rows,
                            first,
                            end,
                            a.data(),
                            a.panel(part),
                            a.inPanel(part),
                            b.data(),
                            b.index(part * WIDTH, panel * WIDTH + left),
                            columns,
                            part == 0 ? ZEROS : c.data(),
                            part == 0 ? 0 : target,
                            part == 0 ? 0 : 1,
                            c.data(),
                            target);
        }
    }

    /** Adds a part of aᵀ b to c; the rows of the part lie in one panel of a. */
    private void transposedProduct(
            PanelMatrix a, PanelMatrix b, PanelMatrix c, int panel, int first, int count, int left) {
        kernels.products()
                .accumulateWeightGradient(
                        a.data(),
                        a.index(0, first),
                        count,
                        b.data(),
                        b.panel(panel) + left,
                        a.rows(),
                        kernels.padded(c.inPanel(panel) - left),
                        c.data(),
                        c.panel(panel) + left + first * WIDTH);
    }
}
