package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/**
 * The activation functions by polynomials.
 *
 * <p>sin and cos share one reduction, x = nπ + r with |r| ≤ π/2: n comes from adding 1.5 · 2^23, which leaves the
 * nearest integer in the lowest bits of the float, and its lowest bit is the sign of both. π is subtracted in two
 * parts, each by a fused multiply-add, so r has an error of 1e-8 up to |x| = 10,000. Where the sum of some rows' x²
 * says that an argument may be larger, or is not a number, such arguments are computed one by one.
 *
 * <p>sin and cos go two vectors at a time, which halves their cost, since the operations on one fill the other's
 * latencies (JMH: {@code sine} and {@code sineAndCosine} of {@code KernelBenchmarks}). The polynomials are written
 * out in every loop: C2 always inlines methods of the Vector API ({@code @ForceInline}), but other methods only within
 * its budgets ({@code -XX:MaxInlineSize} for one, {@code DesiredMethodLimit} for all together), and a vector that is
 * passed to a method which is not inlined becomes an object.
 */
final class VectorActivationFunctions implements ActivationFunctions {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    /** Points whose rows stay in the first cache between two loops over them. */
    private static final int CACHED = 40;

    private static final float REDUCIBLE = 1e4f;
    private static final float INTEGER = 0x1.8p23f;
    private static final float INVERSE_PI = (float) (1 / Math.PI);
    private static final float PI_HIGH = (float) Math.PI;
    private static final float PI_LOW = (float) (Math.PI - (float) Math.PI);

    // minimax on [-π/2, π/2]: errors 5e-9 and 2e-10 before rounding
    private static final float SIN_3 = -0.16666657f;
    private static final float SIN_5 = 0.008333017f;
    private static final float SIN_7 = -0.00019806589f;
    private static final float SIN_9 = 0.000002599994f;
    private static final float COS_2 = -0.5f;
    private static final float COS_4 = 0.04166664f;
    private static final float COS_6 = -0.0013888403f;
    private static final float COS_8 = 0.000024761855f;
    private static final float COS_10 = -2.607653E-7f;

    /** Floats that can be gone through at once: several rows' where the panel is full, else one row's. */
    private static int run(int columns) {
        return columns == Rows.WIDTH ? CACHED * Rows.WIDTH : columns;
    }

    @Override
    public void sine(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            int count,
            int columns,
            float omega) {
        int run = run(columns);
        int end = count * Rows.WIDTH;
        for (int i = 0; i < end; i += Math.max(run, Rows.WIDTH)) {
            int length = Math.min(run, end - i);
            if (d == null) {
                rendered(z, zOffset + i, y, yOffset + i, length, omega);
            } else {
                trained(z, zOffset + i, y, yOffset + i, d, dOffset + i, length, omega);
            }
        }
    }

    private static void rendered(float[] z, int zOffset, float[] y, int yOffset, int length, float omega) {
        if (!reducible(sine(z, zOffset, y, yOffset, length, omega))) {
            repair(z, zOffset, y, yOffset, null, 0, length, omega);
        }
    }

    /** Looks for large arguments before d takes their place. */
    private static void trained(
            float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int length, float omega) {
        boolean reducible = reducible(squares(z, zOffset, length) * omega * omega);
        float[] arguments = reducible ? null : Arrays.copyOfRange(z, zOffset, zOffset + length);
        sineCosine(z, zOffset, y, yOffset, d, dOffset, length, omega);
        if (!reducible) {
            repair(arguments, 0, y, yOffset, d, dOffset, length, omega);
        }
    }

    private static boolean reducible(float squares) {
        return squares <= REDUCIBLE * REDUCIBLE;
    }

    /** Σz²: a bound on the largest argument, and not a number if any is not. */
    private static float squares(float[] z, int zOffset, int length) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector e = FloatVector.zero(S);
        int i = 0;
        for (; i + 4 * L <= length; i += 4 * L) {
            FloatVector w = FloatVector.fromArray(S, z, zOffset + i);
            FloatVector x = FloatVector.fromArray(S, z, zOffset + i + L);
            FloatVector y = FloatVector.fromArray(S, z, zOffset + i + 2 * L);
            FloatVector v = FloatVector.fromArray(S, z, zOffset + i + 3 * L);
            a = w.fma(w, a);
            b = x.fma(x, b);
            c = y.fma(y, c);
            e = v.fma(v, e);
        }
        for (; i < length; i += L) {
            FloatVector x = FloatVector.fromArray(S, z, zOffset + i);
            a = x.fma(x, a);
        }
        return a.add(b).add(c.add(e)).reduceLanes(VectorOperators.ADD);
    }

    /** Computes the arguments that are too large to reduce, or no numbers, one by one. */
    private static void repair(
            float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int length, float omega) {
        for (int i = 0; i < length; i++) {
            float x = z[zOffset + i] * omega;
            if (!(Math.abs(x) <= REDUCIBLE)) {
                y[yOffset + i] = (float) StrictMath.sin(x);
                if (d != null) {
                    d[dOffset + i] = omega * (float) StrictMath.cos(x);
                }
            }
        }
    }

    /** y = sin(ωz), d = ω cos(ωz). */
    private static void sineCosine(
            float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int length, float omega) {
        FloatVector s3 = FloatVector.broadcast(S, SIN_3);
        FloatVector s5 = FloatVector.broadcast(S, SIN_5);
        FloatVector s7 = FloatVector.broadcast(S, SIN_7);
        FloatVector s9 = FloatVector.broadcast(S, SIN_9);
        FloatVector c0 = FloatVector.broadcast(S, omega);
        FloatVector c2 = FloatVector.broadcast(S, omega * COS_2);
        FloatVector c4 = FloatVector.broadcast(S, omega * COS_4);
        FloatVector c6 = FloatVector.broadcast(S, omega * COS_6);
        FloatVector c8 = FloatVector.broadcast(S, omega * COS_8);
        FloatVector c10 = FloatVector.broadcast(S, omega * COS_10);
        FloatVector inversePi = FloatVector.broadcast(S, INVERSE_PI);
        FloatVector integer = FloatVector.broadcast(S, INTEGER);
        FloatVector piHigh = FloatVector.broadcast(S, -PI_HIGH);
        FloatVector piLow = FloatVector.broadcast(S, -PI_LOW);
        int i = 0;
        for (; i + 2 * L <= length; i += 2 * L) {
            FloatVector x = FloatVector.fromArray(S, z, zOffset + i).mul(c0);
            FloatVector v = FloatVector.fromArray(S, z, zOffset + i + L).mul(c0);
            FloatVector xShifted = x.fma(inversePi, integer);
            FloatVector vShifted = v.fma(inversePi, integer);
            IntVector xSign = xShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            IntVector vSign = vShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector n = xShifted.sub(integer);
            FloatVector m = vShifted.sub(integer);
            FloatVector r = n.fma(piLow, n.fma(piHigh, x));
            FloatVector q = m.fma(piLow, m.fma(piHigh, v));
            FloatVector r2 = r.mul(r);
            FloatVector q2 = q.mul(q);
            FloatVector xSine = r2.fma(s9, s7).fma(r2, s5).fma(r2, s3).mul(r2).fma(r, r);
            FloatVector vSine = q2.fma(s9, s7).fma(q2, s5).fma(q2, s3).mul(q2).fma(q, q);
            FloatVector xCosine =
                    r2.fma(c10, c8).fma(r2, c6).fma(r2, c4).fma(r2, c2).fma(r2, c0);
            FloatVector vCosine =
                    q2.fma(c10, c8).fma(q2, c6).fma(q2, c4).fma(q2, c2).fma(q2, c0);
            xSine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, xSign)
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i);
            vSine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, vSign)
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i + L);
            xCosine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, xSign)
                    .reinterpretAsFloats()
                    .intoArray(d, dOffset + i);
            vCosine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, vSign)
                    .reinterpretAsFloats()
                    .intoArray(d, dOffset + i + L);
        }
        for (; i < length; i += L) {
            FloatVector x = FloatVector.fromArray(S, z, zOffset + i).mul(c0);
            FloatVector shifted = x.fma(inversePi, integer);
            IntVector sign = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector n = shifted.sub(integer);
            FloatVector r = n.fma(piLow, n.fma(piHigh, x));
            FloatVector r2 = r.mul(r);
            FloatVector sine = r2.fma(s9, s7).fma(r2, s5).fma(r2, s3).mul(r2).fma(r, r);
            FloatVector cosine =
                    r2.fma(c10, c8).fma(r2, c6).fma(r2, c4).fma(r2, c2).fma(r2, c0);
            sine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i);
            cosine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsFloats()
                    .intoArray(d, dOffset + i);
        }
    }

    /** y = sin(ωz), by the same operations as {@link #sineCosine} and so to the same bits; returns Σ(ωz)². */
    private static float sine(float[] z, int zOffset, float[] y, int yOffset, int length, float omega) {
        FloatVector s3 = FloatVector.broadcast(S, SIN_3);
        FloatVector s5 = FloatVector.broadcast(S, SIN_5);
        FloatVector s7 = FloatVector.broadcast(S, SIN_7);
        FloatVector s9 = FloatVector.broadcast(S, SIN_9);
        FloatVector factor = FloatVector.broadcast(S, omega);
        FloatVector inversePi = FloatVector.broadcast(S, INVERSE_PI);
        FloatVector integer = FloatVector.broadcast(S, INTEGER);
        FloatVector piHigh = FloatVector.broadcast(S, -PI_HIGH);
        FloatVector piLow = FloatVector.broadcast(S, -PI_LOW);
        FloatVector squares = FloatVector.zero(S);
        FloatVector others = FloatVector.zero(S);
        int i = 0;
        for (; i + 2 * L <= length; i += 2 * L) {
            FloatVector x = FloatVector.fromArray(S, z, zOffset + i).mul(factor);
            FloatVector v = FloatVector.fromArray(S, z, zOffset + i + L).mul(factor);
            squares = x.fma(x, squares);
            others = v.fma(v, others);
            FloatVector xShifted = x.fma(inversePi, integer);
            FloatVector vShifted = v.fma(inversePi, integer);
            IntVector xSign = xShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            IntVector vSign = vShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector n = xShifted.sub(integer);
            FloatVector m = vShifted.sub(integer);
            FloatVector r = n.fma(piLow, n.fma(piHigh, x));
            FloatVector q = m.fma(piLow, m.fma(piHigh, v));
            FloatVector r2 = r.mul(r);
            FloatVector q2 = q.mul(q);
            FloatVector xSine = r2.fma(s9, s7).fma(r2, s5).fma(r2, s3).mul(r2).fma(r, r);
            FloatVector vSine = q2.fma(s9, s7).fma(q2, s5).fma(q2, s3).mul(q2).fma(q, q);
            xSine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, xSign)
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i);
            vSine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, vSign)
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i + L);
        }
        for (; i < length; i += L) {
            FloatVector x = FloatVector.fromArray(S, z, zOffset + i).mul(factor);
            squares = x.fma(x, squares);
            FloatVector shifted = x.fma(inversePi, integer);
            IntVector sign = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector n = shifted.sub(integer);
            FloatVector r = n.fma(piLow, n.fma(piHigh, x));
            FloatVector r2 = r.mul(r);
            FloatVector sine = r2.fma(s9, s7).fma(r2, s5).fma(r2, s3).mul(r2).fma(r, r);
            sine.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i);
        }
        return squares.add(others).reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void rectify(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            int count,
            int columns,
            float slope,
            float threshold) {
        if (columns == Rows.WIDTH) {
            rectify(z, zOffset, y, yOffset, d, dOffset, count * Rows.WIDTH, slope, threshold);
            return;
        }
        for (int c = 0; c < columns; c += L) {
            rectifyColumn(z, zOffset + c, y, yOffset + c, d, dOffset + c, count * Rows.WIDTH, slope, threshold);
        }
    }

    private static void rectify(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            int length,
            float slope,
            float threshold) {
        for (int i = 0; i < length; i += L) {
            FloatVector x = FloatVector.fromArray(S, z, zOffset + i);
            VectorMask<Float> low = x.compare(VectorOperators.LE, threshold);
            x.blend(x.mul(slope), low).intoArray(y, yOffset + i);
            if (d != null) {
                FloatVector.broadcast(S, 1)
                        .blend(FloatVector.broadcast(S, slope), low)
                        .intoArray(d, dOffset + i);
            }
        }
    }

    /** One vector of every row. */
    private static void rectifyColumn(
            float[] z,
            int zOffset,
            float[] y,
            int yOffset,
            float[] d,
            int dOffset,
            int length,
            float slope,
            float threshold) {
        for (int row = 0; row < length; row += Rows.WIDTH) {
            FloatVector x = FloatVector.fromArray(S, z, zOffset + row);
            VectorMask<Float> low = x.compare(VectorOperators.LE, threshold);
            x.blend(x.mul(slope), low).intoArray(y, yOffset + row);
            if (d != null) {
                FloatVector.broadcast(S, 1)
                        .blend(FloatVector.broadcast(S, slope), low)
                        .intoArray(d, dOffset + row);
            }
        }
    }

    @Override
    public void sigmoid(
            float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int count, int columns) {
        int run = run(columns);
        int end = count * Rows.WIDTH;
        for (int i = 0; i < end; i += Math.max(run, Rows.WIDTH)) {
            sigmoid(z, zOffset + i, y, yOffset + i, d, dOffset + i, Math.min(run, end - i));
        }
    }

    /** e^x = 2^n e^r with |r| ≤ ln(2)/2, to 2e-7, relative; x = -z is cut to ±87. */
    private static void sigmoid(float[] z, int zOffset, float[] y, int yOffset, float[] d, int dOffset, int length) {
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
            FloatVector x = FloatVector.fromArray(S, z, zOffset + i)
                    .neg()
                    .min(Exponential.LARGEST)
                    .max(-Exponential.LARGEST);
            FloatVector shifted = x.fma(inverseLn2, integer);
            IntVector power = shifted.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 23);
            FloatVector n = shifted.sub(integer);
            FloatVector r = n.fma(ln2Low, n.fma(ln2High, x));
            FloatVector p = r.fma(e6, e5)
                    .fma(r, e4)
                    .fma(r, e3)
                    .fma(r, e2)
                    .mul(r)
                    .fma(r, r)
                    .add(one);
            FloatVector value = one.div(p.mul(power.reinterpretAsFloats()).add(one));
            value.intoArray(y, yOffset + i);
            if (d != null) {
                value.mul(one.sub(value)).intoArray(d, dOffset + i);
            }
        }
    }
}
