package org.inrzoo.engine.fused.kernels;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.inrzoo.engine.fused.memory.Rows;

/** The copies, vectors along the features of a point. */
final class VectorNeighborhoodKernels implements NeighborhoodKernels {

    private static final VectorSpecies<Float> S = VectorWidth.of(MethodHandles.lookup());
    private static final int L = S.length();

    @Override
    public void put(Rows rows, int features, int count, float[] map, int[] places, int columns) {
        for (int f = 0; f < features; f += L) {
            int from = rows.index(0, f);
            for (int point = 0; point < count; point++) {
                FloatVector.fromArray(S, rows.data(), from + point * Rows.WIDTH).intoArray(map, places[point] + f);
            }
        }
    }

    @Override
    public void take(float[] map, int[] places, int columns, Rows rows, int features, int count) {
        for (int f = 0; f < features; f += L) {
            vectors(map, places, f, rows.data(), rows.index(0, f), count);
        }
    }

    @Override
    public void gather(
            float[] map, int[] places, int columns, int stride, int side, Rows rows, int features, int count) {
        int reach = side / 2;
        for (int tap = 0; tap < side * side; tap++) {
            int shift = (tap / side - reach) * stride + (tap % side - reach) * columns;
            int first = tap * features;
            if (features % L == 0) {
                for (int f = 0; f < features; f += L) {
                    vectors(map, places, shift + f, rows.data(), rows.index(0, first + f), count);
                }
            } else {
                for (int f = 0; f < features; f++) {
                    numbers(map, places, shift + f, rows.data(), rows.index(0, first + f), count);
                }
            }
        }
    }

    private static void vectors(float[] map, int[] places, int shift, float[] rows, int to, int count) {
        for (int point = 0; point < count; point++) {
            FloatVector.fromArray(S, map, places[point] + shift).intoArray(rows, to + point * Rows.WIDTH);
        }
    }

    private static void numbers(float[] map, int[] places, int shift, float[] rows, int to, int count) {
        for (int point = 0; point < count; point++) {
            rows[to + point * Rows.WIDTH] = map[places[point] + shift];
        }
    }
}
