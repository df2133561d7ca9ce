package org.inrzoo.engine.fused;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The normalisers, vectors along the features of a point. */
final class VectorNormalizers implements Normalizers {

    private static final VectorSpecies<Float> S = Width.of(MethodHandles.lookup());
    private static final int L = S.length();

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(S, values, at);
    }

    @Override
    public void columnSquares(Rows x, int count, int features, float[] means, float[] squares) {
        for (int f = 0; f < features; f += L) {
            FloatVector mean = load(means, f);
            FloatVector sum = load(squares, f);
            int at = x.index(0, f);
            for (int point = 0; point < count; point++) {
                FloatVector deviation = load(x.data(), at + point * Rows.WIDTH).sub(mean);
                sum = deviation.fma(deviation, sum);
            }
            sum.intoArray(squares, f);
        }
    }

    @Override
    public void line(Rows x, Rows y, int count, int features, float[] mean, float[] slope, float[] shift) {
        for (int f = 0; f < features; f += L) {
            FloatVector m = load(mean, f);
            FloatVector a = load(slope, f);
            FloatVector b = load(shift, f);
            int from = x.index(0, f);
            int to = y.index(0, f);
            for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
                load(x.data(), from + row).sub(m).fma(a, b).intoArray(y.data(), to + row);
            }
        }
    }

    @Override
    public void lineSums(Rows x, Rows dy, int count, int features, float[] mean, float[] scale, float[] sums, int at,
            int stride) {
        for (int f = 0; f < features; f += L) {
            FloatVector m = load(mean, f);
            FloatVector r = load(scale, f);
            FloatVector sum = load(sums, at + f);
            FloatVector product = load(sums, at + stride + f);
            int xAt = x.index(0, f);
            int dyAt = dy.index(0, f);
            for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
                FloatVector g = load(dy.data(), dyAt + row);
                sum = sum.add(g);
                product = load(x.data(), xAt + row).sub(m).mul(r).fma(g, product);
            }
            sum.intoArray(sums, at + f);
            product.intoArray(sums, at + stride + f);
        }
    }

    @Override
    public void lineGradient(Rows x, Rows dy, int count, int features, float[] mean, float[] a, float[] b, float[] c) {
        for (int f = 0; f < features; f += L) {
            FloatVector m = load(mean, f);
            FloatVector ofGradient = load(a, f);
            FloatVector ofDeviation = load(b, f);
            FloatVector constant = load(c, f);
            int xAt = x.index(0, f);
            int dyAt = dy.index(0, f);
            for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
                FloatVector rest = load(x.data(), xAt + row).sub(m).fma(ofDeviation, constant);
                load(dy.data(), dyAt + row).fma(ofGradient, rest).intoArray(dy.data(), dyAt + row);
            }
        }
    }

    @Override
    public void rowMoments(Rows x, int count, int features, float[] ones, float[] means, float[] squares) {
        float[] lanes = new float[L];
        for (int point = 0; point < count; point++) {
            FloatVector sum = FloatVector.zero(S);
            for (int f = 0; f < features; f += L) {
                sum = load(x.data(), x.index(point, f)).fma(load(ones, f), sum);
            }
            sum.intoArray(lanes, 0);
            float mean = Lanes.sum(lanes) / features;
            FloatVector square = FloatVector.zero(S);
            for (int f = 0; f < features; f += L) {
                FloatVector deviation = load(x.data(), x.index(point, f)).sub(mean).mul(load(ones, f));
                square = deviation.fma(deviation, square);
            }
            means[point] = mean;
            square.intoArray(lanes, 0);
            squares[point] = Lanes.sum(lanes);
        }
    }

    @Override
    public void rowLine(Rows x, Rows y, int count, int features, float[] means, float[] scales, float[] gain,
            float[] shift) {
        for (int point = 0; point < count; point++) {
            for (int f = 0; f < features; f += L) {
                load(x.data(), x.index(point, f)).sub(means[point]).mul(scales[point])
                        .fma(load(gain, f), load(shift, f))
                        .intoArray(y.data(), y.index(point, f));
            }
        }
    }

    @Override
    public void rowLineSums(Rows x, Rows dy, int count, int features, float[] means, float[] scales, float[] sums,
            int at, int stride) {
        for (int f = 0; f < features; f += L) {
            FloatVector sum = load(sums, at + f);
            FloatVector product = load(sums, at + stride + f);
            for (int point = 0; point < count; point++) {
                FloatVector g = load(dy.data(), dy.index(point, f));
                sum = sum.add(g);
                product = load(x.data(), x.index(point, f)).sub(means[point]).mul(scales[point]).fma(g, product);
            }
            sum.intoArray(sums, at + f);
            product.intoArray(sums, at + stride + f);
        }
    }

    /** With e = gain dy: r (e - mean of e - x̂ · mean of e x̂). */
    @Override
    public void rowLineGradient(Rows x, Rows dy, int count, int features, float[] means, float[] scales, float[] gain) {
        float[] lanes = new float[L];
        for (int point = 0; point < count; point++) {
            FloatVector sum = FloatVector.zero(S);
            FloatVector product = FloatVector.zero(S);
            for (int f = 0; f < features; f += L) {
                FloatVector e = load(dy.data(), dy.index(point, f)).mul(load(gain, f));
                sum = sum.add(e);
                product = load(x.data(), x.index(point, f)).sub(means[point]).fma(e, product);
            }
            float scale = scales[point];
            sum.intoArray(lanes, 0);
            float mean = Lanes.sum(lanes) / features;
            product.intoArray(lanes, 0);
            float slope = Lanes.sum(lanes) * scale * scale / features;
            for (int f = 0; f < features; f += L) {
                FloatVector e = load(dy.data(), dy.index(point, f)).mul(load(gain, f));
                FloatVector deviation = load(x.data(), x.index(point, f)).sub(means[point]);
                e.sub(mean).sub(deviation.mul(slope)).mul(scale).intoArray(dy.data(), dy.index(point, f));
            }
        }
    }

    @Override
    public void cross(Rows x, Rows y, int count, int features, Columns columns, float[] rowMeans, float[] rowVariances,
            float[] gain, float[] shift) {
        for (int point = 0; point < count; point++) {
            for (int f = 0; f < features; f += L) {
                FloatVector value = load(x.data(), x.index(point, f));
                FloatVector scale = scale(columns, f, rowVariances[point]);
                normalized(value, columns, f, features, rowMeans[point], scale)
                        .fma(load(gain, f), load(shift, f))
                        .intoArray(y.data(), y.index(point, f));
            }
        }
    }

    /** 1/√(v + w). */
    private static FloatVector scale(Columns columns, int f, float rowVariance) {
        return FloatVector.broadcast(S, 1).div(load(columns.variances(), f).add(rowVariance).sqrt());
    }

    /** x̂. */
    private static FloatVector normalized(
            FloatVector x, Columns columns, int f, int features, float rowMean, FloatVector scale) {
        FloatVector column = x.sub(load(columns.means(), f)).mul(columns.points());
        FloatVector row = x.sub(rowMean).mul(features);
        return column.add(row).add(x).mul(1 / (columns.points() + features)).mul(scale);
    }

    @Override
    public void crossSums(Rows x, Rows dy, int count, int features, Columns columns, float[] rowMeans,
            float[] rowVariances, float[] gain, float[] sums, int at, int stride) {
        for (int f = 0; f < features; f += L) {
            FloatVector sum = load(sums, at + f);
            FloatVector product = load(sums, at + stride + f);
            FloatVector centreSum = load(sums, at + 2 * stride + f);
            FloatVector varianceSum = load(sums, at + 3 * stride + f);
            for (int point = 0; point < count; point++) {
                FloatVector g = load(dy.data(), dy.index(point, f));
                FloatVector value = load(x.data(), x.index(point, f));
                FloatVector scale = scale(columns, f, rowVariances[point]);
                FloatVector normal = normalized(value, columns, f, features, rowMeans[point], scale);
                FloatVector p = g.mul(load(gain, f)).mul(scale);
                sum = sum.add(g);
                product = g.fma(normal, product);
                centreSum = centreSum.add(p);
                varianceSum = varianceSum.sub(p.mul(normal).mul(scale).mul(0.5f));
            }
            sum.intoArray(sums, at + f);
            product.intoArray(sums, at + stride + f);
            centreSum.intoArray(sums, at + 2 * stride + f);
            varianceSum.intoArray(sums, at + 3 * stride + f);
        }
    }

    @Override
    public void crossGradient(Rows x, Rows dy, int count, int features, Columns columns, float[] rowMeans,
            float[] rowVariances, float[] gain, float[] ones, float[] p, float[] q) {
        float all = columns.points() + features;
        float[] lanes = new float[L];
        for (int point = 0; point < count; point++) {
            FloatVector centres = FloatVector.zero(S);
            FloatVector variances = FloatVector.zero(S);
            for (int f = 0; f < features; f += L) {
                FloatVector value = load(x.data(), x.index(point, f));
                FloatVector scale = scale(columns, f, rowVariances[point]);
                FloatVector normal = normalized(value, columns, f, features, rowMeans[point], scale);
                FloatVector own = load(dy.data(), dy.index(point, f)).mul(load(gain, f)).mul(scale).mul(load(ones, f));
                centres = centres.add(own);
                variances = variances.sub(own.mul(normal).mul(scale).mul(0.5f));
            }
            centres.intoArray(lanes, 0);
            float rowP = Lanes.sum(lanes);
            variances.intoArray(lanes, 0);
            float rowQ = Lanes.sum(lanes) * 2 / Math.max(1, features - 1);
            for (int f = 0; f < features; f += L) {
                FloatVector value = load(x.data(), x.index(point, f));
                FloatVector scale = scale(columns, f, rowVariances[point]);
                FloatVector own = load(dy.data(), dy.index(point, f)).mul(load(gain, f)).mul(scale);
                own.mul(all + 1).sub(load(p, f)).sub(rowP).mul(1 / all)
                        .add(value.sub(load(columns.means(), f)).mul(load(q, f)))
                        .add(value.sub(rowMeans[point]).mul(rowQ))
                        .intoArray(dy.data(), dy.index(point, f));
            }
        }
    }
}
