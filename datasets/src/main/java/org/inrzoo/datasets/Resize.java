package org.inrzoo.datasets;

/** How a picture is brought to another size. */
public enum Resize {
    /**
     * Averaged over areas along an axis that shrinks, bilinear along one that grows: no detail is skipped and none
     * turns into another.
     */
    AREA,
    /**
     * Bilinear along every axis: the two nearest pixels of each axis by their centres' distance, the border repeated,
     * and no antialiasing when the picture shrinks. This is what OpenCV's {@code resize} does by default; at exactly
     * half the size it is the mean of 2x2 pixels.
     */
    BILINEAR,
    /** Averaged over areas along an axis that shrinks, by cubic convolution (Keys, a = -1/2) along one that grows. */
    BICUBIC,
    /** Averaged over areas along an axis that shrinks, by {@link Interpolation}'s windowed sinc along one that grows. */
    LANCZOS
}
