package org.inrzoo.datasets.volume;

import java.util.Arrays;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Resize;

/** Three slices through a volume, at right angles, as one gray picture. */
public final class Slices {

    private static final int GAP = 4;

    private Slices() {}

    /** The slices through the middle, from the value that one voxel in 200 is below to that which one in 200 is above. */
    public static Image picture(Volume volume) {
        float[] sorted = volume.values().clone();
        Arrays.sort(sorted);
        float black = sorted[(int) (0.005 * (sorted.length - 1))];
        float white = sorted[(int) Math.ceil(0.995 * (sorted.length - 1))];
        return picture(volume, volume.depth() / 2, volume.height() / 2, volume.width() / 2, black, white);
    }

    /**
     * From left to right: the slice at z with x to the right and y upwards, that at y with x to the right and z upwards, that
     * at x with y to the right and z upwards. A millimetre has the same length everywhere; the smallest step is a pixel.
     *
     * @param black the value that is shown black, and all below
     * @param white the value that is shown white, and all above; where it is not above black, all is gray
     */
    public static Image picture(Volume volume, int z, int y, int x, double black, double white) {
        Spacing spacing = volume.spacing();
        double pixel = Math.min(Math.min(spacing.z(), spacing.y()), spacing.x());
        int width = pixels(volume.width(), spacing.x(), pixel);
        int height = pixels(volume.height(), spacing.y(), pixel);
        int depth = pixels(volume.depth(), spacing.z(), pixel);
        Image[] slices = {
            slice(volume.width(), volume.height(), (column, row) -> volume.at(z, row, column), black, white)
                    .resize(width, height, Resize.BILINEAR),
            slice(volume.width(), volume.depth(), (column, row) -> volume.at(row, y, column), black, white)
                    .resize(width, depth, Resize.BILINEAR),
            slice(volume.height(), volume.depth(), (column, row) -> volume.at(row, column, x), black, white)
                    .resize(height, depth, Resize.BILINEAR)
        };
        return sideBySide(slices);
    }

    private interface Plane {
        float at(int column, int row);
    }

    private static int pixels(int voxels, double step, double pixel) {
        return (int) Math.max(1, Math.min(4096, Math.round(voxels * step / pixel)));
    }

    /** The row 0 of the plane is at the foot of the picture. */
    private static Image slice(int width, int height, Plane plane, double black, double white) {
        float[] values = new float[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double level = white > black ? (plane.at(column, row) - black) / (white - black) : 0.5;
                values[(height - 1 - row) * width + column] = (float) Math.max(0, Math.min(1, level));
            }
        }
        return new Image(width, height, 1, values);
    }

    private static Image sideBySide(Image[] pictures) {
        int width = -GAP;
        int height = 0;
        for (Image picture : pictures) {
            width += picture.width() + GAP;
            height = Math.max(height, picture.height());
        }
        float[] values = new float[width * height];
        int left = 0;
        for (Image picture : pictures) {
            int top = (height - picture.height()) / 2;
            for (int row = 0; row < picture.height(); row++) {
                System.arraycopy(
                        picture.values(), row * picture.width(), values, (top + row) * width + left, picture.width());
            }
            left += picture.width() + GAP;
        }
        return new Image(width, height, 1, values);
    }
}
