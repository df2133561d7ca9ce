package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/** The derivatives, vectors along the features of a point. */
final class VectorHigherDerivatives implements HigherDerivatives {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    @Override
    public void sine(
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            int count,
            int columns,
            float omega) {
        float factor = -omega * omega;
        for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
            for (int i = row; i < row + columns; i += L) {
                FloatVector.fromArray(S, y, yOffset + i).mul(factor).intoArray(second, secondOffset + i);
                FloatVector.fromArray(S, d, dOffset + i).mul(factor).intoArray(third, thirdOffset + i);
            }
        }
    }

    @Override
    public void bell(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            int count,
            int columns,
            float scale) {
        float s = scale * scale;
        for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
            for (int i = row; i < row + columns; i += L) {
                FloatVector x = FloatVector.fromArray(S, z, zOffset + i);
                FloatVector value = FloatVector.fromArray(S, y, yOffset + i);
                FloatVector square = x.mul(x);
                square.mul(4 * s * s).sub(2 * s).mul(value).intoArray(second, secondOffset + i);
                square.mul(-8 * s * s * s).add(12 * s * s).mul(x).mul(value).intoArray(third, thirdOffset + i);
            }
        }
    }

    @Override
    public void sigmoid(
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            int count,
            int columns) {
        for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
            for (int i = row; i < row + columns; i += L) {
                FloatVector slope = FloatVector.fromArray(S, d, dOffset + i);
                FloatVector value = FloatVector.fromArray(S, y, yOffset + i);
                value.mul(-2).add(1).mul(slope).intoArray(second, secondOffset + i);
                slope.mul(-6).add(1).mul(slope).intoArray(third, thirdOffset + i);
            }
        }
    }

    @Override
    public void stretchedSine(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            float[] second,
            int secondOffset,
            float[] third,
            int thirdOffset,
            int count,
            int columns,
            float omega) {
        FloatVector positive = FloatVector.broadcast(S, 2 * omega);
        FloatVector negative = positive.neg();
        FloatVector zero = FloatVector.zero(S);
        for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
            for (int i = row; i < row + columns; i += L) {
                FloatVector x = FloatVector.fromArray(S, z, zOffset + i);
                FloatVector value = FloatVector.fromArray(S, y, yOffset + i);
                FloatVector slope = x.abs().mul(2).add(1).mul(omega);
                FloatVector curve = zero.blend(positive, x.compare(VectorOperators.GT, 0))
                        .blend(negative, x.compare(VectorOperators.LT, 0));
                FloatVector cosine = FloatVector.fromArray(S, d, dOffset + i).div(slope);
                FloatVector square = slope.mul(slope);
                curve.mul(cosine).sub(square.mul(value)).intoArray(second, secondOffset + i);
                square.mul(cosine).add(curve.mul(3).mul(value)).mul(slope).neg().intoArray(third, thirdOffset + i);
            }
        }
    }
}
