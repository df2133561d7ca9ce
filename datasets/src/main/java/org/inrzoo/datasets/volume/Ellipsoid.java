package org.inrzoo.datasets.volume;

import java.util.List;

/**
 * The head phantom of Shepp and Logan in three dimensions: ten ellipsoids in [-1, 1]³ whose values add up.
 *
 * <p>Places and sizes in the plane are those of Kak and Slaney, Principles of Computerized Tomographic Imaging, 1988, table
 * 3.1; heights are those of Schabel's program phantom3d, 2006, without the turn of 10 degrees that it gives two of them.
 * Values are those of Toft, The Radon Transform, 1996, whose contrast can be seen: from 0 to 1.
 *
 * @param value     what it adds inside
 * @param semiAxes  a, b, c, along its own x, y and z
 * @param centre    x, y, z
 * @param turned    about z from x towards y, degrees
 */
public record Ellipsoid(double value, List<Double> semiAxes, List<Double> centre, double turned) {

    /** The ten, the largest first. */
    public static final List<Ellipsoid> SHEPP_LOGAN = List.of(
            of(1.0, 0.6900, 0.920, 0.810, 0, 0, 0, 0),
            of(-0.8, 0.6624, 0.874, 0.780, 0, -0.0184, 0, 0),
            of(-0.2, 0.1100, 0.310, 0.220, 0.22, 0, 0, -18),
            of(-0.2, 0.1600, 0.410, 0.280, -0.22, 0, 0, 18),
            of(0.1, 0.2100, 0.250, 0.410, 0, 0.35, -0.15, 0),
            of(0.1, 0.0460, 0.046, 0.050, 0, 0.1, 0.25, 0),
            of(0.1, 0.0460, 0.046, 0.050, 0, -0.1, 0.25, 0),
            of(0.1, 0.0460, 0.023, 0.050, -0.08, -0.605, 0, 0),
            of(0.1, 0.0230, 0.023, 0.020, 0, -0.606, 0, 0),
            of(0.1, 0.0230, 0.046, 0.020, 0.06, -0.605, 0, 0));

    private static Ellipsoid of(
            double value, double a, double b, double c, double x, double y, double z, double degrees) {
        return new Ellipsoid(value, List.of(a, b, c), List.of(x, y, z), degrees);
    }

    /** Copies the lists. */
    public Ellipsoid {
        semiAxes = List.copyOf(semiAxes);
        centre = List.copyOf(centre);
    }

    /** Whether a point is inside or on the surface. */
    public boolean contains(double x, double y, double z) {
        double dx = x - centre.get(0);
        double dy = y - centre.get(1);
        double up = (z - centre.get(2)) / semiAxes.get(2);
        double longest = Math.max(semiAxes.get(0), semiAxes.get(1));
        if (up * up > 1 || dx * dx + dy * dy > longest * longest) {
            return false; // most points, without a cosine
        }
        double angle = StrictMath.toRadians(turned);
        double cosine = turned == 0 ? 1 : StrictMath.cos(angle);
        double sine = turned == 0 ? 0 : StrictMath.sin(angle);
        double along = (cosine * dx + sine * dy) / semiAxes.get(0);
        double across = (cosine * dy - sine * dx) / semiAxes.get(1);
        return along * along + across * across + up * up <= 1;
    }

    /** The phantom's exact value at a point, 0 outside of it. */
    public static double sheppLogan(double x, double y, double z) {
        double sum = 0;
        for (Ellipsoid ellipsoid : SHEPP_LOGAN) {
            sum += ellipsoid.contains(x, y, z) ? ellipsoid.value : 0;
        }
        return Math.rint(10 * sum) / 10; // tenths, which sums of doubles are not
    }

    /**
     * The phantom's values at the centres of {@code side}³ voxels, which fill [-1, 1]³; spacing 200 mm / side.
     *
     * @param side voxels along each axis, 1 to 1024
     */
    public static Volume sheppLogan(int side) {
        if (side < 1 || side > 1024) {
            throw new IllegalArgumentException("the phantom has 1 to 1024 voxels along each axis, not " + side);
        }
        float[] values = new float[(int) Volume.count(side, side, side)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)
                    sheppLogan(centre(i % side, side), centre(i / side % side, side), centre(i / side / side, side));
        }
        return new Volume(side, side, side, new Spacing(200.0 / side, 200.0 / side, 200.0 / side), "", values);
    }

    private static double centre(int voxel, int side) {
        return (2 * voxel + 1.0) / side - 1;
    }
}
