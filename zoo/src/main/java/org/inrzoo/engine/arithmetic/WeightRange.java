package org.inrzoo.engine.arithmetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Weights that follow one another.
 *
 * @param offset the first one's place in the flat vector
 * @param length how many
 */
public record WeightRange(int offset, int length) {

    /**
     * What lies before, between and behind matrices.
     *
     * @param matrices in the flat vector's order
     * @param trainable weights of all
     */
    public static List<WeightRange> outside(List<WeightMatrix> matrices, int trainable) {
        List<WeightRange> rest = new ArrayList<>();
        int next = 0;
        for (WeightMatrix matrix : matrices) {
            if (matrix.offset() > next) {
                rest.add(new WeightRange(next, matrix.offset() - next));
            }
            next = matrix.offset() + matrix.length();
        }
        if (trainable > next) {
            rest.add(new WeightRange(next, trainable - next));
        }
        return List.copyOf(rest);
    }
}
