package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The heads' products, vectors along the points. */
final class VectorHeadProducts implements HeadProducts {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    @Override
    public void forward(
            float[] x,
            int xOffset,
            int points,
            float[] parameters,
            int weightsOffset,
            int connectionsOffset,
            int alpha,
            int from,
            int to,
            float[] y,
            int yOffset) {
        for (int head = from; head < to; head++) {
            int v = weightsOffset + head * alpha;
            int s = connectionsOffset + head * alpha;
            int row = yOffset + head * points;
            int c = 0;
            for (; c + 4 * L <= points; c += 4 * L) {
                forward4(x, xOffset + c, points, parameters, v, s, alpha, y, row + c);
            }
            for (; c < points; c += L) {
                forward1(x, xOffset + c, points, parameters, v, s, alpha, y, row + c);
            }
        }
    }

    /** One head at four vectors of points. */
    private static void forward4(
            float[] x, int xOffset, int points, float[] p, int v, int s, int alpha, float[] y, int offset) {
        FloatVector a = FloatVector.fromArray(S, y, offset);
        FloatVector b = FloatVector.fromArray(S, y, offset + L);
        FloatVector c = FloatVector.fromArray(S, y, offset + 2 * L);
        FloatVector d = FloatVector.fromArray(S, y, offset + 3 * L);
        for (int j = 0; j < alpha; j++) {
            int line = xOffset + ((int) p[s + j]) * points;
            FloatVector weight = FloatVector.broadcast(S, p[v + j]);
            a = FloatVector.fromArray(S, x, line).fma(weight, a);
            b = FloatVector.fromArray(S, x, line + L).fma(weight, b);
            c = FloatVector.fromArray(S, x, line + 2 * L).fma(weight, c);
            d = FloatVector.fromArray(S, x, line + 3 * L).fma(weight, d);
        }
        a.intoArray(y, offset);
        b.intoArray(y, offset + L);
        c.intoArray(y, offset + 2 * L);
        d.intoArray(y, offset + 3 * L);
    }

    /** One head at one vector of points: four sums, so that an addition need not wait for the one before. */
    private static void forward1(
            float[] x, int xOffset, int points, float[] p, int v, int s, int alpha, float[] y, int offset) {
        FloatVector a = FloatVector.fromArray(S, y, offset);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int j = 0;
        for (; j + 4 <= alpha; j += 4) {
            a = FloatVector.fromArray(S, x, xOffset + ((int) p[s + j]) * points)
                    .fma(FloatVector.broadcast(S, p[v + j]), a);
            b = FloatVector.fromArray(S, x, xOffset + ((int) p[s + j + 1]) * points)
                    .fma(FloatVector.broadcast(S, p[v + j + 1]), b);
            c = FloatVector.fromArray(S, x, xOffset + ((int) p[s + j + 2]) * points)
                    .fma(FloatVector.broadcast(S, p[v + j + 2]), c);
            d = FloatVector.fromArray(S, x, xOffset + ((int) p[s + j + 3]) * points)
                    .fma(FloatVector.broadcast(S, p[v + j + 3]), d);
        }
        for (; j < alpha; j++) {
            a = FloatVector.fromArray(S, x, xOffset + ((int) p[s + j]) * points)
                    .fma(FloatVector.broadcast(S, p[v + j]), a);
        }
        a.add(b).add(c.add(d)).intoArray(y, offset);
    }

    @Override
    public void backward(
            float[] x,
            int xOffset,
            int points,
            float[] parameters,
            int weightsOffset,
            int connectionsOffset,
            int alpha,
            int from,
            int to,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dv,
            int dvOffset) {
        float[] lanes = new float[L];
        for (int head = from; head < to; head++) {
            int v = weightsOffset + head * alpha;
            int s = connectionsOffset + head * alpha;
            int row = dyOffset + head * points;
            int g = dvOffset + head * alpha;
            for (int c = 0; c < points; c += L) {
                backward(x, xOffset + c, points, parameters, v, s, alpha, dy, row + c, dx, dxOffset + c, dv, g, lanes);
            }
        }
    }

    /** One head at one vector of points. */
    private static void backward(
            float[] x,
            int xOffset,
            int points,
            float[] p,
            int v,
            int s,
            int alpha,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dv,
            int dvOffset,
            float[] lanes) {
        FloatVector d = FloatVector.fromArray(S, dy, dyOffset);
        for (int j = 0; j < alpha; j++) {
            int line = ((int) p[s + j]) * points;
            FloatVector.fromArray(S, x, xOffset + line).mul(d).intoArray(lanes, 0);
            dv[dvOffset + j] += LaneSums.sum(lanes);
            FloatVector.fromArray(S, dx, dxOffset + line).add(d.mul(p[v + j])).intoArray(dx, dxOffset + line);
        }
    }
}
