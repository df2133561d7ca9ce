package org.inrzoo.scene;

import java.util.Arrays;

/**
 * What a ray sees of a medium that glows and absorbs (Max 1995; Mildenhall et al. 2020, equation 3), in front of a background.
 *
 * <pre>
 *   σ = density(o₃)             c = sigmoid(o₀ … o₂)          of a sample's outputs o
 *   a_i = 1 - exp(-σ_i δ_i)      T_i = Π_{j&lt;i} (1 - a_j)       C = Σ T_i a_i c_i + T_n background
 *   dC/dc_i = T_i a_i           dC/dσ_i = δ_i (T_{i+1} c_i - Σ_{j&gt;i} T_j a_j c_j - T_n background)
 * </pre>
 *
 * <p>One serves one thread at a time.
 */
public final class EmissionAbsorption {

    /** Outputs of a sample: red, green, blue, density. */
    public static final int OUTPUTS = 4;

    private final int samples;
    private double background;
    private final Density density;
    private final double[] colours;
    private final double[] densities;
    private final double[] weights;
    private final double[] through;

    /**
     * For rays of so many samples.
     *
     * @param background brightness of what lies behind, of all three colours
     * @param density what the fourth outputs mean
     */
    public EmissionAbsorption(int samples, double background, Density density) {
        this.density = density;
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
        double get(int sample, int output);
    }

    /** Takes a gradient by an output of a sample of the ray. */
    @FunctionalInterface
    public interface Gradients {
        /** The gradient by output {@code output} of sample {@code sample}. */
        void set(int sample, int output, double gradient);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The rays from now on are seen in front of another background. */
    public void on(double brightness) {
        background = brightness;
    }

    /**
     * The colour that a ray sees.
     *
     * @param lengths of the parts of the ray that the samples stand for
     * @param colour receives red, green and blue
     */
    public void see(Outputs outputs, double[] lengths, double[] colour) {
        Arrays.fill(colour, 0);
        through[0] = 1;
        for (int i = 0; i < samples; i++) {
            densities[i] = density.of(outputs.get(i, 3));
            double absorbed = -Math.expm1(-densities[i] * lengths[i]);
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

    /** The part of the light that each sample of the ray that was seen last gives, T_i a_i; overwritten by the next. */
    public double[] weights() {
        return weights;
    }

    /**
     * How far along its way the ray that was seen last meets a surface; infinite where it meets none. Where densities are of distances, their 0 is
     * sought, linearly between the samples, which lie in the middles of their parts; else what has taken half of the light.
     *
     * @param lengths of its parts
     */
    public double met(Outputs outputs, double[] lengths) {
        return density.isOfDistance() ? zero(outputs, lengths) : halfway(lengths);
    }

    private double zero(Outputs outputs, double[] lengths) {
        double begin = 0;
        double placeBefore = 0;
        double before = 0;
        for (int i = 0; i < samples; i++) {
            double place = begin + lengths[i] / 2;
            double distance = outputs.get(i, 3);
            if (distance <= 0) {
                return placeBefore + (place - placeBefore) * before / Math.max(Double.MIN_NORMAL, before - distance);
            }
            begin += lengths[i];
            placeBefore = place;
            before = distance;
        }
        return Double.POSITIVE_INFINITY;
    }

    private double halfway(double[] lengths) {
        double way = 0;
        for (int i = 0; i < samples; i++) {
            if (through[i + 1] <= 0.5) {
                return way + Math.log(2 * through[i]) / densities[i];
            }
            way += lengths[i];
        }
        return Double.POSITIVE_INFINITY;
    }

    /**
     * The gradients of a loss by the outputs of the ray that was seen last.
     *
     * @param lengths of the parts of the ray that the samples stand for
     * @param byColour the loss' gradient by red, green and blue
     */
    public void differentiate(Outputs outputs, double[] lengths, double[] byColour, Gradients gradients) {
        double behind = 0;
        for (int c = 0; c < 3; c++) {
            behind += byColour[c] * through[samples] * background;
        }
        for (int i = samples - 1; i >= 0; i--) {
            double here = 0;
            for (int c = 0; c < 3; c++) {
                double colour = colours[3 * i + c];
                here += byColour[c] * colour;
                gradients.set(i, c, byColour[c] * weights[i] * colour * (1 - colour));
            }
            double byDensity = lengths[i] * (through[i + 1] * here - behind);
            gradients.set(i, 3, byDensity * density.slope(outputs.get(i, 3)));
            behind += weights[i] * here;
        }
    }
}
