package org.inrzoo.engine.fused;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The passes, vectors along the features of a point (or, for {@link #cells}, along the points). */
final class VectorPasses implements Passes {

    private static final VectorSpecies<Float> S = Width.of(MethodHandles.lookup());
    private static final int L = S.length();

    /** Adding and subtracting this rounds numbers up to {@link #ROUNDABLE} to integers. */
    private static final float INTEGER = 0x1.8p23f;

    private static final float ROUNDABLE = 0x1p22f;
    private static final float TURN = (float) (2 * Math.PI);

    @Override
    public void multiply(float[] g, int gAt, float[] d, int dAt, int count, int columns) {
        if (columns == Rows.WIDTH) {
            multiply(g, gAt, d, dAt, count * Rows.WIDTH);
            return;
        }
        for (int c = 0; c < columns; c += L) {
            multiplyColumn(g, gAt + c, d, dAt + c, count * Rows.WIDTH);
        }
    }

    private static void multiply(float[] g, int gAt, float[] d, int dAt, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector.fromArray(S, g, gAt + i)
                    .mul(FloatVector.fromArray(S, d, dAt + i))
                    .intoArray(g, gAt + i);
        }
    }

    /** One vector of every row. */
    private static void multiplyColumn(float[] g, int gAt, float[] d, int dAt, int length) {
        for (int row = 0; row < length; row += Rows.WIDTH) {
            FloatVector.fromArray(S, g, gAt + row)
                    .mul(FloatVector.fromArray(S, d, dAt + row))
                    .intoArray(g, gAt + row);
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
        FloatVector a = FloatVector.fromArray(S, sums, at);
        FloatVector b = FloatVector.fromArray(S, sums, at + L);
        FloatVector c = FloatVector.fromArray(S, sums, at + 2 * L);
        FloatVector e = FloatVector.fromArray(S, sums, at + 3 * L);
        for (int point = 0; point < count; point++) {
            int row = dAt + point * Rows.WIDTH;
            a = a.add(FloatVector.fromArray(S, d, row));
            b = b.add(FloatVector.fromArray(S, d, row + L));
            c = c.add(FloatVector.fromArray(S, d, row + 2 * L));
            e = e.add(FloatVector.fromArray(S, d, row + 3 * L));
        }
        a.intoArray(sums, at);
        b.intoArray(sums, at + L);
        c.intoArray(sums, at + 2 * L);
        e.intoArray(sums, at + 3 * L);
    }

    private static void columnSums1(float[] d, int dAt, int count, float[] sums, int at) {
        FloatVector sum = FloatVector.fromArray(S, sums, at);
        for (int point = 0; point < count; point++) {
            sum = sum.add(FloatVector.fromArray(S, d, dAt + point * Rows.WIDTH));
        }
        sum.intoArray(sums, at);
    }

    @Override
    public void gather(
            int[] rows, int from, int to, float[] source, int sourceAt, int columns, float[] target, int targetAt) {
        for (int t = from; t < to; t++) {
            int read = sourceAt + rows[t] * Rows.WIDTH;
            int write = targetAt + (t - from) * Rows.WIDTH;
            for (int c = 0; c < columns; c += L) {
                FloatVector.fromArray(S, source, read + c).intoArray(target, write + c);
            }
        }
    }

    @Override
    public void scale(
            float[] factors, int count, float[] source, int sourceAt, int columns, float[] target, int targetAt) {
        for (int point = 0; point < count; point++) {
            FloatVector factor = FloatVector.broadcast(S, factors[point]);
            int row = point * Rows.WIDTH;
            for (int c = 0; c < columns; c += L) {
                FloatVector.fromArray(S, source, sourceAt + row + c).mul(factor).intoArray(target, targetAt + row + c);
            }
        }
    }

    @Override
    public void add(float[] target, int targetAt, float[] source, int sourceAt, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector.fromArray(S, target, targetAt + i)
                    .add(FloatVector.fromArray(S, source, sourceAt + i))
                    .intoArray(target, targetAt + i);
        }
    }

    @Override
    public void cells(
            float[] p,
            int pAt,
            int count,
            float alpha,
            float beta,
            int experts,
            float[] digits,
            float[] fractions,
            float[] numbers) {
        FloatVector largest = FloatVector.broadcast(S, 0);
        for (int i = 0; i < count; i += L) {
            FloatVector q = FloatVector.fromArray(S, p, pAt + i).mul(alpha).add(beta);
            largest = largest.max(q.abs());
            FloatVector cell = q.add(INTEGER).sub(INTEGER);
            cell = cell.blend(cell.sub(1), cell.compare(VectorOperators.GT, q));
            FloatVector ratio = cell.div(experts);
            FloatVector tile = ratio.add(INTEGER).sub(INTEGER);
            tile = tile.blend(tile.sub(1), tile.compare(VectorOperators.GT, ratio));
            FloatVector digit = cell.sub(tile.mul(experts));
            digit.intoArray(digits, i);
            q.sub(cell).intoArray(fractions, i);
            FloatVector.fromArray(S, numbers, i).mul(experts).add(digit).intoArray(numbers, i);
        }
        if (!(largest.reduceLanes(VectorOperators.MAX) < ROUNDABLE)) {
            distantCells(p, pAt, count, alpha, beta, experts, digits, fractions, numbers);
        }
    }

    /** Once more for cells whose numbers are too large to be rounded by an addition. */
    private static void distantCells(
            float[] p,
            int pAt,
            int count,
            float alpha,
            float beta,
            int experts,
            float[] digits,
            float[] fractions,
            float[] numbers) {
        for (int i = 0; i < count; i++) {
            float wrong = digits[i];
            float q = p[pAt + i] * alpha + beta;
            float cell = (float) Math.floor(q);
            float digit = cell - (float) Math.floor(cell / experts) * experts;
            digits[i] = digit >= 0 && digit < experts ? digit : 0;
            numbers[i] += digits[i] - wrong;
            fractions[i] = q - cell;
        }
    }

    /** Σ v t = Σ n + Σ r + Σ e: whole turns, which are dropped, exact fractions, and the rounding errors. */
    @Override
    public void phases(
            float[] v,
            float[] turns,
            float[] rests,
            float[] offsets,
            int stride,
            int first,
            int count,
            float[] target,
            int targetAt) {
        int dimensions = v.length / 2;
        for (int m = first; m < first + count; m += L) {
            FloatVector sum = FloatVector.fromArray(S, offsets, m);
            FloatVector errors = FloatVector.broadcast(S, 0);
            for (int axis = 0; axis < dimensions; axis++) {
                FloatVector t = FloatVector.fromArray(S, turns, axis * stride + m);
                FloatVector product = t.mul(v[axis]);
                FloatVector error = t.fma(FloatVector.broadcast(S, v[axis]), product.neg());
                errors = FloatVector.fromArray(S, rests, axis * stride + m)
                        .fma(FloatVector.broadcast(S, v[axis]), errors.add(error));
                errors = t.fma(FloatVector.broadcast(S, v[dimensions + axis]), errors);
                sum = product.sub(product.add(INTEGER).sub(INTEGER)).add(sum);
            }
            FloatVector fraction = sum.sub(sum.add(INTEGER).sub(INTEGER));
            fraction.add(errors).mul(TURN).intoArray(target, targetAt + m - first);
        }
    }

    @Override
    public void copy(
            float[] source,
            int sourceAt,
            int stride,
            float[] target,
            int targetAt,
            int targetStride,
            int count,
            int columns) {
        for (int point = 0; point < count; point++) {
            int from = sourceAt + point * stride;
            int to = targetAt + point * targetStride;
            for (int c = 0; c < columns; c += L) {
                FloatVector.fromArray(S, source, from + c).intoArray(target, to + c);
            }
        }
    }
}
