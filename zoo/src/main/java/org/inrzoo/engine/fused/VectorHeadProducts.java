package org.inrzoo.engine.fused;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The heads' products, vectors along the points. */
final class VectorHeadProducts implements HeadProducts {

    private static final VectorSpecies<Float> S = Width.of(MethodHandles.lookup());
    private static final int L = S.length();

    @Override
    public void forward(
            float[] x,
            int xAt,
            int points,
            float[] parameters,
            int weightsAt,
            int connectionsAt,
            int alpha,
            int from,
            int to,
            float[] y,
            int yAt) {
        for (int head = from; head < to; head++) {
            int v = weightsAt + head * alpha;
            int s = connectionsAt + head * alpha;
            int row = yAt + head * points;
            int c = 0;
            for (; c + 4 * L <= points; c += 4 * L) {
                forward4(x, xAt + c, points, parameters, v, s, alpha, y, row + c);
            }
            for (; c < points; c += L) {
                forward1(x, xAt + c, points, parameters, v, s, alpha, y, row + c);
            }
        }
    }

    /** One head at four vectors of points. */
    private static void forward4(
            float[] x, int xAt, int points, float[] p, int v, int s, int alpha, float[] y, int at) {
        FloatVector a = FloatVector.fromArray(S, y, at);
        FloatVector b = FloatVector.fromArray(S, y, at + L);
        FloatVector c = FloatVector.fromArray(S, y, at + 2 * L);
        FloatVector d = FloatVector.fromArray(S, y, at + 3 * L);
        for (int j = 0; j < alpha; j++) {
            int line = xAt + (int) p[s + j] * points;
            FloatVector weight = FloatVector.broadcast(S, p[v + j]);
            a = FloatVector.fromArray(S, x, line).fma(weight, a);
            b = FloatVector.fromArray(S, x, line + L).fma(weight, b);
            c = FloatVector.fromArray(S, x, line + 2 * L).fma(weight, c);
            d = FloatVector.fromArray(S, x, line + 3 * L).fma(weight, d);
        }
        a.intoArray(y, at);
        b.intoArray(y, at + L);
        c.intoArray(y, at + 2 * L);
        d.intoArray(y, at + 3 * L);
    }

    /** One head at one vector of points: four sums, so that an addition need not wait for the one before. */
    private static void forward1(
            float[] x, int xAt, int points, float[] p, int v, int s, int alpha, float[] y, int at) {
        FloatVector a = FloatVector.fromArray(S, y, at);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int j = 0;
        for (; j + 4 <= alpha; j += 4) {
            a = FloatVector.fromArray(S, x, xAt + (int) p[s + j] * points).fma(FloatVector.broadcast(S, p[v + j]), a);
            b = FloatVector.fromArray(S, x, xAt + (int) p[s + j + 1] * points)
                    .fma(FloatVector.broadcast(S, p[v + j + 1]), b);
            c = FloatVector.fromArray(S, x, xAt + (int) p[s + j + 2] * points)
                    .fma(FloatVector.broadcast(S, p[v + j + 2]), c);
            d = FloatVector.fromArray(S, x, xAt + (int) p[s + j + 3] * points)
                    .fma(FloatVector.broadcast(S, p[v + j + 3]), d);
        }
        for (; j < alpha; j++) {
            a = FloatVector.fromArray(S, x, xAt + (int) p[s + j] * points).fma(FloatVector.broadcast(S, p[v + j]), a);
        }
        a.add(b).add(c.add(d)).intoArray(y, at);
    }

    @Override
    public void backward(
            float[] x,
            int xAt,
            int points,
            float[] parameters,
            int weightsAt,
            int connectionsAt,
            int alpha,
            int from,
            int to,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            float[] dv,
            int dvAt) {
        float[] lanes = new float[L];
        for (int head = from; head < to; head++) {
            int v = weightsAt + head * alpha;
            int s = connectionsAt + head * alpha;
            int row = dyAt + head * points;
            int g = dvAt + head * alpha;
            for (int c = 0; c < points; c += L) {
                backward(x, xAt + c, points, parameters, v, s, alpha, dy, row + c, dx, dxAt + c, dv, g, lanes);
            }
        }
    }

    /** One head at one vector of points. */
    private static void backward(
            float[] x,
            int xAt,
            int points,
            float[] p,
            int v,
            int s,
            int alpha,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            float[] dv,
            int dvAt,
            float[] lanes) {
        FloatVector d = FloatVector.fromArray(S, dy, dyAt);
        for (int j = 0; j < alpha; j++) {
            int line = (int) p[s + j] * points;
            FloatVector.fromArray(S, x, xAt + line).mul(d).intoArray(lanes, 0);
            dv[dvAt + j] += Lanes.sum(lanes);
            FloatVector.fromArray(S, dx, dxAt + line).add(d.mul(p[v + j])).intoArray(dx, dxAt + line);
        }
    }
}
