package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/** The passes, vectors along the features of a point (or, for {@link #cells}, along the points). */
final class VectorElementwiseKernels implements ElementwiseKernels {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, S.vectorShape());

    /** Adding and subtracting this rounds numbers up to {@link #ROUNDABLE} to integers. */
    private static final float INTEGER = 0x1.8p23f;

    private static final float ROUNDABLE = 0x1p22f;
    private static final float TURN = (float) (2 * Math.PI);

    @Override
    public void multiply(float[] g, int gOffset, float[] d, int dOffset, int count, int columns) {
        if (columns == Rows.WIDTH) {
            multiply(g, gOffset, d, dOffset, count * Rows.WIDTH);
            return;
        }
        for (int c = 0; c < columns; c += L) {
            multiplyColumn(g, gOffset + c, d, dOffset + c, count * Rows.WIDTH);
        }
    }

    private static void multiply(float[] g, int gOffset, float[] d, int dOffset, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector.fromArray(S, g, gOffset + i)
                    .mul(FloatVector.fromArray(S, d, dOffset + i))
                    .intoArray(g, gOffset + i);
        }
    }

    /** One vector of every row. */
    private static void multiplyColumn(float[] g, int gOffset, float[] d, int dOffset, int length) {
        for (int row = 0; row < length; row += Rows.WIDTH) {
            FloatVector.fromArray(S, g, gOffset + row)
                    .mul(FloatVector.fromArray(S, d, dOffset + row))
                    .intoArray(g, gOffset + row);
        }
    }

    @Override
    public void columnSums(float[] d, int dOffset, int count, int columns, float[] sums, int sumsOffset) {
        int c = 0;
        for (; c + 4 * L <= columns; c += 4 * L) {
            columnSums4(d, dOffset + c, count, sums, sumsOffset + c);
        }
        for (; c < columns; c += L) {
            columnSums1(d, dOffset + c, count, sums, sumsOffset + c);
        }
    }

    private static void columnSums4(float[] d, int dOffset, int count, float[] sums, int offset) {
        FloatVector a = FloatVector.fromArray(S, sums, offset);
        FloatVector b = FloatVector.fromArray(S, sums, offset + L);
        FloatVector c = FloatVector.fromArray(S, sums, offset + 2 * L);
        FloatVector e = FloatVector.fromArray(S, sums, offset + 3 * L);
        for (int point = 0; point < count; point++) {
            int row = dOffset + point * Rows.WIDTH;
            a = a.add(FloatVector.fromArray(S, d, row));
            b = b.add(FloatVector.fromArray(S, d, row + L));
            c = c.add(FloatVector.fromArray(S, d, row + 2 * L));
            e = e.add(FloatVector.fromArray(S, d, row + 3 * L));
        }
        a.intoArray(sums, offset);
        b.intoArray(sums, offset + L);
        c.intoArray(sums, offset + 2 * L);
        e.intoArray(sums, offset + 3 * L);
    }

    private static void columnSums1(float[] d, int dOffset, int count, float[] sums, int offset) {
        FloatVector sum = FloatVector.fromArray(S, sums, offset);
        for (int point = 0; point < count; point++) {
            sum = sum.add(FloatVector.fromArray(S, d, dOffset + point * Rows.WIDTH));
        }
        sum.intoArray(sums, offset);
    }

    @Override
    public void gather(
            int[] rows,
            int from,
            int to,
            float[] source,
            int sourceOffset,
            int columns,
            float[] target,
            int targetOffset) {
        for (int t = from; t < to; t++) {
            int read = sourceOffset + rows[t] * Rows.WIDTH;
            int write = targetOffset + (t - from) * Rows.WIDTH;
            for (int c = 0; c < columns; c += L) {
                FloatVector.fromArray(S, source, read + c).intoArray(target, write + c);
            }
        }
    }

    @Override
    public void scale(
            float[] factors,
            int count,
            float[] source,
            int sourceOffset,
            int columns,
            float[] target,
            int targetOffset) {
        for (int point = 0; point < count; point++) {
            FloatVector factor = FloatVector.broadcast(S, factors[point]);
            int row = point * Rows.WIDTH;
            for (int c = 0; c < columns; c += L) {
                FloatVector.fromArray(S, source, sourceOffset + row + c)
                        .mul(factor)
                        .intoArray(target, targetOffset + row + c);
            }
        }
    }

    @Override
    public void add(float[] target, int targetOffset, float[] source, int sourceOffset, int length) {
        for (int i = 0; i < length; i += L) {
            FloatVector.fromArray(S, target, targetOffset + i)
                    .add(FloatVector.fromArray(S, source, sourceOffset + i))
                    .intoArray(target, targetOffset + i);
        }
    }

    @Override
    public void cells(
            float[] p,
            int pOffset,
            int count,
            float alpha,
            float beta,
            int experts,
            float[] digits,
            float[] fractions,
            float[] numbers) {
        FloatVector largest = FloatVector.broadcast(S, 0);
        for (int i = 0; i < count; i += L) {
            FloatVector q = FloatVector.fromArray(S, p, pOffset + i).mul(alpha).add(beta);
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
            distantCells(p, pOffset, count, alpha, beta, experts, digits, fractions, numbers);
        }
    }

    /** Once more for cells whose numbers are too large to be rounded by an addition. */
    private static void distantCells(
            float[] p,
            int pOffset,
            int count,
            float alpha,
            float beta,
            int experts,
            float[] digits,
            float[] fractions,
            float[] numbers) {
        for (int i = 0; i < count; i++) {
            float wrong = digits[i];
            float q = p[pOffset + i] * alpha + beta;
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
            int targetOffset) {
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
            fraction.add(errors).mul(TURN).intoArray(target, targetOffset + m - first);
        }
    }

    @Override
    public void copy(
            float[] source,
            int sourceOffset,
            int stride,
            float[] target,
            int targetOffset,
            int targetStride,
            int count,
            int columns) {
        for (int point = 0; point < count; point++) {
            int from = sourceOffset + point * stride;
            int to = targetOffset + point * targetStride;
            for (int c = 0; c < columns; c += L) {
                FloatVector.fromArray(S, source, from + c).intoArray(target, to + c);
            }
        }
    }

    @Override
    public void clearBeyond(Rows rows, int features, int count) {
        int last = Rows.panels(features) - 1;
        int used = Rows.inPanel(features, last);
        for (int c = used / L * L; c < Rows.padded(used); c += L) {
            keepFirst(used - c, rows.data(), rows.panel(last) + c, count * Rows.WIDTH);
        }
    }

    /** Of one vector of every row, the first {@code kept} numbers stay; the others, which may be no numbers, become 0. */
    private static void keepFirst(int kept, float[] data, int offset, int length) {
        int[] bits = new int[L];
        Arrays.fill(bits, 0, Math.max(0, kept), -1);
        IntVector mask = IntVector.fromArray(INTS, bits, 0);
        for (int row = 0; row < length; row += Rows.WIDTH) {
            FloatVector.fromArray(S, data, offset + row)
                    .reinterpretAsInts()
                    .and(mask)
                    .reinterpretAsFloats()
                    .intoArray(data, offset + row);
        }
    }
}
