package org.inrzoo.scan;

/**
 * A scan by parallel rays: views at the angles kπ/K, and in each a row of detectors across the field of view. Ray (k, j) is the
 * line x cos θ + y sin θ = s with θ = kπ/views and s = (2j + 1)/bins - 1; it is followed from t = -1 to 1 along (-sin θ, cos θ).
 *
 * @param views directions over 180 degrees, at least 1
 * @param bins detectors, at least 1
 */
public record ParallelBeam(int views, int bins) {

    /** Checks the numbers. */
    public ParallelBeam {
        if (views < 1 || bins < 1) {
            throw new IllegalArgumentException(
                    "a scan has at least one view and one detector, not " + views + " and " + bins);
        }
    }

    /** The number of rays. */
    public int rays() {
        return Math.multiplyExact(views, bins);
    }

    /** The angle of a view's normal, radians, in [0, π). */
    public double angle(int view) {
        return Math.PI * view / views;
    }

    /** A detector's distance from the middle, in (-1, 1). */
    public double offset(int bin) {
        return (2.0 * bin + 1) / bins - 1;
    }

    /**
     * Writes the places of a ray's evenly spaced samples, at the middle of its pieces of length 2/samples.
     *
     * @param ray its number, view after view
     * @param xy receives [samples, 2]: x, y; outside of the field of view where the ray leaves it
     */
    public void samples(int ray, int samples, double[] xy) {
        double cos = Math.cos(angle(ray / bins));
        double sin = Math.sin(angle(ray / bins));
        double s = offset(ray % bins);
        for (int i = 0; i < samples; i++) {
            double t = (2.0 * i + 1) / samples - 1;
            xy[2 * i] = s * cos - t * sin;
            xy[2 * i + 1] = s * sin + t * cos;
        }
    }
}
