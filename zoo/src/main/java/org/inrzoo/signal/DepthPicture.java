package org.inrzoo.signal;

import org.inrzoo.datasets.Image;

/** Depths as a picture: the nearest black, the farthest light gray, and white where there is nothing. */
final class DepthPicture {

    private static final double FARTHEST = 0.85;

    private DepthPicture() {}

    /**
     * The picture.
     *
     * @param depth row by row; infinite where there is nothing
     * @param nearest depth that is black
     * @param farthest depth that is light gray
     */
    static Image of(double[] depth, int width, int height, double nearest, double farthest) {
        float[] values = new float[3 * depth.length];
        for (int i = 0; i < values.length; i++) {
            double part = (depth[i / 3] - nearest) / Math.max(1e-9, farthest - nearest);
            values[i] = Double.isFinite(depth[i / 3]) ? (float) (FARTHEST * Math.max(0, Math.min(1, part))) : 1;
        }
        return new Image(width, height, 3, values);
    }
}
