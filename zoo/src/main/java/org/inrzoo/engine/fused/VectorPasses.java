package org.inrzoo.engine.fused;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The passes, vectors along the features of a point (or, for {@link #cells}, along the points). */
final class VectorPasses implements Passes {

    private static final VectorSpecies<Float> S = Width.of(MethodHandles.lookup());
    private static final int L = S.length();

    private static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, S.vectorShape());
    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(S.vectorBitSize() / 2));

    /** Adding and subtracting these rounds numbers up to a third of them to integers. */
    private static final float INTEGER = 0x1.8p23f;
    private static final double DOUBLE_INTEGER = 0x1.8p52;
    private static final float ROUNDABLE = 0x1p22f;

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(S, array, at);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(S, value);
    }

    @Override
    public void multiply(float[] g, int gAt, float[] d, int dAt, int count, int columns) {
        int run = columns == Rows.WIDTH ? count * Rows.WIDTH : columns;
        for (int i = 0; i < count * Rows.WIDTH; i += Math.max(run, Rows.WIDTH)) {
            multiply(g, gAt + i, d, dAt + i, run);
        }
    }

    private static void multiply(float[] g, int gAt, float[] d, int dAt, int length) {
        for (int i = 0; i < length; i += L) {
            load(g, gAt + i).mul(load(d, dAt + i)).intoArray(g, gAt + i);
        }
    }

    @Override
    public void columnSums(float[] d, int dAt, int count, int columns, float[] sums, int sumsAt) {
        int c = 0;
        for (; c + 4 * L <= columns; c += 4 * L) {
            columnSums4(d, dAt + c, count, sums, sumsAt + c);
        }
        for (; c < columns; c += L) {
            columnSums1(d, dAt + c, count, sums, sumsAt + c);
        }
    }

    private static void columnSums4(float[] d, int dAt, int count, float[] sums, int at) {
        FloatVector a = load(sums, at);
        FloatVector b = load(sums, at + L);
        FloatVector c = load(sums, at + 2 * L);
        FloatVector e = load(sums, at + 3 * L);
        for (int point = 0; point < count; point++) {
            int row = dAt + point * Rows.WIDTH;
            a = a.add(load(d, row));
            b = b.add(load(d, row + L));
            c = c.add(load(d, row + 2 * L));
            e = e.add(load(d, row + 3 * L));
        }
        a.intoArray(sums, at);
        b.intoArray(sums, at + L);
        c.intoArray(sums, at + 2 * L);
        e.intoArray(sums, at + 3 * L);
    }

    private static void columnSums1(float[] d, int dAt, int count, float[] sums, int at) {
        FloatVector sum = load(sums, at);
        for (int point = 0; point < count; point++) {
            sum = sum.add(load(d, dAt + point * Rows.WIDTH));
        }
        sum.intoArray(sums, at);
    }

    @Override
    public void gather(int[] rows, int from, int to, float[] source, int sourceAt, int columns, float[] target,
            int targetAt) {
        for (int t = from; t < to; t++) {
            int read = sourceAt + rows[t] * Rows.WIDTH;
            int write = targetAt + (t - from) * Rows.WIDTH;
            for (int c = 0; c < columns; c += L) {
                load(source, read + c).intoArray(target, write + c);
            }
        }
    }

    @Override
    public void scale(float[] factors, int count, float[] source, int sourceAt, int columns, float[] target,
            int targetAt) {
        for (int point = 0; point < count; point++) {
            FloatVector factor = all(factors[point]);
            int row = point * Rows.WIDTH;
            for (int c = 0; c < columns; c += L) {
                load(source, sourceAt + row + c).mul(factor).intoArray(target, targetAt + row + c);
            }
        }
    }

    @Override
    public void add(float[] target, int targetAt, float[] source, int sourceAt, int length) {
        for (int i = 0; i < length; i += L) {
            load(target, targetAt + i).add(load(source, sourceAt + i)).intoArray(target, targetAt + i);
        }
    }

    @Override
    public void cells(float[] p, int pAt, int count, float alpha, float beta, int experts, float[] digits,
            float[] fractions) {
        FloatVector largest = all(0);
        for (int i = 0; i < count; i += L) {
            FloatVector q = load(p, pAt + i).mul(alpha).add(beta);
            largest = largest.max(q.abs());
            FloatVector cell = floor(q);
            cell.sub(floor(cell.div(experts)).mul(experts)).intoArray(digits, i);
            q.sub(cell).intoArray(fractions, i);
        }
        if (!(largest.reduceLanes(VectorOperators.MAX) < ROUNDABLE)) {
            distantCells(p, pAt, count, alpha, beta, experts, digits, fractions);
        }
    }

    private static FloatVector floor(FloatVector q) {
        FloatVector nearest = q.add(INTEGER).sub(INTEGER);
        return nearest.blend(nearest.sub(1), nearest.compare(VectorOperators.GT, q));
    }

    /** The same for cells whose numbers are too large to be rounded by an addition. */
    private static void distantCells(float[] p, int pAt, int count, float alpha, float beta, int experts,
            float[] digits, float[] fractions) {
        for (int i = 0; i < count; i++) {
            float q = p[pAt + i] * alpha + beta;
            float cell = (float) Math.floor(q);
            float digit = cell - (float) Math.floor(cell / experts) * experts;
            digits[i] = digit >= 0 && digit < experts ? digit : 0;
            fractions[i] = q - cell;
        }
    }

    @Override
    public void phases(double[] v, double[] turns, int stride, int first, int count, float[] target, int targetAt) {
        for (int m = 0; m < count; m += DOUBLES.length()) {
            DoubleVector t = DoubleVector.fromArray(DOUBLES, turns, v.length * stride + first + m);
            for (int axis = 0; axis < v.length; axis++) {
                t = DoubleVector.fromArray(DOUBLES, turns, axis * stride + first + m)
                        .fma(DoubleVector.broadcast(DOUBLES, v[axis]), t);
            }
            DoubleVector phase = t.sub(t.add(DOUBLE_INTEGER).sub(DOUBLE_INTEGER)).mul(2 * Math.PI);
            ((FloatVector) phase.convertShape(VectorOperators.D2F, HALF, 0)).intoArray(target, targetAt + m);
        }
    }
}
