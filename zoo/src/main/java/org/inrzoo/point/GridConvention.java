package org.inrzoo.point;

import org.inrzoo.option.Word;

/**
 * Where the samples k = 0 … n-1 of an axis lie in [0,1]. In the words of {@code align_corners} of PyTorch's resampling and of
 * {@code coordinate_transformation_mode} of ONNX' Resize.
 */
public enum GridConvention {
    /**
     * (k + ½)/n: the centers of n equal pixels, so that grids of different size cover the same area;
     * {@code align_corners=False}, {@code half_pixel}.
     */
    @Word("pixel-centres")
    PIXEL_CENTERS,
    /**
     * k/(n-1): first and last sample on the domain's ends, as SIREN, COIN and Multi-Head have it; 0 when n = 1;
     * {@code align_corners=True}.
     */
    @Word("end-points")
    ALIGN_CORNERS,
    /** k/n: the lower ends of n equal pixels, as the Fourier-features code has it; {@code asymmetric}. */
    @Word("left-ends")
    ASYMMETRIC;

    /** The largest coordinate of a domain that is open at its end. */
    private static final float LAST = Math.nextDown(1f);

    /** The coordinate of sample {@code k} of {@code n}. */
    public float coordinate(int k, int n) {
        return coordinate((double) k, n);
    }

    /**
     * The coordinate of a place between the samples of an axis.
     *
     * @param position in samples: whole at a sample, 0 at the first; see {@link #inside}
     * @param n samples of the axis
     */
    public float coordinate(double position, int n) {
        return switch (this) {
            case PIXEL_CENTERS -> Math.min((float) ((position + 0.5) / n), LAST);
            case ALIGN_CORNERS -> n == 1 ? 0 : (float) (position / (n - 1));
            case ASYMMETRIC -> Math.min((float) (position / n), LAST);
        };
    }

    /**
     * The place of an axis' domain that is nearest to a position. Where the domain ends at a sample, what would be the
     * outer half of that sample's cell lies outside.
     */
    public double inside(double position, int n) {
        return switch (this) {
            case PIXEL_CENTERS -> Math.max(-0.5, Math.min(n - 0.5, position));
            case ALIGN_CORNERS -> Math.max(0, Math.min(n - 1, position));
            case ASYMMETRIC -> Math.max(0, Math.min(n, position));
        };
    }
}
