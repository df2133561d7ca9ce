package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/** Normalisation with derivatives, point by point, vectors along the features. */
final class VectorNormalizationRule implements NormalizationRule {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    @Override
    public void forward(Rows x, Rows y, PointRows points, Formula formula, float[] means, float[] variances) {
        float[] lanes = new float[L];
        for (int point = 0; point < points.count(); point++) {
            if (formula.delta() > 0) {
                moments(x, point, points, formula, means, variances, lanes);
            }
            for (int f = 0; f < points.features(); f += L) {
                normalize(x, y, point, f, points, formula, means, variances);
            }
        }
    }

    /** The means of a point's rows, and its variance with derivatives. */
    private static void moments(
            Rows x, int point, PointRows points, Formula formula, float[] means, float[] variances, float[] lanes) {
        int count = points.count();
        int d = points.dimensions();
        for (int row = point; row < points.parts() * count; row += count) {
            means[row] = sum(x, row, points, formula.ones(), lanes) / points.features();
        }
        variances[point] = formula.delta() * product(x, point, point, points, formula.ones(), means, lanes);
        float squares = 0;
        for (int k = 1; k <= d; k++) {
            int row = k * count + point;
            variances[row] = 2 * formula.delta() * product(x, point, row, points, formula.ones(), means, lanes);
            squares += points.laplacian() ? product(x, row, row, points, formula.ones(), means, lanes) : 0;
        }
        if (points.laplacian()) {
            int row = (1 + d) * count + point;
            variances[row] =
                    2 * formula.delta() * (product(x, point, row, points, formula.ones(), means, lanes) + squares);
        }
    }

    private static float sum(Rows x, int row, PointRows points, float[] ones, float[] lanes) {
        FloatVector sum = FloatVector.zero(S);
        for (int f = 0; f < points.features(); f += L) {
            sum = FloatVector.fromArray(S, x.data(), x.index(row, f)).fma(FloatVector.fromArray(S, ones, f), sum);
        }
        sum.intoArray(lanes, 0);
        return LaneSums.sum(lanes);
    }

    /** The sum of the products of two rows' deviations from their means. */
    private static float product(
            Rows x, int row, int other, PointRows points, float[] ones, float[] means, float[] lanes) {
        FloatVector sum = FloatVector.zero(S);
        for (int f = 0; f < points.features(); f += L) {
            FloatVector one = FloatVector.fromArray(S, ones, f);
            sum = deviation(x, row, f, one, means).fma(deviation(x, other, f, one, means), sum);
        }
        sum.intoArray(lanes, 0);
        return LaneSums.sum(lanes);
    }

    private static FloatVector deviation(Rows x, int row, int f, FloatVector one, float[] means) {
        return FloatVector.fromArray(S, x.data(), x.index(row, f))
                .sub(means[row])
                .mul(one);
    }

    /** c or a derivative of it, of one row; {@code offsets} is m for the value, and 0 for its derivatives. */
    private static FloatVector centered(Rows x, int row, int f, FloatVector offsets, Formula formula, float[] means) {
        return FloatVector.fromArray(S, x.data(), x.index(row, f))
                .mul(formula.alpha())
                .sub(formula.beta() * means[row])
                .sub(offsets);
    }

    private static FloatVector root(int f, Formula formula, float variance) {
        return FloatVector.broadcast(S, 1)
                .div(FloatVector.fromArray(S, formula.variances(), f)
                        .add(variance)
                        .sqrt());
    }

    /** Σ_k (∂_k w)² of a point. */
    private static float squaredSlope(int point, PointRows points, float[] variances) {
        float squares = 0;
        for (int k = 1; k <= points.dimensions(); k++) {
            float slope = variances[k * points.count() + point];
            squares += slope * slope;
        }
        return squares;
    }

    private static void normalize(
            Rows x, Rows y, int point, int f, PointRows points, Formula formula, float[] means, float[] variances) {
        int count = points.count();
        int last = (1 + points.dimensions()) * count + point;
        FloatVector zero = FloatVector.zero(S);
        FloatVector gain = FloatVector.fromArray(S, formula.gain(), f);
        FloatVector r = root(f, formula, variances[point]);
        FloatVector first = r.mul(r).mul(r).mul(-0.5f);
        FloatVector c = centered(x, point, f, FloatVector.fromArray(S, formula.offsets(), f), formula, means);
        FloatVector mixed = zero;
        for (int k = 1; k <= points.dimensions(); k++) {
            int row = k * count + point;
            FloatVector slope = centered(x, row, f, zero, formula, means);
            FloatVector rootSlope = first.mul(variances[row]);
            mixed = slope.fma(rootSlope, mixed);
            slope.mul(r).add(c.mul(rootSlope)).mul(gain).intoArray(y.data(), y.index(row, f));
        }
        if (points.laplacian()) {
            FloatVector second = first.mul(r).mul(r).mul(-1.5f);
            FloatVector rootLaplacian =
                    first.mul(variances[last]).add(second.mul(squaredSlope(point, points, variances)));
            centered(x, last, f, zero, formula, means)
                    .mul(r)
                    .add(mixed.mul(2))
                    .add(c.mul(rootLaplacian))
                    .mul(gain)
                    .intoArray(y.data(), y.index(last, f));
        }
        c.mul(r).fma(gain, FloatVector.fromArray(S, formula.shift(), f)).intoArray(y.data(), y.index(point, f));
    }

    @Override
    public void backward(
            Rows x,
            Rows dy,
            PointRows points,
            Formula formula,
            float[] means,
            float[] variances,
            float[] sums,
            int offset,
            int stride) {
        float[] byMean = new float[points.parts() * L]; // in lanes, part after part
        float[] byVariance = new float[points.parts() * L];
        for (int point = 0; point < points.count(); point++) {
            Arrays.fill(byMean, 0);
            Arrays.fill(byVariance, 0);
            for (int f = 0; f < points.features(); f += L) {
                gradient(x, dy, point, f, points, formula, means, variances, byMean, byVariance, sums, offset, stride);
            }
            if (formula.delta() > 0) {
                for (int part = 0; part < points.parts(); part++) {
                    byMean[part] = LaneSums.sum(byMean, part * L, L) * formula.beta() / points.features();
                    byVariance[part] = LaneSums.sum(byVariance, part * L, L) * 2 * formula.delta();
                }
                for (int f = 0; f < points.features(); f += L) {
                    complete(x, dy, point, f, points, formula, means, byMean, byVariance);
                }
            }
        }
    }

    /**
     * Puts α dL/dc in the place of dL/dy, and adds to the sums of dL/dc and of dL/dw with their derivatives: with G = gain dL/dy,
     *
     * <pre>
     * dL/dc = r G + Σ_k ∂_k r G_k + Δr G_Δ,   dL/d(∂_k c) = r G_k + 2 ∂_k r G_Δ,   dL/d(Δc) = r G_Δ
     * </pre>
     *
     * likewise dL/dr with c in the place of r, and
     *
     * <pre>
     * dL/dw      = Σ_j r' dL/dr + r″ Σ_k ∂_k w dL/d(∂_k r) + (r″ Δw + r‴ Σ_k (∂_k w)²) dL/d(Δr)
     * dL/d(∂_kw) = Σ_j r' dL/d(∂_k r) + 2 r″ ∂_k w dL/d(Δr),   dL/d(Δw) = Σ_j r' dL/d(Δr)
     * </pre>
     */
    private static void gradient(
            Rows x,
            Rows dy,
            int point,
            int f,
            PointRows points,
            Formula formula,
            float[] means,
            float[] variances,
            float[] byMean,
            float[] byVariance,
            float[] sums,
            int offset,
            int stride) {
        int count = points.count();
        int d = points.dimensions();
        int last = (1 + d) * count + point;
        float alpha = formula.alpha();
        FloatVector zero = FloatVector.zero(S);
        FloatVector gain = FloatVector.fromArray(S, formula.gain(), f);
        FloatVector r = root(f, formula, variances[point]);
        FloatVector square = r.mul(r);
        FloatVector first = square.mul(r).mul(-0.5f);
        FloatVector second = first.mul(square).mul(-1.5f);
        FloatVector c = centered(x, point, f, FloatVector.fromArray(S, formula.offsets(), f), formula, means);

        FloatVector g = FloatVector.fromArray(S, dy.data(), dy.index(point, f));
        add(sums, offset + f, g);
        FloatVector product = g.mul(c).mul(r); // Σ dL/dy (y - shift) / gain over the parts
        g = g.mul(gain);
        FloatVector byC = g.mul(r);
        FloatVector byR = g.mul(c);
        FloatVector byW = zero;
        FloatVector ofLaplacian = zero; // G_Δ
        FloatVector mixed = zero; // Σ_k ∂_k c ∂_k r
        FloatVector outer = zero; // dL/dy_Δ
        if (points.laplacian()) {
            outer = FloatVector.fromArray(S, dy.data(), dy.index(last, f));
            ofLaplacian = outer.mul(gain);
            FloatVector third = second.mul(square).mul(-2.5f);
            float squares = squaredSlope(point, points, variances);
            FloatVector rootLaplacian = first.mul(variances[last]).add(second.mul(squares));
            FloatVector bend = centered(x, last, f, zero, formula, means);
            product = outer.mul(bend.mul(r).add(c.mul(rootLaplacian))).add(product);
            byC = rootLaplacian.fma(ofLaplacian, byC);
            byR = bend.fma(ofLaplacian, byR);
            byW = second.mul(variances[last]).add(third.mul(squares)).mul(c).mul(ofLaplacian);
            FloatVector ofBend = ofLaplacian.mul(r);
            add(byMean, (1 + d) * L, ofBend);
            add(byVariance, (1 + d) * L, first.mul(c).mul(ofLaplacian));
            ofBend.mul(alpha).intoArray(dy.data(), dy.index(last, f));
        }
        for (int k = 1; k <= d; k++) {
            int row = k * count + point;
            FloatVector slope = centered(x, row, f, zero, formula, means);
            FloatVector rootSlope = first.mul(variances[row]);
            FloatVector plain = FloatVector.fromArray(S, dy.data(), dy.index(row, f));
            FloatVector ofSlope = plain.mul(gain);
            mixed = slope.fma(rootSlope, mixed);
            product = plain.mul(slope.mul(r).add(c.mul(rootSlope))).add(product);
            byC = rootSlope.fma(ofSlope, byC);
            byR = slope.fma(ofSlope, byR);
            FloatVector byRootSlope = c.mul(ofSlope).add(slope.mul(ofLaplacian).mul(2));
            byW = second.mul(variances[row]).fma(byRootSlope, byW);
            add(
                    byVariance,
                    k * L,
                    first.mul(byRootSlope)
                            .add(second.mul(2 * variances[row]).mul(c).mul(ofLaplacian)));
            FloatVector bySlope = ofSlope.mul(r).add(rootSlope.mul(ofLaplacian).mul(2));
            add(byMean, k * L, bySlope);
            bySlope.mul(alpha).intoArray(dy.data(), dy.index(row, f));
        }
        add(sums, offset + stride + f, mixed.mul(2).fma(outer, product));
        add(byMean, 0, byC);
        add(byVariance, 0, first.fma(byR, byW));
        byC.mul(alpha).intoArray(dy.data(), dy.index(point, f));
    }

    private static void add(float[] sums, int at, FloatVector summand) {
        FloatVector.fromArray(S, sums, at).add(summand).intoArray(sums, at);
    }

    /** Adds what goes by way of the row's mean and variance; the sums are scaled, one number for every part. */
    private static void complete(
            Rows x,
            Rows dy,
            int point,
            int f,
            PointRows points,
            Formula formula,
            float[] means,
            float[] byMean,
            float[] byVariance) {
        int count = points.count();
        int d = points.dimensions();
        FloatVector one = FloatVector.fromArray(S, formula.ones(), f);
        FloatVector value = deviation(x, point, f, one, means);
        FloatVector byValue = value.mul(byVariance[0]).sub(byMean[0]);
        float ofLaplacian = 0;
        if (points.laplacian()) {
            int last = (1 + d) * count + point;
            ofLaplacian = byVariance[1 + d];
            byValue = byValue.add(deviation(x, last, f, one, means).mul(ofLaplacian));
            add(dy.data(), dy.index(last, f), value.mul(ofLaplacian).sub(byMean[1 + d]));
        }
        for (int k = 1; k <= d; k++) {
            int row = k * count + point;
            FloatVector slope = deviation(x, row, f, one, means);
            byValue = byValue.add(slope.mul(byVariance[k]));
            FloatVector bySlope = value.mul(byVariance[k]).add(slope.mul(2 * ofLaplacian));
            add(dy.data(), dy.index(row, f), bySlope.sub(byMean[k]));
        }
        add(dy.data(), dy.index(point, f), byValue);
    }
}
