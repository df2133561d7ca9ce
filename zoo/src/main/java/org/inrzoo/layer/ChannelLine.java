package org.inrzoo.layer;

/** A fixed line for every channel, y_j = a_j x_j + c_j. */
public final class ChannelLine {

    private final double[] slopes;
    private final double[] offsets;

    /**
     * A line for every channel.
     *
     * @param slopes a, [channels]; copied
     * @param offsets c, [channels]; copied
     */
    public ChannelLine(double[] slopes, double[] offsets) {
        this.slopes = slopes.clone();
        this.offsets = offsets.clone();
    }

    /** The {@code values}, whose last axis are the channels, row-major, through the line. */
    public float[] of(float[] values) {
        return times(values, 1);
    }

    /** The {@code values}, whose last axis are the channels, row-major, by the line's slopes alone: what a weight that leads to it becomes. */
    public float[] scaled(float[] values) {
        return times(values, 0);
    }

    private float[] times(float[] values, int moved) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int j = i % slopes.length;
            result[i] = (float) (slopes[j] * values[i] + moved * offsets[j]);
        }
        return result;
    }
}
