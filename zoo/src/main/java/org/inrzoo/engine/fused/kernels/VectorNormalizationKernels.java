package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/**
 * The normalisers, vectors along the features of a point.
 *
 * <p>Every loop takes one vector of features through all points, so that what belongs to the features stays in
 * registers. A sum over a point's row is gathered lane by lane, and the lanes of many points are added up together.
 */
final class VectorNormalizationKernels implements NormalizationKernels {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    /** Points whose rows stay in the first cache while the passes of a row's normalisation go over them. */
    private static final int CACHED = 64;

    @Override
    public void columnSquares(Rows x, int count, int features, float[] means, float[] squares) {
        for (int f = 0; f < features; f += L) {
            FloatVector mean = FloatVector.fromArray(S, means, f);
            FloatVector sum = FloatVector.fromArray(S, squares, f);
            int offset = x.index(0, f);
            for (int point = 0; point < count; point++) {
                FloatVector deviation = FloatVector.fromArray(S, x.data(), offset + point * Rows.WIDTH)
                        .sub(mean);
                sum = deviation.fma(deviation, sum);
            }
            sum.intoArray(squares, f);
        }
    }

    @Override
    public void line(Rows x, Rows y, int count, int features, float[] mean, float[] slope, float[] shift) {
        for (int f = 0; f < features; f += L) {
            FloatVector m = FloatVector.fromArray(S, mean, f);
            FloatVector a = FloatVector.fromArray(S, slope, f);
            FloatVector b = FloatVector.fromArray(S, shift, f);
            int from = x.index(0, f);
            int to = y.index(0, f);
            for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
                FloatVector.fromArray(S, x.data(), from + row).sub(m).fma(a, b).intoArray(y.data(), to + row);
            }
        }
    }

    @Override
    public void lineSums(
            Rows x,
            Rows dy,
            int count,
            int features,
            float[] mean,
            float[] scale,
            float[] sums,
            int offset,
            int stride) {
        for (int f = 0; f < features; f += L) {
            FloatVector m = FloatVector.fromArray(S, mean, f);
            FloatVector r = FloatVector.fromArray(S, scale, f);
            FloatVector sum = FloatVector.fromArray(S, sums, offset + f);
            FloatVector product = FloatVector.fromArray(S, sums, offset + stride + f);
            int xOffset = x.index(0, f);
            int dyOffset = dy.index(0, f);
            for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
                FloatVector g = FloatVector.fromArray(S, dy.data(), dyOffset + row);
                sum = sum.add(g);
                product = FloatVector.fromArray(S, x.data(), xOffset + row)
                        .sub(m)
                        .mul(r)
                        .fma(g, product);
            }
            sum.intoArray(sums, offset + f);
            product.intoArray(sums, offset + stride + f);
        }
    }

    @Override
    public void lineGradient(Rows x, Rows dy, int count, int features, float[] mean, float[] a, float[] b, float[] c) {
        for (int f = 0; f < features; f += L) {
            FloatVector m = FloatVector.fromArray(S, mean, f);
            FloatVector ofGradient = FloatVector.fromArray(S, a, f);
            FloatVector ofDeviation = FloatVector.fromArray(S, b, f);
            FloatVector constant = FloatVector.fromArray(S, c, f);
            int xOffset = x.index(0, f);
            int dyOffset = dy.index(0, f);
            for (int row = 0; row < count * Rows.WIDTH; row += Rows.WIDTH) {
                FloatVector rest =
                        FloatVector.fromArray(S, x.data(), xOffset + row).sub(m).fma(ofDeviation, constant);
                FloatVector.fromArray(S, dy.data(), dyOffset + row)
                        .fma(ofGradient, rest)
                        .intoArray(dy.data(), dyOffset + row);
            }
        }
    }

    @Override
    public void rowMoments(Rows x, int count, int features, float[] ones, float[] means, float[] squares) {
        float[] lanes = new float[CACHED * L];
        for (int first = 0; first < count; first += CACHED) {
            int points = Math.min(CACHED, count - first);
            Arrays.fill(lanes, 0);
            for (int f = 0; f < features; f += L) {
                addValues(x.data(), x.index(first, f), points, ones, f, lanes);
            }
            sums(lanes, points, means, first);
            for (int point = first; point < first + points; point++) {
                means[point] /= features;
            }
            Arrays.fill(lanes, 0);
            for (int f = 0; f < features; f += L) {
                addSquares(x.data(), x.index(first, f), points, ones, f, means, first, lanes);
            }
            sums(lanes, points, squares, first);
        }
    }

    private static void addValues(float[] x, int offset, int points, float[] ones, int f, float[] lanes) {
        FloatVector one = FloatVector.fromArray(S, ones, f);
        for (int point = 0; point < points; point++) {
            FloatVector.fromArray(S, x, offset + point * Rows.WIDTH)
                    .fma(one, FloatVector.fromArray(S, lanes, point * L))
                    .intoArray(lanes, point * L);
        }
    }

    private static void addSquares(
            float[] x, int offset, int points, float[] ones, int f, float[] means, int first, float[] lanes) {
        FloatVector one = FloatVector.fromArray(S, ones, f);
        for (int point = 0; point < points; point++) {
            FloatVector deviation = FloatVector.fromArray(S, x, offset + point * Rows.WIDTH)
                    .sub(means[first + point])
                    .mul(one);
            deviation.fma(deviation, FloatVector.fromArray(S, lanes, point * L)).intoArray(lanes, point * L);
        }
    }

    /** The sums of every point's lanes, in the order of {@link LaneSums}. */
    private static void sums(float[] lanes, int points, float[] sums, int first) {
        for (int point = 0; point < points; point++) {
            int offset = point * L;
            float a = lanes[offset];
            float b = lanes[offset + 1];
            float c = lanes[offset + 2];
            float d = lanes[offset + 3];
            for (int lane = offset + 4; lane < offset + L; lane += 4) {
                a += lanes[lane];
                b += lanes[lane + 1];
                c += lanes[lane + 2];
                d += lanes[lane + 3];
            }
            sums[first + point] = a + b + (c + d);
        }
    }

    @Override
    public void inverseRoots(float[] values, int count, float divisor, float addend) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            one.div(FloatVector.fromArray(S, values, i).div(divisor).add(addend).sqrt())
                    .intoArray(values, i);
        }
    }

    @Override
    public void rowLine(
            Rows x, Rows y, int count, int features, float[] means, float[] scales, float[] gain, float[] shift) {
        for (int f = 0; f < features; f += L) {
            FloatVector a = FloatVector.fromArray(S, gain, f);
            FloatVector b = FloatVector.fromArray(S, shift, f);
            int from = x.index(0, f);
            int to = y.index(0, f);
            for (int point = 0; point < count; point++) {
                FloatVector.fromArray(S, x.data(), from + point * Rows.WIDTH)
                        .sub(means[point])
                        .mul(scales[point])
                        .fma(a, b)
                        .intoArray(y.data(), to + point * Rows.WIDTH);
            }
        }
    }

    @Override
    public void rowLineSums(
            Rows x,
            Rows dy,
            int count,
            int features,
            float[] means,
            float[] scales,
            float[] sums,
            int offset,
            int stride) {
        for (int f = 0; f < features; f += L) {
            FloatVector sum = FloatVector.fromArray(S, sums, offset + f);
            FloatVector product = FloatVector.fromArray(S, sums, offset + stride + f);
            int xOffset = x.index(0, f);
            int dyOffset = dy.index(0, f);
            for (int point = 0; point < count; point++) {
                FloatVector g = FloatVector.fromArray(S, dy.data(), dyOffset + point * Rows.WIDTH);
                sum = sum.add(g);
                product = FloatVector.fromArray(S, x.data(), xOffset + point * Rows.WIDTH)
                        .sub(means[point])
                        .mul(scales[point])
                        .fma(g, product);
            }
            sum.intoArray(sums, offset + f);
            product.intoArray(sums, offset + stride + f);
        }
    }

    /** With e = gain dy: r (e - mean of e - x̂ · mean of e x̂). */
    @Override
    public void rowLineGradient(Rows x, Rows dy, int count, int features, float[] means, float[] scales, float[] gain) {
        float[] lanes = new float[CACHED * L];
        float[] productLanes = new float[CACHED * L];
        float[] levels = new float[CACHED];
        float[] slopes = new float[CACHED];
        for (int first = 0; first < count; first += CACHED) {
            int points = Math.min(CACHED, count - first);
            Arrays.fill(lanes, 0);
            Arrays.fill(productLanes, 0);
            for (int f = 0; f < features; f += L) {
                addGradients(
                        x.data(),
                        x.index(first, f),
                        dy.data(),
                        dy.index(first, f),
                        points,
                        means,
                        first,
                        gain,
                        f,
                        lanes,
                        productLanes);
            }
            sums(lanes, points, levels, 0);
            sums(productLanes, points, slopes, 0);
            for (int point = 0; point < points; point++) {
                levels[point] /= features;
                slopes[point] = slopes[point] * scales[first + point] * scales[first + point] / features;
            }
            for (int f = 0; f < features; f += L) {
                rowGradient(
                        x.data(),
                        x.index(first, f),
                        dy.data(),
                        dy.index(first, f),
                        points,
                        means,
                        scales,
                        first,
                        gain,
                        f,
                        levels,
                        slopes);
            }
        }
    }

    private static void addGradients(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            int points,
            float[] means,
            int first,
            float[] gain,
            int f,
            float[] lanes,
            float[] productLanes) {
        FloatVector a = FloatVector.fromArray(S, gain, f);
        for (int point = 0; point < points; point++) {
            FloatVector e =
                    FloatVector.fromArray(S, dy, dyOffset + point * Rows.WIDTH).mul(a);
            e.add(FloatVector.fromArray(S, lanes, point * L)).intoArray(lanes, point * L);
            FloatVector.fromArray(S, x, xOffset + point * Rows.WIDTH)
                    .sub(means[first + point])
                    .fma(e, FloatVector.fromArray(S, productLanes, point * L))
                    .intoArray(productLanes, point * L);
        }
    }

    private static void rowGradient(
            float[] x,
            int xOffset,
            float[] dy,
            int dyOffset,
            int points,
            float[] means,
            float[] scales,
            int first,
            float[] gain,
            int f,
            float[] levels,
            float[] slopes) {
        FloatVector a = FloatVector.fromArray(S, gain, f);
        for (int point = 0; point < points; point++) {
            int row = point * Rows.WIDTH;
            FloatVector slope = FloatVector.fromArray(S, x, xOffset + row)
                    .sub(means[first + point])
                    .mul(slopes[point]);
            FloatVector.fromArray(S, dy, dyOffset + row)
                    .mul(a)
                    .sub(levels[point])
                    .sub(slope)
                    .mul(scales[first + point])
                    .intoArray(dy, dyOffset + row);
        }
    }

    @Override
    public void crossScales(Rows scales, int count, int features, float[] variances, float[] rowVariances) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int f = 0; f < features; f += L) {
            FloatVector variance = FloatVector.fromArray(S, variances, f);
            int offset = scales.index(0, f);
            for (int point = 0; point < count; point++) {
                one.div(variance.add(rowVariances[point]).sqrt()).intoArray(scales.data(), offset + point * Rows.WIDTH);
            }
        }
    }

    @Override
    public void cross(
            Rows x,
            Rows y,
            Rows scales,
            int count,
            int features,
            Columns columns,
            float[] rowMeans,
            float[] gain,
            float[] shift) {
        float all = columns.points() + features;
        for (int f = 0; f < features; f += L) {
            FloatVector mean = FloatVector.fromArray(S, columns.means(), f);
            FloatVector a = FloatVector.fromArray(S, gain, f);
            FloatVector b = FloatVector.fromArray(S, shift, f);
            int xOffset = x.index(0, f);
            int yOffset = y.index(0, f);
            int scaleOffset = scales.index(0, f);
            for (int point = 0; point < count; point++) {
                int row = point * Rows.WIDTH;
                FloatVector value = FloatVector.fromArray(S, x.data(), xOffset + row);
                FloatVector column = value.sub(mean).mul(columns.points() / all);
                value.sub(rowMeans[point])
                        .mul(features / all)
                        .add(value.mul(1 / all))
                        .add(column)
                        .mul(FloatVector.fromArray(S, scales.data(), scaleOffset + row))
                        .fma(a, b)
                        .intoArray(y.data(), yOffset + row);
            }
        }
    }

    @Override
    public void crossSums(
            Rows x,
            Rows dy,
            Rows scales,
            int count,
            int features,
            Columns columns,
            float[] rowMeans,
            float[] gain,
            float[] sums,
            int offset,
            int stride) {
        float all = columns.points() + features;
        for (int f = 0; f < features; f += L) {
            FloatVector mean = FloatVector.fromArray(S, columns.means(), f);
            FloatVector a = FloatVector.fromArray(S, gain, f);
            FloatVector sum = FloatVector.fromArray(S, sums, offset + f);
            FloatVector product = FloatVector.fromArray(S, sums, offset + stride + f);
            FloatVector centerSum = FloatVector.fromArray(S, sums, offset + 2 * stride + f);
            FloatVector varianceSum = FloatVector.fromArray(S, sums, offset + 3 * stride + f);
            int xOffset = x.index(0, f);
            int dyOffset = dy.index(0, f);
            int scaleOffset = scales.index(0, f);
            for (int point = 0; point < count; point++) {
                int row = point * Rows.WIDTH;
                FloatVector g = FloatVector.fromArray(S, dy.data(), dyOffset + row);
                FloatVector value = FloatVector.fromArray(S, x.data(), xOffset + row);
                FloatVector scale = FloatVector.fromArray(S, scales.data(), scaleOffset + row);
                FloatVector column = value.sub(mean).mul(columns.points() / all);
                FloatVector normal = value.sub(rowMeans[point])
                        .mul(features / all)
                        .add(value.mul(1 / all))
                        .add(column)
                        .mul(scale);
                FloatVector p = g.mul(a).mul(scale);
                sum = sum.add(g);
                product = g.fma(normal, product);
                centerSum = centerSum.add(p);
                varianceSum = varianceSum.sub(p.mul(normal).mul(scale).mul(0.5f));
            }
            sum.intoArray(sums, offset + f);
            product.intoArray(sums, offset + stride + f);
            centerSum.intoArray(sums, offset + 2 * stride + f);
            varianceSum.intoArray(sums, offset + 3 * stride + f);
        }
    }

    @Override
    public void crossGradient(
            Rows x,
            Rows dy,
            Rows scales,
            int count,
            int features,
            Columns columns,
            float[] rowMeans,
            float[] gain,
            float[] ones,
            float[] p,
            float[] q) {
        float[] centers = new float[CACHED * L];
        float[] variances = new float[CACHED * L];
        float[] rowP = new float[CACHED];
        float[] rowQ = new float[CACHED];
        for (int first = 0; first < count; first += CACHED) {
            int points = Math.min(CACHED, count - first);
            Arrays.fill(centers, 0);
            Arrays.fill(variances, 0);
            for (int f = 0; f < features; f += L) {
                addCross(x, dy, scales, first, points, features, columns, rowMeans, gain, ones, f, centers, variances);
            }
            sums(centers, points, rowP, 0);
            sums(variances, points, rowQ, 0);
            for (int point = 0; point < points; point++) {
                rowQ[point] = rowQ[point] * 2 / Math.max(1, features - 1);
            }
            for (int f = 0; f < features; f += L) {
                crossGradient(x, dy, scales, first, points, features, columns, rowMeans, gain, f, p, q, rowP, rowQ);
            }
        }
    }

    private static void addCross(
            Rows x,
            Rows dy,
            Rows scales,
            int first,
            int points,
            int features,
            Columns columns,
            float[] rowMeans,
            float[] gain,
            float[] ones,
            int f,
            float[] centers,
            float[] variances) {
        float all = columns.points() + features;
        FloatVector mean = FloatVector.fromArray(S, columns.means(), f);
        FloatVector a = FloatVector.fromArray(S, gain, f).mul(FloatVector.fromArray(S, ones, f));
        int xOffset = x.index(first, f);
        int dyOffset = dy.index(first, f);
        int scaleOffset = scales.index(first, f);
        for (int point = 0; point < points; point++) {
            int row = point * Rows.WIDTH;
            FloatVector value = FloatVector.fromArray(S, x.data(), xOffset + row);
            FloatVector scale = FloatVector.fromArray(S, scales.data(), scaleOffset + row);
            FloatVector column = value.sub(mean).mul(columns.points() / all);
            FloatVector normal = value.sub(rowMeans[first + point])
                    .mul(features / all)
                    .add(value.mul(1 / all))
                    .add(column)
                    .mul(scale);
            FloatVector own =
                    FloatVector.fromArray(S, dy.data(), dyOffset + row).mul(a).mul(scale);
            own.add(FloatVector.fromArray(S, centers, point * L)).intoArray(centers, point * L);
            FloatVector.fromArray(S, variances, point * L)
                    .sub(own.mul(normal).mul(scale).mul(0.5f))
                    .intoArray(variances, point * L);
        }
    }

    private static void crossGradient(
            Rows x,
            Rows dy,
            Rows scales,
            int first,
            int points,
            int features,
            Columns columns,
            float[] rowMeans,
            float[] gain,
            int f,
            float[] p,
            float[] q,
            float[] rowP,
            float[] rowQ) {
        float all = columns.points() + features;
        FloatVector mean = FloatVector.fromArray(S, columns.means(), f);
        FloatVector a = FloatVector.fromArray(S, gain, f);
        FloatVector columnP = FloatVector.fromArray(S, p, f);
        FloatVector columnQ = FloatVector.fromArray(S, q, f);
        int xOffset = x.index(first, f);
        int dyOffset = dy.index(first, f);
        int scaleOffset = scales.index(first, f);
        for (int point = 0; point < points; point++) {
            int row = point * Rows.WIDTH;
            FloatVector value = FloatVector.fromArray(S, x.data(), xOffset + row);
            FloatVector own = FloatVector.fromArray(S, dy.data(), dyOffset + row)
                    .mul(a)
                    .mul(FloatVector.fromArray(S, scales.data(), scaleOffset + row));
            own.mul(all + 1)
                    .sub(columnP)
                    .sub(rowP[point])
                    .mul(1 / all)
                    .add(value.sub(mean).mul(columnQ))
                    .add(value.sub(rowMeans[first + point]).mul(rowQ[point]))
                    .intoArray(dy.data(), dyOffset + row);
        }
    }
}
