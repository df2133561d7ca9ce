package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/** The loops, vectors along the rows. */
final class VectorRowKernels implements RowKernels {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    @Override
    public boolean orthonormalize(float[] q, int offset, int rows, int panels, int panelSize) {
        float[] lanes = new float[L];
        for (int i = 0; i < rows; i++) {
            int row = offset + i * Rows.WIDTH;
            dot(q, row, row, panels, panelSize, lanes);
            float length = (float) Math.sqrt(LaneSums.sum(lanes));
            if (!(length > 0)) {
                return false;
            }
            scale(q, row, 1 / length, panels, panelSize);
            for (int j = i + 1; j < rows; j++) {
                int other = offset + j * Rows.WIDTH;
                dot(q, row, other, panels, panelSize, lanes);
                subtract(q, other, LaneSums.sum(lanes), row, panels, panelSize);
            }
        }
        return true;
    }

    /** Leaves in {@code lanes} the parts of the dot product of two rows. */
    private static void dot(float[] q, int a, int b, int panels, int panelSize, float[] lanes) {
        FloatVector sum = FloatVector.zero(S);
        for (int panel = 0; panel < panels; panel++) {
            int shift = panel * panelSize;
            for (int c = 0; c < Rows.WIDTH; c += L) {
                sum = FloatVector.fromArray(S, q, a + shift + c).fma(FloatVector.fromArray(S, q, b + shift + c), sum);
            }
        }
        sum.intoArray(lanes, 0);
    }

    private static void scale(float[] q, int row, float factor, int panels, int panelSize) {
        for (int panel = 0; panel < panels; panel++) {
            for (int c = row + panel * panelSize; c < row + panel * panelSize + Rows.WIDTH; c += L) {
                FloatVector.fromArray(S, q, c).mul(factor).intoArray(q, c);
            }
        }
    }

    /** Row a -= factor · row b. */
    private static void subtract(float[] q, int a, float factor, int b, int panels, int panelSize) {
        FloatVector minus = FloatVector.broadcast(S, -factor);
        for (int panel = 0; panel < panels; panel++) {
            int shift = panel * panelSize;
            for (int c = 0; c < Rows.WIDTH; c += L) {
                FloatVector.fromArray(S, q, b + shift + c)
                        .fma(minus, FloatVector.fromArray(S, q, a + shift + c))
                        .intoArray(q, a + shift + c);
            }
        }
    }
}
