package org.inrzoo.signal;

/**
 * The Hankel function of the first kind and order 0, H₀(x) = J₀(x) + i Y₀(x), with its derivative: the wave that leaves a point of the
 * plane.
 *
 * <pre>
 * H₀(x) = 4/(πi) · e^(ix) ∫₀^∞ e^(-xv²) / √(v² - 2i) dv
 * </pre>
 *
 * <p>The integrand is analytic around the real axis, so that the trapezoidal rule gives all digits with few points; at small x, where
 * it decays slowly, the power series do.
 */
public final class HankelFunction {

    private static final double SMALL = 2;
    private static final double GAMMA = 0.5772156649015329;

    /** Of v√x: the step of the trapezoidal rule, and where the integrand is nothing. */
    private static final double STEP = 0.1;

    private static final int STEPS = 65;

    private static final int TERMS = 20;

    private HankelFunction() {}

    /**
     * The function and its derivative.
     *
     * @param x greater than 0
     * @return [4]: J₀, Y₀, J₀', Y₀'; about 14 digits
     */
    public static double[] at(double x) {
        if (!(x > 0)) {
            throw new IllegalArgumentException("the Hankel function is of numbers above 0, not of " + x);
        }
        return x < SMALL ? series(x) : integral(x);
    }

    private static double[] integral(double x) {
        double[] sum = new double[4]; // the integral and its derivative, real and imaginary
        for (int i = 0; i <= STEPS; i++) {
            double w = STEP * i;
            double square = w * w / x; // v²
            double length = Math.sqrt(Math.hypot(square, 2));
            double angle = 0.5 * Math.atan2(-2, square);
            double size = (i == 0 ? 0.5 : 1) * Math.exp(-w * w) / length;
            double real = size * Math.cos(angle);
            double imaginary = -size * Math.sin(angle);
            sum[0] += real;
            sum[1] += imaginary;
            sum[2] += -square * real - imaginary; // times i - v²
            sum[3] += -square * imaginary + real;
        }
        double scale = 4 / Math.PI * STEP / Math.sqrt(x);
        double cos = scale * Math.cos(x);
        double sin = scale * Math.sin(x);
        return new double[] { // times e^(ix) / i
            sin * sum[0] + cos * sum[1],
            sin * sum[1] - cos * sum[0],
            sin * sum[2] + cos * sum[3],
            sin * sum[3] - cos * sum[2]
        };
    }

    /** J₀ = Σ c_m, Y₀ = 2/π ((ln x/2 + γ) J₀ - Σ h_m c_m), c_m = (-x²/4)^m / m!², h_m = 1 + 1/2 + … + 1/m. */
    private static double[] series(double x) {
        double quarter = -x * x / 4;
        double term = 1;
        double harmonic = 0;
        double j = 1;
        double y = 0;
        double slopeOfJ = 0;
        double slopeOfY = 0;
        for (int m = 1; m <= TERMS; m++) {
            term *= quarter / ((double) m * m);
            harmonic += 1.0 / m;
            j += term;
            y -= harmonic * term;
            slopeOfJ += 2 * m / x * term;
            slopeOfY -= harmonic * 2 * m / x * term;
        }
        double logarithm = Math.log(x / 2) + GAMMA;
        double factor = 2 / Math.PI;
        return new double[] {
            j, factor * (logarithm * j + y), slopeOfJ, factor * (j / x + logarithm * slopeOfJ + slopeOfY)
        };
    }
}
