package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/** The chain rule, vectors along the features of a point. */
final class VectorChainRule implements ChainRule {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    @Override
    public void forward(
            float[] z,
            int zOffset,
            float[] first,
            int firstOffset,
            float[] second,
            int secondOffset,
            float[] y,
            int yOffset,
            int count,
            int columns,
            int dimensions,
            boolean laplacian) {
        int part = count * Rows.WIDTH;
        for (int row = 0; row < part; row += Rows.WIDTH) {
            for (int i = row; i < row + columns; i += L) {
                FloatVector slope = FloatVector.fromArray(S, first, firstOffset + i);
                for (int k = 1; k <= dimensions; k++) {
                    int at = i + k * part;
                    FloatVector.fromArray(S, z, zOffset + at).mul(slope).intoArray(y, yOffset + at);
                }
                if (laplacian) {
                    int at = i + (dimensions + 1) * part;
                    FloatVector.fromArray(S, z, zOffset + at)
                            .mul(slope)
                            .add(squares(z, zOffset + i, part, dimensions)
                                    .mul(FloatVector.fromArray(S, second, secondOffset + i)))
                            .intoArray(y, yOffset + at);
                }
            }
        }
    }

    /** Σ_k (∂_k z)². */
    private static FloatVector squares(float[] z, int offset, int part, int dimensions) {
        FloatVector sum = FloatVector.zero(S);
        for (int k = 1; k <= dimensions; k++) {
            FloatVector slope = FloatVector.fromArray(S, z, offset + k * part);
            sum = slope.fma(slope, sum);
        }
        return sum;
    }

    @Override
    public void backward(
            float[] z,
            int zOffset,
            float[] value,
            int valueOffset,
            float[] first,
            int firstOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            float[] g,
            int gOffset,
            int count,
            int columns,
            int dimensions,
            boolean laplacian) {
        int part = count * Rows.WIDTH;
        for (int row = 0; row < part; row += Rows.WIDTH) {
            for (int i = row; i < row + columns; i += L) {
                FloatVector slope = FloatVector.fromArray(S, first, firstOffset + i);
                FloatVector curve = FloatVector.fromArray(S, second, secondOffset + i);
                FloatVector products =
                        products(z, zOffset + i, g, gOffset + i, part, laplacian ? dimensions + 1 : dimensions);
                FloatVector dz = FloatVector.fromArray(S, g, gOffset + i)
                        .mul(FloatVector.fromArray(S, value, valueOffset + i))
                        .add(products.mul(curve));
                if (laplacian) {
                    int last = gOffset + i + (dimensions + 1) * part;
                    FloatVector gradient = FloatVector.fromArray(S, g, last);
                    dz = dz.add(squares(z, zOffset + i, part, dimensions)
                            .mul(FloatVector.fromArray(S, third, thirdOffset + i))
                            .mul(gradient));
                    slopes(z, zOffset + i, slope, curve.mul(gradient).mul(2), g, gOffset + i, part, dimensions);
                    gradient.mul(slope).intoArray(g, last);
                } else {
                    slopes(slope, g, gOffset + i, part, dimensions);
                }
                dz.intoArray(g, gOffset + i);
            }
        }
    }

    /** Σ over the first {@code parts} derivatives of z's times g's. */
    private static FloatVector products(float[] z, int zOffset, float[] g, int gOffset, int part, int parts) {
        FloatVector sum = FloatVector.zero(S);
        for (int k = 1; k <= parts; k++) {
            sum = FloatVector.fromArray(S, z, zOffset + k * part)
                    .fma(FloatVector.fromArray(S, g, gOffset + k * part), sum);
        }
        return sum;
    }

    /** g_k = f' g_k. */
    private static void slopes(FloatVector slope, float[] g, int gOffset, int part, int dimensions) {
        for (int k = 1; k <= dimensions; k++) {
            FloatVector.fromArray(S, g, gOffset + k * part).mul(slope).intoArray(g, gOffset + k * part);
        }
    }

    /** g_k = f' g_k + c ∂_k z. */
    private static void slopes(
            float[] z,
            int zOffset,
            FloatVector slope,
            FloatVector c,
            float[] g,
            int gOffset,
            int part,
            int dimensions) {
        for (int k = 1; k <= dimensions; k++) {
            FloatVector.fromArray(S, g, gOffset + k * part)
                    .mul(slope)
                    .add(FloatVector.fromArray(S, z, zOffset + k * part).mul(c))
                    .intoArray(g, gOffset + k * part);
        }
    }
}
