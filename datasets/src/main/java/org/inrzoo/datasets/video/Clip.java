package org.inrzoo.datasets.video;

/**
 * The part of a video that is wanted, and how large.
 *
 * @param from    where it begins, seconds, 0 or more
 * @param seconds how long it is at most; positive, may be infinite
 * @param side    longer side to bring its frames to by {@link org.inrzoo.datasets.Resize#AREA}, pixels; 0 keeps their own
 */
public record Clip(double from, double seconds, int side) {

    /** From the start to the end, as large as it is. */
    public static final Clip ALL = new Clip(0, Double.POSITIVE_INFINITY, 0);

    /**
     * Checks the three.
     *
     * @throws IllegalArgumentException if the part begins before the video, has no length, or the side is negative
     */
    public Clip {
        if (!(from >= 0 && from < Double.POSITIVE_INFINITY && seconds > 0 && side >= 0)) {
            throw new IllegalArgumentException(
                    "a part of a video begins at 0 s or later, lasts, and has a side of 0 or more: not " + seconds
                            + " s from " + from + " s of " + side);
        }
    }

    /** Whether a frame shown at a time is in it; half a microsecond is forgiven to times that were divided. */
    boolean has(double time) {
        return time >= from - 5e-7 && time < from + seconds - 5e-7;
    }
}
