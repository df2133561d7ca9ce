package org.inrzoo.scene;

/**
 * The real spherical harmonics of a direction, in which functions of it are written; scaled to a mean square of 1 over all directions, so
 * that the first is 1.
 *
 * <pre>
 *   Y_lm = √((2l+1) (l-|m|)! / (l+|m|)! · (m = 0 ? 1 : 2)) · Π_l^|m|(z) · (m ≥ 0 ? Re : Im) (x + iy)^|m|
 *   Π_m^m = (2m-1)!!,   Π_{m+1}^m = (2m+1) z Π_m^m,   (l-m) Π_l^m = (2l-1) z Π_{l-1}^m - (l+m-1) Π_{l-2}^m
 * </pre>
 *
 * @param degree the largest l
 */
public record SphericalHarmonics(int degree) {

    /** Enough for what a ray sees; factorials stay exact. */
    public static final int HIGHEST = 8;

    /**
     * Checks the degree.
     *
     * @throws IllegalArgumentException when it is not from 0 to {@value #HIGHEST}
     */
    public SphericalHarmonics {
        if (degree < 0 || degree > HIGHEST) {
            throw new IllegalArgumentException("spherical harmonics are of a degree from 0 to " + HIGHEST);
        }
    }

    /** How many there are, (degree + 1)². */
    public int count() {
        return (degree + 1) * (degree + 1);
    }

    /**
     * Their values, l by l, each from m = -l to l.
     *
     * @param direction of length 1
     * @param values receives {@link #count} numbers
     */
    public void of(Vector direction, double[] values) {
        double re = 1;
        double im = 0;
        double first = 1; // Π_m^m
        for (int m = 0; m <= degree; m++) {
            double before = 0;
            double legendre = first;
            for (int l = m; l <= degree; l++) {
                double scaled = scale(l, m) * legendre;
                values[l * l + l + m] = scaled * re;
                if (m > 0) {
                    values[l * l + l - m] = scaled * im;
                }
                double next = ((2 * l + 1) * direction.z() * legendre - (l + m) * before) / (l + 1 - m);
                before = legendre;
                legendre = next;
            }
            double turned = re * direction.x() - im * direction.y();
            im = re * direction.y() + im * direction.x();
            re = turned;
            first *= 2 * m + 1;
        }
    }

    private static double scale(int l, int m) {
        double factorials = 1;
        for (int k = l - m + 1; k <= l + m; k++) {
            factorials *= k;
        }
        return Math.sqrt((2 * l + 1) * (m == 0 ? 1 : 2) / factorials);
    }
}
