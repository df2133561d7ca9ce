package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.PointsByExpert;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.memory.WeightPanels;

/**
 * The products as micro-kernels that keep their sums in registers: vectors run over the features that leave, so that
 * the points of one micro-kernel may lie anywhere in the block and the points of one expert need not be neighbours.
 *
 * <pre>
 *   product: 4 points and C vectors                  accumulateWeightGradient: 4 gradient rows and C vectors
 *
 *              w[k] = | w0 | w1 | w2 | w3 |                     dz[t] = | d0 | d1 | d2 | d3 |
 *   x[r0][k]  ─────── | a00| a01| a02| a03| → z[r0]   x[t][k+0] ─────── | a00| a01| a02| a03| → g[k+0]
 *   x[r1][k]  ─────── | a10| a11| a12| a13| → z[r1]   x[t][k+1] ─────── | a10| a11| a12| a13| → g[k+1]
 *      ⋮                       ⋮                          ⋮                       ⋮
 *   x[r3][k]  ─────── | a30| a31| a32| a33| → z[r3]   x[t][k+3] ─────── | a30| a31| a32| a33| → g[k+3]
 *
 *   for k = 0 … depth-1: a += x · w                   for t = from … to-1: a += x · dz
 * </pre>
 *
 * <p>Four vectors of 16 floats make a whole panel and need the 32 registers of AVX-512; of shorter vectors there are
 * 16 registers, and a micro-kernel is two vectors wide. C2 loads all of a step's x before it multiplies: with six
 * points or rows in place of four it spills some of the sums to memory. The minima before the inner loops show C2
 * that these are short: it then leaves out the safepoints that cost registers ({@code -XX:LoopStripMiningIter}). The
 * JMH cases are {@code product} and {@code accumulateWeightGradient} of {@code KernelBenchmarks}.
 */
final class VectorMatrixProducts implements MatrixProducts {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();
    private static final boolean MANY_REGISTERS = L >= 16;

    /** Points whose rows of x and dz, 2 · 64 · 256 bytes, stay in the L1 cache while a gradient goes over them. */
    private static final int CACHED = 64;

    /** The last points are taken together with those before where they are few: to begin and end costs as much as eight. */
    private static final int LAST = CACHED * 3 / 2;

    @Override
    public void product(
            int[] rows,
            int from,
            int to,
            float[] x,
            int xOffset,
            int depth,
            float[] weights,
            int weightsOffset,
            int columns,
            float[] start,
            int startOffset,
            int stride,
            float[] z,
            int zOffset) {
        int c = 0;
        for (; MANY_REGISTERS && c + 4 * L <= columns; c += 4 * L) {
            product4(
                    rows,
                    from,
                    to,
                    x,
                    xOffset,
                    depth,
                    weights,
                    weightsOffset + c,
                    start,
                    startOffset + c,
                    stride,
                    z,
                    zOffset + c);
        }
        for (; c + 2 * L <= columns; c += 2 * L) {
            int done = !MANY_REGISTERS
                    ? from
                    : product2of8(
                            rows,
                            from,
                            to,
                            x,
                            xOffset,
                            depth,
                            weights,
                            weightsOffset + c,
                            start,
                            startOffset + c,
                            stride,
                            z,
                            zOffset + c);
            product2(
                    rows,
                    done,
                    to,
                    x,
                    xOffset,
                    depth,
                    weights,
                    weightsOffset + c,
                    start,
                    startOffset + c,
                    stride,
                    z,
                    zOffset + c);
        }
        for (; c < columns; c += L) {
            product1(
                    rows,
                    from,
                    to,
                    x,
                    xOffset,
                    depth,
                    weights,
                    weightsOffset + c,
                    start,
                    startOffset + c,
                    stride,
                    z,
                    zOffset + c);
        }
    }

    @Override
    public void accumulateWeightGradient(
            float[] x,
            int xOffset,
            int depth,
            float[] dz,
            int dzOffset,
            int count,
            int columns,
            float[] g,
            int gOffset) {
        int from = 0;
        while (from < count) {
            int left = count - from;
            int taken = left <= LAST ? left : CACHED;
            int row = from * Rows.WIDTH;
            for (int k = 0; k < depth; k += WeightPanels.GRADIENT_ROWS) {
                gradientRows(x, xOffset + row + k, dz, dzOffset + row, taken, columns, g, gOffset + k * Rows.WIDTH);
            }
            from += taken;
        }
    }

    private static void gradientRows(
            float[] x, int xOffset, float[] dz, int dzOffset, int points, int columns, float[] g, int gOffset) {
        int c = 0;
        for (; MANY_REGISTERS && c + 4 * L <= columns; c += 4 * L) {
            gradient4(x, xOffset, dz, dzOffset + c, points, g, gOffset + c);
        }
        for (; c + 2 * L <= columns; c += 2 * L) {
            gradient2(x, xOffset, dz, dzOffset + c, points, g, gOffset + c);
        }
        for (; c < columns; c += L) {
            gradient1(x, xOffset, dz, dzOffset + c, points, g, gOffset + c);
        }
    }

    /** Four vectors of z for four points at a time. */
    private static void product4(
            int[] rows,
            int from,
            int to,
            float[] x,
            int xOffset,
            int depth,
            float[] w,
            int wOffset,
            float[] start,
            int startOffset,
            int stride,
            float[] z,
            int zOffset) {
        int features = Math.min(depth, Rows.WIDTH);
        for (int t = from; t < to; t += PointsByExpert.POINTS) {
            int r0 = rows[t] * Rows.WIDTH;
            int r1 = rows[t + 1] * Rows.WIDTH;
            int r2 = rows[t + 2] * Rows.WIDTH;
            int r3 = rows[t + 3] * Rows.WIDTH;
            int s0 = startOffset + r0 * stride;
            int s1 = startOffset + r1 * stride;
            int s2 = startOffset + r2 * stride;
            int s3 = startOffset + r3 * stride;
            FloatVector a00 = FloatVector.fromArray(S, start, s0);
            FloatVector a01 = FloatVector.fromArray(S, start, s0 + L);
            FloatVector a02 = FloatVector.fromArray(S, start, s0 + 2 * L);
            FloatVector a03 = FloatVector.fromArray(S, start, s0 + 3 * L);
            FloatVector a10 = FloatVector.fromArray(S, start, s1);
            FloatVector a11 = FloatVector.fromArray(S, start, s1 + L);
            FloatVector a12 = FloatVector.fromArray(S, start, s1 + 2 * L);
            FloatVector a13 = FloatVector.fromArray(S, start, s1 + 3 * L);
            FloatVector a20 = FloatVector.fromArray(S, start, s2);
            FloatVector a21 = FloatVector.fromArray(S, start, s2 + L);
            FloatVector a22 = FloatVector.fromArray(S, start, s2 + 2 * L);
            FloatVector a23 = FloatVector.fromArray(S, start, s2 + 3 * L);
            FloatVector a30 = FloatVector.fromArray(S, start, s3);
            FloatVector a31 = FloatVector.fromArray(S, start, s3 + L);
            FloatVector a32 = FloatVector.fromArray(S, start, s3 + 2 * L);
            FloatVector a33 = FloatVector.fromArray(S, start, s3 + 3 * L);
            int x0 = xOffset + r0;
            int x1 = xOffset + r1;
            int x2 = xOffset + r2;
            int x3 = xOffset + r3;
            for (int k = 0; k < features; k++) {
                int offset = wOffset + k * Rows.WIDTH;
                FloatVector w0 = FloatVector.fromArray(S, w, offset);
                FloatVector w1 = FloatVector.fromArray(S, w, offset + L);
                FloatVector w2 = FloatVector.fromArray(S, w, offset + 2 * L);
                FloatVector w3 = FloatVector.fromArray(S, w, offset + 3 * L);
                FloatVector b = FloatVector.broadcast(S, x[x0 + k]);
                a00 = b.fma(w0, a00);
                a01 = b.fma(w1, a01);
                a02 = b.fma(w2, a02);
                a03 = b.fma(w3, a03);
                b = FloatVector.broadcast(S, x[x1 + k]);
                a10 = b.fma(w0, a10);
                a11 = b.fma(w1, a11);
                a12 = b.fma(w2, a12);
                a13 = b.fma(w3, a13);
                b = FloatVector.broadcast(S, x[x2 + k]);
                a20 = b.fma(w0, a20);
                a21 = b.fma(w1, a21);
                a22 = b.fma(w2, a22);
                a23 = b.fma(w3, a23);
                b = FloatVector.broadcast(S, x[x3 + k]);
                a30 = b.fma(w0, a30);
                a31 = b.fma(w1, a31);
                a32 = b.fma(w2, a32);
                a33 = b.fma(w3, a33);
            }
            a00.intoArray(z, zOffset + r0);
            a01.intoArray(z, zOffset + r0 + L);
            a02.intoArray(z, zOffset + r0 + 2 * L);
            a03.intoArray(z, zOffset + r0 + 3 * L);
            a10.intoArray(z, zOffset + r1);
            a11.intoArray(z, zOffset + r1 + L);
            a12.intoArray(z, zOffset + r1 + 2 * L);
            a13.intoArray(z, zOffset + r1 + 3 * L);
            a20.intoArray(z, zOffset + r2);
            a21.intoArray(z, zOffset + r2 + L);
            a22.intoArray(z, zOffset + r2 + 2 * L);
            a23.intoArray(z, zOffset + r2 + 3 * L);
            a30.intoArray(z, zOffset + r3);
            a31.intoArray(z, zOffset + r3 + L);
            a32.intoArray(z, zOffset + r3 + 2 * L);
            a33.intoArray(z, zOffset + r3 + 3 * L);
        }
    }

    /** Two vectors of z for four points at a time. */
    private static void product2(
            int[] rows,
            int from,
            int to,
            float[] x,
            int xOffset,
            int depth,
            float[] w,
            int wOffset,
            float[] start,
            int startOffset,
            int stride,
            float[] z,
            int zOffset) {
        int features = Math.min(depth, Rows.WIDTH);
        for (int t = from; t < to; t += PointsByExpert.POINTS) {
            int r0 = rows[t] * Rows.WIDTH;
            int r1 = rows[t + 1] * Rows.WIDTH;
            int r2 = rows[t + 2] * Rows.WIDTH;
            int r3 = rows[t + 3] * Rows.WIDTH;
            int s0 = startOffset + r0 * stride;
            int s1 = startOffset + r1 * stride;
            int s2 = startOffset + r2 * stride;
            int s3 = startOffset + r3 * stride;
            FloatVector a00 = FloatVector.fromArray(S, start, s0);
            FloatVector a01 = FloatVector.fromArray(S, start, s0 + L);
            FloatVector a10 = FloatVector.fromArray(S, start, s1);
            FloatVector a11 = FloatVector.fromArray(S, start, s1 + L);
            FloatVector a20 = FloatVector.fromArray(S, start, s2);
            FloatVector a21 = FloatVector.fromArray(S, start, s2 + L);
            FloatVector a30 = FloatVector.fromArray(S, start, s3);
            FloatVector a31 = FloatVector.fromArray(S, start, s3 + L);
            int x0 = xOffset + r0;
            int x1 = xOffset + r1;
            int x2 = xOffset + r2;
            int x3 = xOffset + r3;
            for (int k = 0; k < features; k++) {
                int offset = wOffset + k * Rows.WIDTH;
                FloatVector w0 = FloatVector.fromArray(S, w, offset);
                FloatVector w1 = FloatVector.fromArray(S, w, offset + L);
                FloatVector b = FloatVector.broadcast(S, x[x0 + k]);
                a00 = b.fma(w0, a00);
                a01 = b.fma(w1, a01);
                b = FloatVector.broadcast(S, x[x1 + k]);
                a10 = b.fma(w0, a10);
                a11 = b.fma(w1, a11);
                b = FloatVector.broadcast(S, x[x2 + k]);
                a20 = b.fma(w0, a20);
                a21 = b.fma(w1, a21);
                b = FloatVector.broadcast(S, x[x3 + k]);
                a30 = b.fma(w0, a30);
                a31 = b.fma(w1, a31);
            }
            a00.intoArray(z, zOffset + r0);
            a01.intoArray(z, zOffset + r0 + L);
            a10.intoArray(z, zOffset + r1);
            a11.intoArray(z, zOffset + r1 + L);
            a20.intoArray(z, zOffset + r2);
            a21.intoArray(z, zOffset + r2 + L);
            a30.intoArray(z, zOffset + r3);
            a31.intoArray(z, zOffset + r3 + L);
        }
    }

    /** Two vectors of z for eight points at a time, whose sums fill 32 registers as four vectors for four points do; returns where it ends. */
    private static int product2of8(
            int[] rows,
            int from,
            int to,
            float[] x,
            int xOffset,
            int depth,
            float[] w,
            int wOffset,
            float[] start,
            int startOffset,
            int stride,
            float[] z,
            int zOffset) {
        int features = Math.min(depth, Rows.WIDTH);
        int t = from;
        for (; t + 8 <= to; t += 8) {
            int r0 = rows[t] * Rows.WIDTH;
            int r1 = rows[t + 1] * Rows.WIDTH;
            int r2 = rows[t + 2] * Rows.WIDTH;
            int r3 = rows[t + 3] * Rows.WIDTH;
            int r4 = rows[t + 4] * Rows.WIDTH;
            int r5 = rows[t + 5] * Rows.WIDTH;
            int r6 = rows[t + 6] * Rows.WIDTH;
            int r7 = rows[t + 7] * Rows.WIDTH;
            int s0 = startOffset + r0 * stride;
            int s1 = startOffset + r1 * stride;
            int s2 = startOffset + r2 * stride;
            int s3 = startOffset + r3 * stride;
            int s4 = startOffset + r4 * stride;
            int s5 = startOffset + r5 * stride;
            int s6 = startOffset + r6 * stride;
            int s7 = startOffset + r7 * stride;
            FloatVector a00 = FloatVector.fromArray(S, start, s0);
            FloatVector a01 = FloatVector.fromArray(S, start, s0 + L);
            FloatVector a10 = FloatVector.fromArray(S, start, s1);
            FloatVector a11 = FloatVector.fromArray(S, start, s1 + L);
            FloatVector a20 = FloatVector.fromArray(S, start, s2);
            FloatVector a21 = FloatVector.fromArray(S, start, s2 + L);
            FloatVector a30 = FloatVector.fromArray(S, start, s3);
            FloatVector a31 = FloatVector.fromArray(S, start, s3 + L);
            FloatVector a40 = FloatVector.fromArray(S, start, s4);
            FloatVector a41 = FloatVector.fromArray(S, start, s4 + L);
            FloatVector a50 = FloatVector.fromArray(S, start, s5);
            FloatVector a51 = FloatVector.fromArray(S, start, s5 + L);
            FloatVector a60 = FloatVector.fromArray(S, start, s6);
            FloatVector a61 = FloatVector.fromArray(S, start, s6 + L);
            FloatVector a70 = FloatVector.fromArray(S, start, s7);
            FloatVector a71 = FloatVector.fromArray(S, start, s7 + L);
            int x0 = xOffset + r0;
            int x1 = xOffset + r1;
            int x2 = xOffset + r2;
            int x3 = xOffset + r3;
            int x4 = xOffset + r4;
            int x5 = xOffset + r5;
            int x6 = xOffset + r6;
            int x7 = xOffset + r7;
            for (int k = 0; k < features; k++) {
                int offset = wOffset + k * Rows.WIDTH;
                FloatVector w0 = FloatVector.fromArray(S, w, offset);
                FloatVector w1 = FloatVector.fromArray(S, w, offset + L);
                FloatVector b = FloatVector.broadcast(S, x[x0 + k]);
                a00 = b.fma(w0, a00);
                a01 = b.fma(w1, a01);
                b = FloatVector.broadcast(S, x[x1 + k]);
                a10 = b.fma(w0, a10);
                a11 = b.fma(w1, a11);
                b = FloatVector.broadcast(S, x[x2 + k]);
                a20 = b.fma(w0, a20);
                a21 = b.fma(w1, a21);
                b = FloatVector.broadcast(S, x[x3 + k]);
                a30 = b.fma(w0, a30);
                a31 = b.fma(w1, a31);
                b = FloatVector.broadcast(S, x[x4 + k]);
                a40 = b.fma(w0, a40);
                a41 = b.fma(w1, a41);
                b = FloatVector.broadcast(S, x[x5 + k]);
                a50 = b.fma(w0, a50);
                a51 = b.fma(w1, a51);
                b = FloatVector.broadcast(S, x[x6 + k]);
                a60 = b.fma(w0, a60);
                a61 = b.fma(w1, a61);
                b = FloatVector.broadcast(S, x[x7 + k]);
                a70 = b.fma(w0, a70);
                a71 = b.fma(w1, a71);
            }
            a00.intoArray(z, zOffset + r0);
            a01.intoArray(z, zOffset + r0 + L);
            a10.intoArray(z, zOffset + r1);
            a11.intoArray(z, zOffset + r1 + L);
            a20.intoArray(z, zOffset + r2);
            a21.intoArray(z, zOffset + r2 + L);
            a30.intoArray(z, zOffset + r3);
            a31.intoArray(z, zOffset + r3 + L);
            a40.intoArray(z, zOffset + r4);
            a41.intoArray(z, zOffset + r4 + L);
            a50.intoArray(z, zOffset + r5);
            a51.intoArray(z, zOffset + r5 + L);
            a60.intoArray(z, zOffset + r6);
            a61.intoArray(z, zOffset + r6 + L);
            a70.intoArray(z, zOffset + r7);
            a71.intoArray(z, zOffset + r7 + L);
        }
        return t;
    }

    /** One vector of z for four points at a time. */
    private static void product1(
            int[] rows,
            int from,
            int to,
            float[] x,
            int xOffset,
            int depth,
            float[] w,
            int wOffset,
            float[] start,
            int startOffset,
            int stride,
            float[] z,
            int zOffset) {
        int features = Math.min(depth, Rows.WIDTH);
        for (int t = from; t < to; t += PointsByExpert.POINTS) {
            int r0 = rows[t] * Rows.WIDTH;
            int r1 = rows[t + 1] * Rows.WIDTH;
            int r2 = rows[t + 2] * Rows.WIDTH;
            int r3 = rows[t + 3] * Rows.WIDTH;
            int s0 = startOffset + r0 * stride;
            int s1 = startOffset + r1 * stride;
            int s2 = startOffset + r2 * stride;
            int s3 = startOffset + r3 * stride;
            FloatVector a00 = FloatVector.fromArray(S, start, s0);
            FloatVector a10 = FloatVector.fromArray(S, start, s1);
            FloatVector a20 = FloatVector.fromArray(S, start, s2);
            FloatVector a30 = FloatVector.fromArray(S, start, s3);
            int x0 = xOffset + r0;
            int x1 = xOffset + r1;
            int x2 = xOffset + r2;
            int x3 = xOffset + r3;
            for (int k = 0; k < features; k++) {
                int offset = wOffset + k * Rows.WIDTH;
                FloatVector w0 = FloatVector.fromArray(S, w, offset);
                FloatVector b = FloatVector.broadcast(S, x[x0 + k]);
                a00 = b.fma(w0, a00);
                b = FloatVector.broadcast(S, x[x1 + k]);
                a10 = b.fma(w0, a10);
                b = FloatVector.broadcast(S, x[x2 + k]);
                a20 = b.fma(w0, a20);
                b = FloatVector.broadcast(S, x[x3 + k]);
                a30 = b.fma(w0, a30);
            }
            a00.intoArray(z, zOffset + r0);
            a10.intoArray(z, zOffset + r1);
            a20.intoArray(z, zOffset + r2);
            a30.intoArray(z, zOffset + r3);
        }
    }

    /** Four vectors of four rows of g. */
    private static void gradient4(
            float[] x, int xOffset, float[] dz, int dzOffset, int points, float[] g, int gOffset) {
        int count = Math.min(points, LAST);
        int g0 = gOffset;
        int g1 = gOffset + Rows.WIDTH;
        int g2 = gOffset + 2 * Rows.WIDTH;
        int g3 = gOffset + 3 * Rows.WIDTH;
        FloatVector a00 = FloatVector.fromArray(S, g, g0);
        FloatVector a01 = FloatVector.fromArray(S, g, g0 + L);
        FloatVector a02 = FloatVector.fromArray(S, g, g0 + 2 * L);
        FloatVector a03 = FloatVector.fromArray(S, g, g0 + 3 * L);
        FloatVector a10 = FloatVector.fromArray(S, g, g1);
        FloatVector a11 = FloatVector.fromArray(S, g, g1 + L);
        FloatVector a12 = FloatVector.fromArray(S, g, g1 + 2 * L);
        FloatVector a13 = FloatVector.fromArray(S, g, g1 + 3 * L);
        FloatVector a20 = FloatVector.fromArray(S, g, g2);
        FloatVector a21 = FloatVector.fromArray(S, g, g2 + L);
        FloatVector a22 = FloatVector.fromArray(S, g, g2 + 2 * L);
        FloatVector a23 = FloatVector.fromArray(S, g, g2 + 3 * L);
        FloatVector a30 = FloatVector.fromArray(S, g, g3);
        FloatVector a31 = FloatVector.fromArray(S, g, g3 + L);
        FloatVector a32 = FloatVector.fromArray(S, g, g3 + 2 * L);
        FloatVector a33 = FloatVector.fromArray(S, g, g3 + 3 * L);
        for (int t = 0; t < count; t++) {
            int offset = dzOffset + t * Rows.WIDTH;
            int xt = xOffset + t * Rows.WIDTH;
            FloatVector d0 = FloatVector.fromArray(S, dz, offset);
            FloatVector d1 = FloatVector.fromArray(S, dz, offset + L);
            FloatVector d2 = FloatVector.fromArray(S, dz, offset + 2 * L);
            FloatVector d3 = FloatVector.fromArray(S, dz, offset + 3 * L);
            FloatVector b = FloatVector.broadcast(S, x[xt]);
            a00 = b.fma(d0, a00);
            a01 = b.fma(d1, a01);
            a02 = b.fma(d2, a02);
            a03 = b.fma(d3, a03);
            b = FloatVector.broadcast(S, x[xt + 1]);
            a10 = b.fma(d0, a10);
            a11 = b.fma(d1, a11);
            a12 = b.fma(d2, a12);
            a13 = b.fma(d3, a13);
            b = FloatVector.broadcast(S, x[xt + 2]);
            a20 = b.fma(d0, a20);
            a21 = b.fma(d1, a21);
            a22 = b.fma(d2, a22);
            a23 = b.fma(d3, a23);
            b = FloatVector.broadcast(S, x[xt + 3]);
            a30 = b.fma(d0, a30);
            a31 = b.fma(d1, a31);
            a32 = b.fma(d2, a32);
            a33 = b.fma(d3, a33);
        }
        a00.intoArray(g, g0);
        a01.intoArray(g, g0 + L);
        a02.intoArray(g, g0 + 2 * L);
        a03.intoArray(g, g0 + 3 * L);
        a10.intoArray(g, g1);
        a11.intoArray(g, g1 + L);
        a12.intoArray(g, g1 + 2 * L);
        a13.intoArray(g, g1 + 3 * L);
        a20.intoArray(g, g2);
        a21.intoArray(g, g2 + L);
        a22.intoArray(g, g2 + 2 * L);
        a23.intoArray(g, g2 + 3 * L);
        a30.intoArray(g, g3);
        a31.intoArray(g, g3 + L);
        a32.intoArray(g, g3 + 2 * L);
        a33.intoArray(g, g3 + 3 * L);
    }

    /** Two vectors of four rows of g. */
    private static void gradient2(
            float[] x, int xOffset, float[] dz, int dzOffset, int points, float[] g, int gOffset) {
        int count = Math.min(points, LAST);
        int g0 = gOffset;
        int g1 = gOffset + Rows.WIDTH;
        int g2 = gOffset + 2 * Rows.WIDTH;
        int g3 = gOffset + 3 * Rows.WIDTH;
        FloatVector a00 = FloatVector.fromArray(S, g, g0);
        FloatVector a01 = FloatVector.fromArray(S, g, g0 + L);
        FloatVector a10 = FloatVector.fromArray(S, g, g1);
        FloatVector a11 = FloatVector.fromArray(S, g, g1 + L);
        FloatVector a20 = FloatVector.fromArray(S, g, g2);
        FloatVector a21 = FloatVector.fromArray(S, g, g2 + L);
        FloatVector a30 = FloatVector.fromArray(S, g, g3);
        FloatVector a31 = FloatVector.fromArray(S, g, g3 + L);
        for (int t = 0; t < count; t++) {
            int offset = dzOffset + t * Rows.WIDTH;
            int xt = xOffset + t * Rows.WIDTH;
            FloatVector d0 = FloatVector.fromArray(S, dz, offset);
            FloatVector d1 = FloatVector.fromArray(S, dz, offset + L);
            FloatVector b = FloatVector.broadcast(S, x[xt]);
            a00 = b.fma(d0, a00);
            a01 = b.fma(d1, a01);
            b = FloatVector.broadcast(S, x[xt + 1]);
            a10 = b.fma(d0, a10);
            a11 = b.fma(d1, a11);
            b = FloatVector.broadcast(S, x[xt + 2]);
            a20 = b.fma(d0, a20);
            a21 = b.fma(d1, a21);
            b = FloatVector.broadcast(S, x[xt + 3]);
            a30 = b.fma(d0, a30);
            a31 = b.fma(d1, a31);
        }
        a00.intoArray(g, g0);
        a01.intoArray(g, g0 + L);
        a10.intoArray(g, g1);
        a11.intoArray(g, g1 + L);
        a20.intoArray(g, g2);
        a21.intoArray(g, g2 + L);
        a30.intoArray(g, g3);
        a31.intoArray(g, g3 + L);
    }

    /** One vector of four rows of g. */
    private static void gradient1(
            float[] x, int xOffset, float[] dz, int dzOffset, int points, float[] g, int gOffset) {
        int count = Math.min(points, LAST);
        int g0 = gOffset;
        int g1 = gOffset + Rows.WIDTH;
        int g2 = gOffset + 2 * Rows.WIDTH;
        int g3 = gOffset + 3 * Rows.WIDTH;
        FloatVector a00 = FloatVector.fromArray(S, g, g0);
        FloatVector a10 = FloatVector.fromArray(S, g, g1);
        FloatVector a20 = FloatVector.fromArray(S, g, g2);
        FloatVector a30 = FloatVector.fromArray(S, g, g3);
        for (int t = 0; t < count; t++) {
            int offset = dzOffset + t * Rows.WIDTH;
            int xt = xOffset + t * Rows.WIDTH;
            FloatVector d0 = FloatVector.fromArray(S, dz, offset);
            FloatVector b = FloatVector.broadcast(S, x[xt]);
            a00 = b.fma(d0, a00);
            b = FloatVector.broadcast(S, x[xt + 1]);
            a10 = b.fma(d0, a10);
            b = FloatVector.broadcast(S, x[xt + 2]);
            a20 = b.fma(d0, a20);
            b = FloatVector.broadcast(S, x[xt + 3]);
            a30 = b.fma(d0, a30);
        }
        a00.intoArray(g, g0);
        a10.intoArray(g, g1);
        a20.intoArray(g, g2);
        a30.intoArray(g, g3);
    }

    @Override
    public void dots(
            float[] x,
            int xOffset,
            int count,
            int columns,
            float[] weights,
            int weightsOffset,
            float start,
            boolean add,
            float[] z,
            int zOffset) {
        float[] lanes = new float[L];
        for (int point = 0; point < count; point++) {
            int row = xOffset + point * Rows.WIDTH;
            FloatVector sum = FloatVector.zero(S);
            for (int c = 0; c < columns; c += L) {
                sum = FloatVector.fromArray(S, x, row + c)
                        .fma(FloatVector.fromArray(S, weights, weightsOffset + c), sum);
            }
            sum.intoArray(lanes, 0);
            int offset = zOffset + point * Rows.WIDTH;
            z[offset] = (add ? z[offset] : start) + LaneSums.sum(lanes);
        }
    }
}
