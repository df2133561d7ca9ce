package org.inrzoo.datasets.video;

import java.util.Arrays;
import org.inrzoo.datasets.Image;

/** Frames of a video side by side, from left to right and from the top, on white. */
public final class FrameSheet {

    private static final int GAP = 4;

    private FrameSheet() {}

    /**
     * So many frames, evenly chosen from the first to the last; all where there are fewer.
     *
     * @param columns in a row, at least 1
     * @param rows    at most, at least 1
     */
    public static Image picture(Video video, int columns, int rows) {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "a sheet has at least one row and column, not " + rows + " and " + columns);
        }
        int shown = Math.min(video.frames(), columns * rows);
        int across = Math.min(columns, shown);
        int width = across * (video.width() + GAP) - GAP;
        int height = (shown + across - 1) / across * (video.height() + GAP) - GAP;
        float[] values = new float[width * height * video.channels()];
        Arrays.fill(values, 1);
        int row = video.width() * video.channels();
        for (int i = 0; i < shown; i++) {
            int t = shown == 1 ? 0 : (int) ((long) i * (video.frames() - 1) / (shown - 1));
            int left = i % across * (video.width() + GAP);
            int top = i / across * (video.height() + GAP);
            for (int y = 0; y < video.height(); y++) {
                System.arraycopy(
                        video.values(),
                        (t * video.height() + y) * row,
                        values,
                        ((top + y) * width + left) * video.channels(),
                        row);
            }
        }
        return new Image(width, height, video.channels(), values);
    }
}
