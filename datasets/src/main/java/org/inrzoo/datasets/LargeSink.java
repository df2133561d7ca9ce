package org.inrzoo.datasets;

/** Makes a large picture of rows that come one after the other, upright however they are stored. */
final class LargeSink implements RowSink {

    private final LargeImage image;
    private final Orientation orientation;
    private final int width;
    private final int height;
    private int y;

    /** For rows of a picture that is stored in an orientation. */
    LargeSink(int width, int height, Samples samples, Orientation orientation) {
        this.width = width;
        this.height = height;
        this.orientation = orientation;
        image = orientation.swapped()
                ? LargeImage.create(height, width, samples.channels(), samples.bits())
                : LargeImage.create(width, height, samples.channels(), samples.bits());
    }

    @Override
    public void add(float[] row) {
        for (int x = 0; x < width; x++) {
            int column = orientation.mirrored() ? width - 1 - x : x;
            int line = orientation.flipped() ? height - 1 - y : y;
            image.write(
                    orientation.swapped() ? line : column,
                    orientation.swapped() ? column : line,
                    row,
                    x * image.channels());
        }
        y++;
    }

    /** The picture, once all rows have come. */
    LargeImage image() {
        return image;
    }
}
