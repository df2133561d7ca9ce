package org.inrzoo.signal;

/**
 * The wave that a Gaussian source sends out into the plane, exactly: the solution of the Helmholtz equation Δu + k²u = -f with f =
 * e^(-r²/2σ²) whose energy leaves and does not come back.
 *
 * <pre>
 * u(r) = iπ/2 · ( H₀(kr) ∫₀^r f J₀(ks) s ds + J₀(kr) ∫_r^∞ f H₀(ks) s ds )
 * </pre>
 *
 * <p>Beyond the source it is a multiple of H₀(kr), see {@link HankelFunction}.
 */
public final class RadiatedWave {

    /** Where the source ends, in its widths: it is e^-32 there. */
    private static final double END = 8;

    private static final int STEPS = 4096;

    private final double wavenumber;
    private final double width;
    private final double step;
    private final double[] inner = new double[STEPS + 1];
    private final double[] outerReal = new double[STEPS + 1];
    private final double[] outerImaginary = new double[STEPS + 1];

    /**
     * The wave of one source.
     *
     * @param wavenumber k, radians per unit of length, greater than 0
     * @param width σ, greater than 0
     */
    public RadiatedWave(double wavenumber, double width) {
        this.wavenumber = wavenumber;
        this.width = width;
        step = END * width / STEPS;
        for (int i = 1; i <= STEPS; i++) {
            inner[i] = inner[i - 1] + step / 2 * (integrand((i - 1) * step, 0) + integrand(i * step, 0));
        }
        for (int i = STEPS - 1; i >= 0; i--) {
            outerReal[i] = outerReal[i + 1] + step / 2 * (integrand(i * step, 0) + integrand((i + 1) * step, 0));
            outerImaginary[i] =
                    outerImaginary[i + 1] + step / 2 * (integrand(i * step, 1) + integrand((i + 1) * step, 1));
        }
    }

    /** f J₀(ks) s, or with Y₀. */
    private double integrand(double s, int part) {
        return s == 0 ? 0 : source(s) * s * HankelFunction.at(wavenumber * s)[part];
    }

    /**
     * The source f.
     *
     * @param radius from its centre
     */
    public double source(double radius) {
        double widths = radius / width;
        return Math.exp(-widths * widths / 2);
    }

    /**
     * The wave.
     *
     * @param radius from the source's centre, not below 0
     * @return real and imaginary part
     */
    public double[] at(double radius) {
        double[] hankel = HankelFunction.at(wavenumber * Math.max(radius, 1e-9 * width));
        double end = Math.min(radius, END * width);
        int place = (int) (end / step);
        double first = rest(place, end, 0);
        double a = inner[place] + first;
        double b = outerReal[place] - first;
        double c = outerImaginary[place] - rest(place, end, 1);
        double j = hankel[0];
        return new double[] {-Math.PI / 2 * (hankel[1] * a + j * c), Math.PI / 2 * (j * a + j * b)};
    }

    /** The integral from a place of the table on. */
    private double rest(int place, double end, int part) {
        double start = place * step;
        return (end - start) / 2 * (integrand(start, part) + integrand(end, part));
    }
}
