package org.inrzoo.engine.fused;

/**
 * e^-(sz)².
 *
 * @param scale s
 */
record GaussianFunction(Kernels kernels, float scale) implements ActivationPlan.Function {

    @Override
    public void apply(float[] z, int zAt, float[] y, int yAt, float[] d, int dAt, int count, int columns) {
        kernels.activations().bell(z, zAt, y, yAt, count, columns, scale);
        kernels.activations().exp(y, yAt, y, yAt, count, columns);
        if (d != null) {
            kernels.activations().bellSlope(z, zAt, y, yAt, d, dAt, count, columns, scale);
        }
    }
}
