package org.inrzoo.scene;

/**
 * What a ray sees of a network's outputs at a point: three numbers of colour, which may depend on the direction of view, and one of density,
 * which does not (Yu et al. 2021, PlenOctrees, equation 5; in place of a second network behind the density's, as Mildenhall et al. 2020 have it,
 * so that any network of places serves).
 *
 * <pre>
 *   n_c = Σ_b Y_b(direction) / (2l+1) o_{c,b}      c = red, green, blue, l the degree of harmonic b      n_3 = o_3
 *   outputs: o_{0,0} o_{1,0} o_{2,0} o_3, then o_{0,b} o_{1,b} o_{2,b} for each further harmonic
 * </pre>
 *
 * <p>The divisor, which is ours, has each degree begin with less to say than the one before: of random outputs a colour depends on the place
 * more than on the direction.
 *
 * <p>One serves one thread at a time.
 */
public final class SeenOutputs {

    private static final int COLOURS = 3;

    private final OutputLink link;
    private final SphericalHarmonics harmonics;
    private final double[] weights;

    /**
     * Of networks whose colours depend on the direction by harmonics up to a degree.
     *
     * @param degree 0 where they do not
     * @param link makes free numbers of outputs
     */
    public SeenOutputs(int degree, OutputLink link) {
        this.link = link;
        harmonics = new SphericalHarmonics(degree);
        weights = new double[harmonics.count()];
        weights[0] = 1;
    }

    /** The values per point of networks of such colours and a density. */
    public static int count(int degree) {
        return 1 + COLOURS * new SphericalHarmonics(degree).count();
    }

    /** The degree of networks of so many values per point. */
    public static int degree(int outputs) {
        return (int) Math.rint(Math.sqrt((outputs - 1) / (double) COLOURS)) - 1;
    }

    /** Reads an output of a point. */
    @FunctionalInterface
    public interface PointOutputs {
        /** Output {@code output} of point {@code point}. */
        float value(int point, int output);
    }

    /** Takes a gradient by an output of a point. */
    @FunctionalInterface
    public interface PointGradients {
        /** The gradient by output {@code output} of point {@code point}. */
        void set(int point, int output, float gradient);
    }

    /** From now on points are seen along this direction, of length 1. */
    public void along(Vector direction) {
        harmonics.of(direction, weights);
        for (int l = 1; l <= harmonics.degree(); l++) {
            for (int b = l * l; b < (l + 1) * (l + 1); b++) {
                weights[b] /= 2 * l + 1;
            }
        }
    }

    private static int place(int number, int harmonic) {
        return harmonic == 0 ? number : EmissionAbsorption.OUTPUTS + COLOURS * (harmonic - 1) + number;
    }

    /** A point's free number of a colour, or 3 of the density. */
    public double number(PointOutputs outputs, int point, int number) {
        if (number == COLOURS) {
            return link.free(outputs.value(point, number));
        }
        double sum = 0;
        for (int b = 0; b < weights.length; b++) {
            sum += weights[b] * link.free(outputs.value(point, place(number, b)));
        }
        return sum;
    }

    /** Hands the gradient by a point's free number on to the outputs that it is made of. */
    public void differentiate(PointOutputs outputs, int point, int number, double gradient, PointGradients gradients) {
        int count = number == COLOURS ? 1 : weights.length;
        for (int b = 0; b < count; b++) {
            int output = place(number, b);
            double by = gradient * (number == COLOURS ? 1 : weights[b]);
            gradients.set(point, output, (float) (by * link.slope(outputs.value(point, output))));
        }
    }
}
