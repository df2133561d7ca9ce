package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/**
 * The parts of the rarer activation functions; as {@link VectorActivationFunctions}, the loops call the Vector API
 * alone.
 */
final class VectorActivationTerms implements ActivationTerms {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    /** Exchanges the two numbers of each pair. */
    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromArray(S, neighbors(), 0);

    /** The first number of each pair. */
    private static final VectorMask<Float> REAL = VectorMask.fromLong(S, 0x5555_5555L);

    private static final float QUARTER_TURN = (float) (Math.PI / 2);
    private static final float INTEGER = 0x1.8p23f;

    private static int[] neighbors() {
        int[] neighbors = new int[L];
        for (int lane = 0; lane < L; lane++) {
            neighbors[lane] = lane ^ 1;
        }
        return neighbors;
    }

    /** Floats that follow each other: all rows' where the panel is full, else one row's. */
    private static int run(int count, int columns) {
        return columns == Rows.WIDTH ? count * Rows.WIDTH : columns;
    }

    @Override
    public void exp(float[] x, int xOffset, float[] y, int yOffset, int count, int columns) {
        int run = run(count, columns);
        for (int i = 0; i < count * Rows.WIDTH; i += Math.max(run, Rows.WIDTH)) {
            exp(x, xOffset + i, y, yOffset + i, run);
        }
    }

    /** e^x = 2^n e^r with |r| ≤ ln(2)/2. */
    private static void exp(float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector e2 = FloatVector.broadcast(S, Exponential.E2);
        FloatVector e3 = FloatVector.broadcast(S, Exponential.E3);
        FloatVector e4 = FloatVector.broadcast(S, Exponential.E4);
        FloatVector e5 = FloatVector.broadcast(S, Exponential.E5);
        FloatVector e6 = FloatVector.broadcast(S, Exponential.E6);
        FloatVector inverseLn2 = FloatVector.broadcast(S, Exponential.INVERSE_LN2);
        FloatVector integer = FloatVector.broadcast(S, INTEGER);
        FloatVector ln2High = FloatVector.broadcast(S, -Exponential.LN2_HIGH);
        FloatVector ln2Low = FloatVector.broadcast(S, -Exponential.LN2_LOW);
        for (int i = 0; i < length; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xOffset + i)
                    .min(Exponential.LARGEST)
                    .max(-Exponential.LARGEST);
            FloatVector shifted = v.fma(inverseLn2, integer);
            IntVector power = shifted.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 23);
            FloatVector n = shifted.sub(integer);
            FloatVector r = n.fma(ln2Low, n.fma(ln2High, v));
            FloatVector p = r.fma(e6, e5)
                    .fma(r, e4)
                    .fma(r, e3)
                    .fma(r, e2)
                    .mul(r)
                    .fma(r, r)
                    .add(one);
            p.mul(power.reinterpretAsFloats()).intoArray(y, yOffset + i);
        }
    }

    @Override
    public void bell(float[] z, int zOffset, float[] u, int uOffset, int count, int columns, float scale) {
        int run = run(count, columns);
        for (int i = 0; i < count * Rows.WIDTH; i += Math.max(run, Rows.WIDTH)) {
            bell(z, zOffset + i, u, uOffset + i, run, scale);
        }
    }

    private static void bell(float[] z, int zOffset, float[] u, int uOffset, int length, float scale) {
        for (int i = 0; i < length; i += L) {
            FloatVector v = FloatVector.fromArray(S, z, zOffset + i).mul(scale);
            v.mul(v).neg().intoArray(u, uOffset + i);
        }
    }

    @Override
    public void bellSlope(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            int count,
            int columns,
            float scale) {
        int run = run(count, columns);
        float factor = -2 * scale * scale;
        for (int i = 0; i < count * Rows.WIDTH; i += Math.max(run, Rows.WIDTH)) {
            bellSlope(z, zOffset + i, y, yOffset + i, d, dOffset + i, run, factor);
        }
    }

    private static void bellSlope(
            float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int length, float factor) {
        for (int i = 0; i < length; i += L) {
            FloatVector.fromArray(S, z, zOffset + i)
                    .mul(factor)
                    .mul(FloatVector.fromArray(S, y, yOffset + i))
                    .intoArray(d, dOffset + i);
        }
    }

    @Override
    public void stretch(
            float[] z,
            int zOffset,
            float[] u,
            int uOffset,
            float[] f,
            int fOffset,
            int count,
            int columns,
            float slope) {
        int run = run(count, columns);
        for (int i = 0; i < count * Rows.WIDTH; i += Math.max(run, Rows.WIDTH)) {
            stretch(z, zOffset + i, u, uOffset + i, f, fOffset + i, run, slope);
        }
    }

    private static void stretch(
            float[] z, int zOffset, float[] u, int uOffset, float[] f, int fOffset, int length, float slope) {
        for (int i = 0; i < length; i += L) {
            FloatVector v = FloatVector.fromArray(S, z, zOffset + i);
            FloatVector size = v.abs();
            v.mul(size.add(1)).intoArray(u, uOffset + i);
            size.mul(slope).add(1).intoArray(f, fOffset + i);
        }
    }

    @Override
    public void gabor(
            float[] z,
            int zOffset,
            float[] exponent,
            int exponentOffset,
            float[] phase,
            int phaseOffset,
            int count,
            int columns,
            float omega,
            float sigma) {
        int run = run(count, columns);
        for (int i = 0; i < count * Rows.WIDTH; i += Math.max(run, Rows.WIDTH)) {
            gabor(z, zOffset + i, exponent, exponentOffset + i, phase, phaseOffset + i, run, omega, sigma);
        }
    }

    private static void gabor(
            float[] z,
            int zOffset,
            float[] exponent,
            int exponentOffset,
            float[] phase,
            int phaseOffset,
            int length,
            float omega,
            float sigma) {
        FloatVector quarter = FloatVector.zero(S).blend(QUARTER_TURN, REAL);
        FloatVector turning = FloatVector.broadcast(S, omega);
        FloatVector sharpness = FloatVector.broadcast(S, sigma * sigma);
        for (int i = 0; i < length; i += L) {
            FloatVector own = FloatVector.fromArray(S, z, zOffset + i);
            FloatVector other = own.rearrange(SWAP);
            FloatVector a = other.blend(own, REAL);
            FloatVector b = own.blend(other, REAL);
            FloatVector squares = own.fma(own, other.mul(other));
            b.fma(turning, squares.mul(sharpness)).neg().intoArray(exponent, exponentOffset + i);
            a.fma(turning, quarter).intoArray(phase, phaseOffset + i);
        }
    }

    @Override
    public void gaborGradient(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] g,
            int gOffset,
            int count,
            int columns,
            float omega,
            float sigma) {
        int run = run(count, columns);
        for (int i = 0; i < count * Rows.WIDTH; i += Math.max(run, Rows.WIDTH)) {
            gaborGradient(z, zOffset + i, y, yOffset + i, g, gOffset + i, run, omega, sigma);
        }
    }

    /** With P = Re g Re y + Im g Im y and Q = Im g Re y - Re g Im y: (ωQ - 2σ²aP, -ωP - 2σ²bP). */
    private static void gaborGradient(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] g,
            int gOffset,
            int length,
            float omega,
            float sigma) {
        float steepness = -2 * sigma * sigma;
        for (int i = 0; i < length; i += L) {
            FloatVector value = FloatVector.fromArray(S, y, yOffset + i);
            FloatVector gradient = FloatVector.fromArray(S, g, gOffset + i);
            FloatVector straight = gradient.mul(value);
            FloatVector crossed = gradient.mul(value.rearrange(SWAP));
            FloatVector p = straight.add(straight.rearrange(SWAP));
            FloatVector q = crossed.rearrange(SWAP).sub(crossed);
            FloatVector turning = p.neg().blend(q, REAL).mul(omega);
            FloatVector.fromArray(S, z, zOffset + i)
                    .mul(steepness)
                    .mul(p)
                    .add(turning)
                    .intoArray(g, gOffset + i);
        }
    }
}
