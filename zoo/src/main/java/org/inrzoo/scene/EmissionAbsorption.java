package org.inrzoo.scene;

import java.util.Arrays;

/**
 * What a ray sees of a medium that glows and absorbs (Max 1995; Mildenhall et al. 2020, equation 3), in front of a background.
 *
 * <pre>
 *   σ = 20 softplus(o₃ - 3)     c = sigmoid(o₀ … o₂)          of a sample's outputs o
 *   a_i = 1 - exp(-σ_i δ)       T_i = Π_{j&lt;i} (1 - a_j)       C = Σ T_i a_i c_i + T_n background
 *   dC/dc_i = T_i a_i           dC/dσ_i = δ (T_{i+1} c_i - Σ_{j&gt;i} T_j a_j c_j - T_n background)
 * </pre>
 *
 * <p>One serves one thread at a time.
 */
public final class EmissionAbsorption {

    /** Outputs of a sample: red, green, blue, density. */
    public static final int OUTPUTS = 4;

    private static final double DENSITY = 20;
    private static final double SHIFT = 3;

    private final int samples;
    private final double background;
    private final double[] colours;
    private final double[] densities;
    private final double[] weights;
    private final double[] through;

    /**
     * For rays of so many samples.
     *
     * @param background brightness of what lies behind, of all three colours
     */
    public EmissionAbsorption(int samples, double background) {
        this.samples = samples;
        this.background = background;
        colours = new double[3 * samples];
        densities = new double[samples];
        weights = new double[samples];
        through = new double[samples + 1];
    }

    /** Reads an output of a sample of the ray. */
    @FunctionalInterface
    public interface Outputs {
        /** Output {@code output} of sample {@code sample}. */
        float get(int sample, int output);
    }

    /** Takes a gradient by an output of a sample of the ray. */
    @FunctionalInterface
    public interface Gradients {
        /** The gradient by output {@code output} of sample {@code sample}. */
        void set(int sample, int output, float gradient);
    }

    /** The density that an output means, per unit of length. */
    public static double density(double output) {
        double x = output - SHIFT;
        return DENSITY * (Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * The colour that a ray sees.
     *
     * @param delta length of each sample
     * @param colour receives red, green and blue
     */
    public void see(Outputs outputs, double delta, double[] colour) {
        Arrays.fill(colour, 0);
        through[0] = 1;
        for (int i = 0; i < samples; i++) {
            densities[i] = density(outputs.get(i, 3));
            double absorbed = -Math.expm1(-densities[i] * delta);
            weights[i] = through[i] * absorbed;
            through[i + 1] = through[i] * (1 - absorbed);
            for (int c = 0; c < 3; c++) {
                colours[3 * i + c] = sigmoid(outputs.get(i, c));
                colour[c] += weights[i] * colours[3 * i + c];
            }
        }
        for (int c = 0; c < 3; c++) {
            colour[c] += through[samples] * background;
        }
    }

    /**
     * The gradients of a loss by the outputs of the ray that was seen last.
     *
     * @param byColour the loss' gradient by red, green and blue
     */
    public void differentiate(Outputs outputs, double delta, double[] byColour, Gradients gradients) {
        double behind = 0;
        for (int c = 0; c < 3; c++) {
            behind += byColour[c] * through[samples] * background;
        }
        for (int i = samples - 1; i >= 0; i--) {
            double here = 0;
            for (int c = 0; c < 3; c++) {
                double colour = colours[3 * i + c];
                here += byColour[c] * colour;
                gradients.set(i, c, (float) (byColour[c] * weights[i] * colour * (1 - colour)));
            }
            double byDensity = delta * (through[i + 1] * here - behind);
            gradients.set(i, 3, (float) (byDensity * DENSITY * sigmoid(outputs.get(i, 3) - SHIFT)));
            behind += weights[i] * here;
        }
    }
}
