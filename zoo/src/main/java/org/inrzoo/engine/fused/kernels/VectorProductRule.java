package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/** The product rule, vectors along the features of a point. */
final class VectorProductRule implements ProductRule {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    @Override
    public void multiply(
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] y,
            int yOffset,
            int count,
            int columns,
            int dimensions,
            boolean laplacian) {
        int part = count * Rows.WIDTH;
        int last = (dimensions + 1) * part;
        for (int row = 0; row < part; row += Rows.WIDTH) {
            for (int i = row; i < row + columns; i += L) {
                FloatVector first = FloatVector.fromArray(S, a, aOffset + i);
                FloatVector second = FloatVector.fromArray(S, b, bOffset + i);
                FloatVector mixed = FloatVector.zero(S);
                for (int k = 1; k <= dimensions; k++) {
                    FloatVector da = FloatVector.fromArray(S, a, aOffset + i + k * part);
                    FloatVector db = FloatVector.fromArray(S, b, bOffset + i + k * part);
                    mixed = da.fma(db, mixed);
                    first.mul(db).add(second.mul(da)).intoArray(y, yOffset + i + k * part);
                }
                if (laplacian) {
                    FloatVector da = FloatVector.fromArray(S, a, aOffset + i + last);
                    FloatVector db = FloatVector.fromArray(S, b, bOffset + i + last);
                    first.mul(db).add(second.mul(da)).add(mixed.mul(2)).intoArray(y, yOffset + i + last);
                }
                first.mul(second).intoArray(y, yOffset + i);
            }
        }
    }

    @Override
    public void gradient(
            float[] b,
            int bOffset,
            float[] g,
            int gOffset,
            float[] h,
            int hOffset,
            int count,
            int columns,
            int dimensions,
            boolean laplacian) {
        int part = count * Rows.WIDTH;
        int last = (dimensions + 1) * part;
        for (int row = 0; row < part; row += Rows.WIDTH) {
            for (int i = row; i < row + columns; i += L) {
                FloatVector factor = FloatVector.fromArray(S, b, bOffset + i);
                FloatVector value = FloatVector.fromArray(S, g, gOffset + i).mul(factor);
                FloatVector ofLaplacian = FloatVector.zero(S);
                if (laplacian) {
                    ofLaplacian = FloatVector.fromArray(S, g, gOffset + i + last);
                    value = FloatVector.fromArray(S, b, bOffset + i + last).fma(ofLaplacian, value);
                    ofLaplacian.mul(factor).intoArray(h, hOffset + i + last);
                }
                for (int k = 1; k <= dimensions; k++) {
                    FloatVector slope = FloatVector.fromArray(S, b, bOffset + i + k * part);
                    FloatVector ofSlope = FloatVector.fromArray(S, g, gOffset + i + k * part);
                    value = slope.fma(ofSlope, value);
                    ofSlope.mul(factor).add(slope.mul(ofLaplacian).mul(2)).intoArray(h, hOffset + i + k * part);
                }
                value.intoArray(h, hOffset + i);
            }
        }
    }
}
