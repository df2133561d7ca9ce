package org.inrzoo.graph.fused;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.kernels.VectorWidth;

/** The loops, vectors along the pixels; products keep their sums in registers, 8 rows by 2 vectors where there are 32 of these. */
final class VectorMapLoops implements MapLoops {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();
    private static final boolean MANY_REGISTERS = L >= 16;

    @Override
    public void product(
            float[] a,
            int aOffset,
            int rowStride,
            int stepStride,
            int rows,
            int depth,
            float[] b,
            int bOffset,
            int bPitch,
            float[] c,
            int cOffset,
            int cPitch,
            int columns,
            boolean add) {
        int p = 0;
        for (; p + 2 * L <= columns; p += 2 * L) {
            int r = 0;
            for (; MANY_REGISTERS && r + 8 <= rows; r += 8) {
                rows8Of2(
                        a,
                        aOffset + r * rowStride,
                        rowStride,
                        stepStride,
                        depth,
                        b,
                        bOffset + p,
                        bPitch,
                        c,
                        cOffset + r * cPitch + p,
                        cPitch,
                        add);
            }
            for (; r + 4 <= rows; r += 4) {
                rows4Of2(
                        a,
                        aOffset + r * rowStride,
                        rowStride,
                        stepStride,
                        depth,
                        b,
                        bOffset + p,
                        bPitch,
                        c,
                        cOffset + r * cPitch + p,
                        cPitch,
                        add);
            }
            for (; r < rows; r++) {
                row1Of2(
                        a,
                        aOffset + r * rowStride,
                        stepStride,
                        depth,
                        b,
                        bOffset + p,
                        bPitch,
                        c,
                        cOffset + r * cPitch + p,
                        add);
            }
        }
        for (; p < columns; p += L) {
            int r = 0;
            for (; r + 8 <= rows; r += 8) {
                rows8Of1(
                        a,
                        aOffset + r * rowStride,
                        rowStride,
                        stepStride,
                        depth,
                        b,
                        bOffset + p,
                        bPitch,
                        c,
                        cOffset + r * cPitch + p,
                        cPitch,
                        add);
            }
            for (; r < rows; r++) {
                row1Of1(
                        a,
                        aOffset + r * rowStride,
                        stepStride,
                        depth,
                        b,
                        bOffset + p,
                        bPitch,
                        c,
                        cOffset + r * cPitch + p,
                        add);
            }
        }
    }

    private static FloatVector start(float[] c, int offset, boolean add) {
        return add ? FloatVector.fromArray(S, c, offset) : FloatVector.zero(S);
    }

    private static void rows8Of2(
            float[] a,
            int aOffset,
            int rowStride,
            int stepStride,
            int depth,
            float[] b,
            int bOffset,
            int bPitch,
            float[] c,
            int cOffset,
            int cPitch,
            boolean add) {
        FloatVector c00 = start(c, cOffset, add);
        FloatVector c01 = start(c, cOffset + L, add);
        FloatVector c10 = start(c, cOffset + cPitch, add);
        FloatVector c11 = start(c, cOffset + cPitch + L, add);
        FloatVector c20 = start(c, cOffset + 2 * cPitch, add);
        FloatVector c21 = start(c, cOffset + 2 * cPitch + L, add);
        FloatVector c30 = start(c, cOffset + 3 * cPitch, add);
        FloatVector c31 = start(c, cOffset + 3 * cPitch + L, add);
        FloatVector c40 = start(c, cOffset + 4 * cPitch, add);
        FloatVector c41 = start(c, cOffset + 4 * cPitch + L, add);
        FloatVector c50 = start(c, cOffset + 5 * cPitch, add);
        FloatVector c51 = start(c, cOffset + 5 * cPitch + L, add);
        FloatVector c60 = start(c, cOffset + 6 * cPitch, add);
        FloatVector c61 = start(c, cOffset + 6 * cPitch + L, add);
        FloatVector c70 = start(c, cOffset + 7 * cPitch, add);
        FloatVector c71 = start(c, cOffset + 7 * cPitch + L, add);
        int at = aOffset;
        int row = bOffset;
        for (int s = 0; s < depth; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, row);
            FloatVector b1 = FloatVector.fromArray(S, b, row + L);
            FloatVector a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[at + rowStride]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[at + 2 * rowStride]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[at + 3 * rowStride]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(S, a[at + 4 * rowStride]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(S, a[at + 5 * rowStride]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = FloatVector.broadcast(S, a[at + 6 * rowStride]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = FloatVector.broadcast(S, a[at + 7 * rowStride]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            at += stepStride;
            row += bPitch;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + L);
        c10.intoArray(c, cOffset + cPitch);
        c11.intoArray(c, cOffset + cPitch + L);
        c20.intoArray(c, cOffset + 2 * cPitch);
        c21.intoArray(c, cOffset + 2 * cPitch + L);
        c30.intoArray(c, cOffset + 3 * cPitch);
        c31.intoArray(c, cOffset + 3 * cPitch + L);
        c40.intoArray(c, cOffset + 4 * cPitch);
        c41.intoArray(c, cOffset + 4 * cPitch + L);
        c50.intoArray(c, cOffset + 5 * cPitch);
        c51.intoArray(c, cOffset + 5 * cPitch + L);
        c60.intoArray(c, cOffset + 6 * cPitch);
        c61.intoArray(c, cOffset + 6 * cPitch + L);
        c70.intoArray(c, cOffset + 7 * cPitch);
        c71.intoArray(c, cOffset + 7 * cPitch + L);
    }

    private static void rows4Of2(
            float[] a,
            int aOffset,
            int rowStride,
            int stepStride,
            int depth,
            float[] b,
            int bOffset,
            int bPitch,
            float[] c,
            int cOffset,
            int cPitch,
            boolean add) {
        FloatVector c00 = start(c, cOffset, add);
        FloatVector c01 = start(c, cOffset + L, add);
        FloatVector c10 = start(c, cOffset + cPitch, add);
        FloatVector c11 = start(c, cOffset + cPitch + L, add);
        FloatVector c20 = start(c, cOffset + 2 * cPitch, add);
        FloatVector c21 = start(c, cOffset + 2 * cPitch + L, add);
        FloatVector c30 = start(c, cOffset + 3 * cPitch, add);
        FloatVector c31 = start(c, cOffset + 3 * cPitch + L, add);
        int at = aOffset;
        int row = bOffset;
        for (int s = 0; s < depth; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, row);
            FloatVector b1 = FloatVector.fromArray(S, b, row + L);
            FloatVector a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[at + rowStride]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[at + 2 * rowStride]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[at + 3 * rowStride]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            at += stepStride;
            row += bPitch;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + L);
        c10.intoArray(c, cOffset + cPitch);
        c11.intoArray(c, cOffset + cPitch + L);
        c20.intoArray(c, cOffset + 2 * cPitch);
        c21.intoArray(c, cOffset + 2 * cPitch + L);
        c30.intoArray(c, cOffset + 3 * cPitch);
        c31.intoArray(c, cOffset + 3 * cPitch + L);
    }

    private static void row1Of2(
            float[] a,
            int aOffset,
            int stepStride,
            int depth,
            float[] b,
            int bOffset,
            int bPitch,
            float[] c,
            int cOffset,
            boolean add) {
        FloatVector c00 = start(c, cOffset, add);
        FloatVector c01 = start(c, cOffset + L, add);
        int at = aOffset;
        int row = bOffset;
        for (int s = 0; s < depth; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, row);
            FloatVector b1 = FloatVector.fromArray(S, b, row + L);
            FloatVector a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            at += stepStride;
            row += bPitch;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + L);
    }

    private static void rows8Of1(
            float[] a,
            int aOffset,
            int rowStride,
            int stepStride,
            int depth,
            float[] b,
            int bOffset,
            int bPitch,
            float[] c,
            int cOffset,
            int cPitch,
            boolean add) {
        FloatVector c00 = start(c, cOffset, add);
        FloatVector c10 = start(c, cOffset + cPitch, add);
        FloatVector c20 = start(c, cOffset + 2 * cPitch, add);
        FloatVector c30 = start(c, cOffset + 3 * cPitch, add);
        FloatVector c40 = start(c, cOffset + 4 * cPitch, add);
        FloatVector c50 = start(c, cOffset + 5 * cPitch, add);
        FloatVector c60 = start(c, cOffset + 6 * cPitch, add);
        FloatVector c70 = start(c, cOffset + 7 * cPitch, add);
        int at = aOffset;
        int row = bOffset;
        for (int s = 0; s < depth; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, row);
            FloatVector a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(S, a[at + rowStride]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = FloatVector.broadcast(S, a[at + 2 * rowStride]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = FloatVector.broadcast(S, a[at + 3 * rowStride]);
            c30 = a3.fma(b0, c30);
            FloatVector a4 = FloatVector.broadcast(S, a[at + 4 * rowStride]);
            c40 = a4.fma(b0, c40);
            FloatVector a5 = FloatVector.broadcast(S, a[at + 5 * rowStride]);
            c50 = a5.fma(b0, c50);
            FloatVector a6 = FloatVector.broadcast(S, a[at + 6 * rowStride]);
            c60 = a6.fma(b0, c60);
            FloatVector a7 = FloatVector.broadcast(S, a[at + 7 * rowStride]);
            c70 = a7.fma(b0, c70);
            at += stepStride;
            row += bPitch;
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + cPitch);
        c20.intoArray(c, cOffset + 2 * cPitch);
        c30.intoArray(c, cOffset + 3 * cPitch);
        c40.intoArray(c, cOffset + 4 * cPitch);
        c50.intoArray(c, cOffset + 5 * cPitch);
        c60.intoArray(c, cOffset + 6 * cPitch);
        c70.intoArray(c, cOffset + 7 * cPitch);
    }

    private static void row1Of1(
            float[] a,
            int aOffset,
            int stepStride,
            int depth,
            float[] b,
            int bOffset,
            int bPitch,
            float[] c,
            int cOffset,
            boolean add) {
        FloatVector c00 = start(c, cOffset, add);
        int at = aOffset;
        int row = bOffset;
        for (int s = 0; s < depth; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, row);
            FloatVector a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            at += stepStride;
            row += bPitch;
        }
        c00.intoArray(c, cOffset);
    }

    @Override
    public float sum(float[] x, int from, int count) {
        FloatVector sums = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= count; i += L) {
            sums = sums.add(FloatVector.fromArray(S, x, from + i));
        }
        float sum = sums.reduceLanes(VectorOperators.ADD);
        for (; i < count; i++) {
            sum += x[from + i];
        }
        return sum;
    }

    @Override
    public float products(float[] x, int xFrom, float mean, float[] y, int yFrom, float other, int count) {
        FloatVector sums = FloatVector.zero(S);
        int i = 0;
        for (; i + L <= count; i += L) {
            FloatVector first = FloatVector.fromArray(S, x, xFrom + i).sub(mean);
            sums = first.fma(FloatVector.fromArray(S, y, yFrom + i).sub(other), sums);
        }
        float sum = sums.reduceLanes(VectorOperators.ADD);
        for (; i < count; i++) {
            sum += (x[xFrom + i] - mean) * (y[yFrom + i] - other);
        }
        return sum;
    }

    @Override
    public void line(float[] x, float[] y, int from, int count, float factor, float term) {
        FloatVector factors = FloatVector.broadcast(S, factor);
        FloatVector terms = FloatVector.broadcast(S, term);
        int i = from;
        for (; i + L <= from + count; i += L) {
            FloatVector.fromArray(S, x, i).fma(factors, terms).intoArray(y, i);
        }
        for (; i < from + count; i++) {
            y[i] = Math.fma(x[i], factor, term);
        }
    }

    @Override
    public void addPlane(float[] z, float[] x, float[] y, int from, int count, float a, float b, float c) {
        FloatVector as = FloatVector.broadcast(S, a);
        FloatVector bs = FloatVector.broadcast(S, b);
        int i = from;
        for (; i + L <= from + count; i += L) {
            FloatVector sum = FloatVector.fromArray(S, z, i).add(c);
            sum = FloatVector.fromArray(S, x, i).fma(as, sum);
            FloatVector.fromArray(S, y, i).fma(bs, sum).intoArray(z, i);
        }
        for (; i < from + count; i++) {
            z[i] = Math.fma(y[i], b, Math.fma(x[i], a, z[i] + c));
        }
    }

    @Override
    public void relu(float[] x, float[] y, int from, int count) {
        FloatVector zero = FloatVector.zero(S);
        int i = from;
        for (; i + L <= from + count; i += L) {
            FloatVector.fromArray(S, x, i).max(zero).intoArray(y, i);
        }
        for (; i < from + count; i++) {
            y[i] = Math.max(x[i], 0);
        }
    }

    @Override
    public void addWherePositive(float[] dx, float[] dy, float[] y, int from, int count) {
        FloatVector zero = FloatVector.zero(S);
        int i = from;
        for (; i + L <= from + count; i += L) {
            VectorMask<Float> positive = FloatVector.fromArray(S, y, i).compare(VectorOperators.GT, zero);
            FloatVector before = FloatVector.fromArray(S, dx, i);
            before.add(FloatVector.fromArray(S, dy, i), positive).intoArray(dx, i);
        }
        for (; i < from + count; i++) {
            dx[i] += y[i] > 0 ? dy[i] : 0;
        }
    }

    @Override
    public void add(float[] a, float[] b, float[] y, int from, int count) {
        int i = from;
        for (; i + L <= from + count; i += L) {
            FloatVector.fromArray(S, a, i).add(FloatVector.fromArray(S, b, i)).intoArray(y, i);
        }
        for (; i < from + count; i++) {
            y[i] = a[i] + b[i];
        }
    }
}
