package org.inrzoo.layer;

/** How the experts of a tiling share a point, Hao et al. 2022, eq. 4 and 5. */
public enum Blending {
    /** The expert of the cell the point lies in, alone. */
    NEAREST,
    /** The two nearest experts of each axis, weighted linearly: 2^d times the multiply-accumulates. */
    LINEAR
}
