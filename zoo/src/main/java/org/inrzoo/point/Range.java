package org.inrzoo.point;

/** An interval that numbers given on [0,1] are mapped to: of coordinates by an encoding, of pixel values by a recipe. */
public enum Range {
    /** [0, 1]. */
    UNIT(0, 1),
    /** [-1, 1]. */
    SYMMETRIC(-1, 1);

    private final double low;
    private final double high;

    Range(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /** The interval's lower end. */
    public double low() {
        return low;
    }

    /** The interval's length. */
    public double length() {
        return high - low;
    }

    /** Maps a value from [0,1] to this interval. */
    public float fromUnit(float value) {
        return (float) (low + length() * value);
    }

    /** Maps a value of this interval to [0,1]. */
    public float toUnit(float value) {
        return (float) ((value - low) / length());
    }
}
