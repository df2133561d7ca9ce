package org.inrzoo.layer;

/** Where the samples k = 0 … n-1 of an axis lie in [0,1]. */
public enum GridConvention {
    /** (k + ½)/n: the centres of n equal cells; grids of different size cover the same area. */
    PIXEL_CENTRES,
    /** k/(n-1): first and last sample on the ends, as SIREN, COIN and Multi-Head have it; 0 when n = 1. */
    END_POINTS,
    /** k/n: the left ends of n equal cells, as the Fourier-features code has it. */
    LEFT_ENDS;

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
            case PIXEL_CENTRES -> Math.min((float) ((position + 0.5) / n), LAST);
            case END_POINTS -> n == 1 ? 0 : (float) (position / (n - 1));
            case LEFT_ENDS -> Math.min((float) (position / n), LAST);
        };
    }

    /**
     * The place of an axis' domain that is nearest to a position. Where the domain ends at a sample, what would be the
     * outer half of that sample's cell lies outside.
     */
    public double inside(double position, int n) {
        return switch (this) {
            case PIXEL_CENTRES -> Math.max(-0.5, Math.min(n - 0.5, position));
            case END_POINTS -> Math.max(0, Math.min(n - 1, position));
            case LEFT_ENDS -> Math.max(0, Math.min(n, position));
        };
    }
}
