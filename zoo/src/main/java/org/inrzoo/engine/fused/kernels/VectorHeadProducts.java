package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The heads' products, vectors along the points.
 *
 * <pre>
 *   backward, one head, connections j of a chunk, 4 vectors of points:
 *
 *             dy = | a | b | c | d |
 *   x[s_j] ─────── | · | · | · | · | → + → lanes[j] = | 0 1 2 … | → + → dv_j
 *   dx[s_j] += v_j | a | b | c | d |
 * </pre>
 */
final class VectorHeadProducts implements HeadProducts {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    /** Connections whose lanes are summed together, in the first cache. */
    private static final int CHUNK = 32;

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
        float[] lanes = new float[CHUNK * L];
        for (int head = from; head < to; head++) {
            int row = dyOffset + head * points;
            for (int first = 0; first < alpha; first += CHUNK) {
                int count = Math.min(CHUNK, alpha - first);
                int v = weightsOffset + head * alpha + first;
                int s = connectionsOffset + head * alpha + first;
                int g = dvOffset + head * alpha + first;
                int c = 0;
                for (; c + 4 * L <= points; c += 4 * L) {
                    backward4(x, xOffset + c, points, parameters, v, s, count, dy, row + c, dx, dxOffset + c, lanes);
                    addLaneSums(lanes, count, dv, g);
                }
                for (; c < points; c += L) {
                    backward1(x, xOffset + c, points, parameters, v, s, count, dy, row + c, dx, dxOffset + c, lanes);
                    addLaneSums(lanes, count, dv, g);
                }
            }
        }
    }

    /** A chunk of one head's connections at four vectors of points; the vectors' products are summed, lane by lane. */
    private static void backward4(
            float[] x,
            int xOffset,
            int points,
            float[] p,
            int v,
            int s,
            int count,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] lanes) {
        FloatVector a = FloatVector.fromArray(S, dy, dyOffset);
        FloatVector b = FloatVector.fromArray(S, dy, dyOffset + L);
        FloatVector c = FloatVector.fromArray(S, dy, dyOffset + 2 * L);
        FloatVector d = FloatVector.fromArray(S, dy, dyOffset + 3 * L);
        for (int j = 0; j < count; j++) {
            int line = ((int) p[s + j]) * points;
            int from = xOffset + line;
            int to = dxOffset + line;
            FloatVector sum = FloatVector.fromArray(S, x, from).mul(a);
            FloatVector other = FloatVector.fromArray(S, x, from + L).mul(b);
            sum = FloatVector.fromArray(S, x, from + 2 * L).fma(c, sum);
            other = FloatVector.fromArray(S, x, from + 3 * L).fma(d, other);
            sum.add(other).intoArray(lanes, j * L);
            FloatVector weight = FloatVector.broadcast(S, p[v + j]);
            FloatVector.fromArray(S, dx, to).add(a.mul(weight)).intoArray(dx, to);
            FloatVector.fromArray(S, dx, to + L).add(b.mul(weight)).intoArray(dx, to + L);
            FloatVector.fromArray(S, dx, to + 2 * L).add(c.mul(weight)).intoArray(dx, to + 2 * L);
            FloatVector.fromArray(S, dx, to + 3 * L).add(d.mul(weight)).intoArray(dx, to + 3 * L);
        }
    }

    /** The same at one vector of points. */
    private static void backward1(
            float[] x,
            int xOffset,
            int points,
            float[] p,
            int v,
            int s,
            int count,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] lanes) {
        FloatVector d = FloatVector.fromArray(S, dy, dyOffset);
        for (int j = 0; j < count; j++) {
            int line = ((int) p[s + j]) * points;
            FloatVector.fromArray(S, x, xOffset + line).mul(d).intoArray(lanes, j * L);
            FloatVector.fromArray(S, dx, dxOffset + line).add(d.mul(p[v + j])).intoArray(dx, dxOffset + line);
        }
    }

    /** Adds the sum of each connection's lanes to its gradient, in the order of {@link LaneSums}. */
    private static void addLaneSums(float[] lanes, int count, float[] dv, int g) {
        for (int j = 0; j < count; j++) {
            int offset = j * L;
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
            dv[g + j] += a + b + (c + d);
        }
    }
}
