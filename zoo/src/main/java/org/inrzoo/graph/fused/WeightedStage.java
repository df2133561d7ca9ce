package org.inrzoo.graph.fused;

import java.util.List;

/**
 * The sum of rows of numbers, each times its weight.
 *
 * @param offset where the weights lie in the flat vector
 * @param trained whether they are trained; else they stay
 */
record WeightedStage(List<Maps> rows, Maps y, int offset, boolean trained) implements MapStage {

    @Override
    public void forward(Batch batch) {
        int count = batch.count() * y.channels;
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int k = 0; k < rows.size(); k++) {
                sum += batch.parameters()[offset + k] * rows.get(k).values()[i];
            }
            y.values()[i] = sum;
        }
    }

    @Override
    public void backward(Batch batch) {
        int count = batch.count() * y.channels;
        for (int k = 0; k < rows.size(); k++) {
            Maps row = rows.get(k);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += (double) y.gradients()[i] * row.values()[i];
                row.gradients()[i] += batch.parameters()[offset + k] * y.gradients()[i];
            }
            if (trained) {
                batch.found()[offset + k] = (float) sum;
            }
        }
    }
}
