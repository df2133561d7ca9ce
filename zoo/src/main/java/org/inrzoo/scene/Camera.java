package org.inrzoo.scene;

/**
 * A pinhole camera without distortion.
 *
 * <pre>
 *   direction of pixel (i, j):  right · (i + ½ - centreX) / focal  -  up · (j + ½ - centreY) / focal  +  ahead
 * </pre>
 *
 * @param width pixels per row
 * @param height rows
 * @param focal focal length, pixels
 * @param centreX where the optical axis meets the picture, pixels from its left edge
 * @param centreY pixels from its upper edge
 * @param position of the pinhole
 * @param right unit vector to the right
 * @param up unit vector upwards
 * @param ahead unit vector along the optical axis
 */
public record Camera(
        int width,
        int height,
        double focal,
        double centreX,
        double centreY,
        Vector position,
        Vector right,
        Vector up,
        Vector ahead) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when there are no pixels, or the focal length is not above 0
     */
    public Camera {
        if (width < 1 || height < 1 || !(focal > 0) || Double.isInfinite(focal)) {
            throw new IllegalArgumentException(
                    "a camera has pixels and a focal length above 0, not " + width + "x" + height + " and " + focal);
        }
    }

    /**
     * A camera that looks at a point, z upwards, the optical axis in the picture's middle.
     *
     * @param angle of view across the width, radians
     */
    public static Camera lookingAt(Vector position, Vector target, int width, int height, double angle) {
        Vector ahead = target.minus(position).unit();
        Vector world = Math.abs(ahead.z()) > 0.999 ? new Vector(0, 1, 0) : new Vector(0, 0, 1);
        Vector right = ahead.cross(world).unit();
        double focal = width / (2 * Math.tan(angle / 2));
        return new Camera(width, height, focal, width / 2.0, height / 2.0, position, right, right.cross(ahead), ahead);
    }

    /** The unit vector from the pinhole through the centre of pixel (column, row). */
    public Vector direction(int column, int row) {
        double x = (column + 0.5 - centreX) / focal;
        double y = (row + 0.5 - centreY) / focal;
        return right.times(x).minus(up.times(y)).plus(ahead).unit();
    }

    /** The same view in other pixels, of the same shape. */
    public Camera resized(int newWidth, int newHeight) {
        double factor = (double) newWidth / width;
        return new Camera(
                newWidth, newHeight, focal * factor, centreX * factor, centreY * factor, position, right, up, ahead);
    }
}
