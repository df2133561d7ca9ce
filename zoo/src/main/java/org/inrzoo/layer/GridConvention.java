package org.inrzoo.layer;

/** Where the samples k = 0 … n-1 of an axis lie in [0,1]. */
public enum GridConvention {
    /** (k + ½)/n: the centres of n equal cells; grids of different size cover the same area. */
    PIXEL_CENTRES,
    /** k/(n-1): first and last sample on the ends, as SIREN, COIN and Multi-Head have it; 0 when n = 1. */
    END_POINTS,
    /** k/n: the left ends of n equal cells, as the Fourier-features code has it. */
    LEFT_ENDS;

    /** The coordinate of sample {@code k} of {@code n}. */
    public float coordinate(int k, int n) {
        return switch (this) {
            case PIXEL_CENTRES -> (float) ((k + 0.5) / n);
            case END_POINTS -> n == 1 ? 0 : (float) ((double) k / (n - 1));
            case LEFT_ENDS -> (float) ((double) k / n);
        };
    }
}
