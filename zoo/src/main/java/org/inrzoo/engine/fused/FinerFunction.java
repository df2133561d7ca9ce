package org.inrzoo.engine.fused;

/**
 * sin(ω(|z| + 1)z): the sine of a stretched argument.
 *
 * @param omega the frequency factor ω
 * @param slope the factor of |z| in the derivative ω(slope · |z| + 1)cos: 2, or 1 where |z| + 1 passes for a constant
 */
record FinerFunction(Kernels kernels, float omega, float slope) implements ActivationPlan.Function {

    @Override
    public void apply(float[] z, int zAt, float[] y, int yAt, float[] d, int dAt, int count, int columns) {
        float[] stretched = new float[count * Rows.WIDTH];
        float[] factors = new float[count * Rows.WIDTH];
        kernels.activations().stretch(z, zAt, stretched, 0, factors, 0, count, columns, slope);
        kernels.functions().sine(stretched, 0, y, yAt, d, dAt, count, columns, omega);
        if (d != null) {
            kernels.passes().multiply(d, dAt, factors, 0, count, columns);
        }
    }
}
