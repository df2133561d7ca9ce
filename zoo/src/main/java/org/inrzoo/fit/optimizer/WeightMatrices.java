package org.inrzoo.fit.optimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.engine.arithmetic.WeightRange;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.network.ParameterLayout.Slot;

/**
 * What of a network's trainable parameters is a matrix to an optimiser that treats matrices as such, and what is left.
 *
 * <p>Matrices are those that the layers' {@linkplain org.inrzoo.parameter.Parameter#matrices parameters} say they hold,
 * each expert's by itself, but for those of a side below {@value #SMALLEST_SIDE} and those of the first and of the last layer
 * with trained tensors of two axes or more, be these matrices, tables or sparse heads: the sides of the coordinates and of the
 * outputs are no spaces of features.
 *
 * @param matrices in the flat vector's order
 * @param rest everything else, in that order
 */
record WeightMatrices(List<WeightMatrix> matrices, List<WeightRange> rest) {

    private static final int SMALLEST_SIDE = 16;

    static WeightMatrices of(ParameterLayout layout) {
        IntSummaryStatistics layers = layout.slots().stream()
                .filter(slot ->
                        slot.parameter().trainable() && slot.parameter().shape().size() > 1)
                .mapToInt(Slot::layer)
                .summaryStatistics();
        List<WeightMatrix> matrices = new ArrayList<>();
        for (Slot slot : layout.slots()) {
            if (slot.parameter().trainable() && slot.layer() > layers.getMin() && slot.layer() < layers.getMax()) {
                add(slot, matrices);
            }
        }
        return new WeightMatrices(List.copyOf(matrices), WeightRange.outside(matrices, layout.trainable()));
    }

    private static void add(Slot slot, List<WeightMatrix> matrices) {
        int rows = slot.parameter().fanIn();
        int columns = slot.parameter().fanOut();
        if (Math.min(rows, columns) >= SMALLEST_SIDE) {
            for (int i = 0; i < slot.parameter().matrices(); i++) {
                matrices.add(new WeightMatrix(slot.offset() + i * rows * columns, rows, columns));
            }
        }
    }

    /** Weights in all matrices. */
    int weights() {
        return matrices.stream().mapToInt(WeightMatrix::length).sum();
    }

    /** Weights in none. */
    int others() {
        return rest.stream().mapToInt(WeightRange::length).sum();
    }

    /** The numbers of the matrices, those of the longest products first, so that no thread begins one when all others end. */
    List<Integer> longestFirst() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < matrices.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(
                i -> -(long) matrices.get(i).length() * matrices.get(i).shorterSide()));
        return List.copyOf(order);
    }
}
