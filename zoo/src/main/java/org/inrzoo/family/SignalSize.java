package org.inrzoo.family;

/**
 * The kind of signal whose network a paper's parameter count is of.
 *
 * @param name what it is, with its article
 * @param dimensions coordinates per point
 * @param outputs values per point
 */
public record SignalSize(String name, int dimensions, int outputs) {

    /** Rows and columns to brightness. */
    public static final SignalSize GRAY_IMAGE = new SignalSize("a gray image", 2, 1);

    /** Rows and columns to red, green and blue. */
    public static final SignalSize RGB_IMAGE = new SignalSize("an RGB image", 2, 3);

    /** Frames, rows and columns to red, green and blue. */
    public static final SignalSize RGB_VIDEO = new SignalSize("an RGB video", 3, 3);
}
