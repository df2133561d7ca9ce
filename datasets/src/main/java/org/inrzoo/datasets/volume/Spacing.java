package org.inrzoo.datasets.volume;

/**
 * From one voxel's centre to the next.
 *
 * @param z millimetres, positive
 * @param y millimetres, positive
 * @param x millimetres, positive
 */
public record Spacing(double z, double y, double x) {

    /** A millimetre along every axis, which is taken where a file does not say. */
    public static final Spacing UNIT = new Spacing(1, 1, 1);

    /**
     * Checks the three.
     *
     * @throws IllegalArgumentException if one is not a positive number
     */
    public Spacing {
        for (double step : new double[] {z, y, x}) {
            if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("voxels lie a positive number of millimetres apart, not " + step);
            }
        }
    }
}
