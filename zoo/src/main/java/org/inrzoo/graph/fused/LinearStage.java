package org.inrzoo.graph.fused;

import java.util.Arrays;

/**
 * A linear layer of rows, y_o = Σ_i x_i w_io + b_o.
 *
 * @param weight where w lies in the flat vector, [in, out]
 * @param bias where b lies
 */
record LinearStage(Maps x, Maps y, int weight, int bias) implements MapStage {

    @Override
    public void forward(Batch batch) {
        float[] w = batch.parameters();
        int out = y.channels;
        for (int n = 0; n < batch.count(); n++) {
            int to = y.row(n, 0);
            System.arraycopy(w, bias, y.values(), to, out);
            for (int i = 0; i < x.channels; i++) {
                float value = x.values()[x.row(n, i)];
                for (int o = 0; o < out; o++) {
                    y.values()[to + o] += value * w[weight + i * out + o];
                }
            }
        }
    }

    @Override
    public void backward(Batch batch) {
        float[] w = batch.parameters();
        float[] found = batch.found();
        int out = y.channels;
        Arrays.fill(found, weight, weight + x.channels * out, 0);
        Arrays.fill(found, bias, bias + out, 0);
        for (int n = 0; n < batch.count(); n++) {
            int from = y.row(n, 0);
            for (int o = 0; o < out; o++) {
                found[bias + o] += y.gradients()[from + o];
            }
            for (int i = 0; i < x.channels; i++) {
                float value = x.values()[x.row(n, i)];
                float sum = 0;
                for (int o = 0; o < out; o++) {
                    float dy = y.gradients()[from + o];
                    found[weight + i * out + o] += value * dy;
                    sum += w[weight + i * out + o] * dy;
                }
                if (x.differentiated()) {
                    x.gradients()[x.row(n, i)] += sum;
                }
            }
        }
    }
}
