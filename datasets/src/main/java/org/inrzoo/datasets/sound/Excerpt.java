package org.inrzoo.datasets.sound;

/**
 * The part of a sound that is wanted.
 *
 * @param from    where it begins, seconds, 0 or more
 * @param seconds how long it is at most; positive, may be infinite
 */
public record Excerpt(double from, double seconds) {

    /** From the start to the end. */
    public static final Excerpt ALL = new Excerpt(0, Double.POSITIVE_INFINITY);

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if the part begins before the sound or has no length
     */
    public Excerpt {
        if (!(from >= 0 && from < Double.POSITIVE_INFINITY && seconds > 0)) {
            throw new IllegalArgumentException(
                    "a part of a sound begins at 0 s or later and lasts, not " + seconds + " s from " + from + " s");
        }
    }
}
