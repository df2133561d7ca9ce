package org.inrzoo.datasets;

/** Makes an image of rows that come one after the other. */
abstract class ImageSink implements RowSink {

    private final int width;
    private final int height;
    private final int channels;

    private ImageSink(int width, int height, int channels) {
        this.width = width;
        this.height = height;
        this.channels = channels;
    }

    /**
     * For rows of a picture whose longer side is brought to {@code side} pixels; 0 keeps its size.
     *
     * @throws UnfitSizeException if the result is too large for an array
     */
    static ImageSink of(int width, int height, int channels, int side) {
        int longer = Math.max(width, height);
        if (side == 0 || side == longer) {
            return new Kept(width, height, channels);
        }
        return new Resized(
                width, height, channels, Image.scaled(width, side, longer), Image.scaled(height, side, longer), side);
    }

    /** All values, once all rows have come. */
    abstract float[] values();

    Image image() {
        return new Image(width, height, channels, values());
    }

    private static int requireRoom(int width, int height, int channels, int side) {
        try {
            return Image.count(width, height, channels);
        } catch (IllegalArgumentException e) {
            throw side == 0 ? e : new UnfitSizeException("the size cannot be " + side + ": " + e.getMessage());
        }
    }

    private static final class Kept extends ImageSink {

        private final float[] values;
        private int end;

        Kept(int width, int height, int channels) {
            super(width, height, channels);
            values = new float[requireRoom(width, height, channels, 0)];
        }

        @Override
        public void add(float[] row) {
            System.arraycopy(row, 0, values, end, row.length);
            end += row.length;
        }

        @Override
        float[] values() {
            return values;
        }
    }

    private static final class Resized extends ImageSink {

        private final Resampling resampling;

        Resized(int fromWidth, int fromHeight, int channels, int width, int height, int side) {
            super(width, height, channels);
            requireRoom(width, height, channels, side);
            resampling = new Resampling(fromWidth, fromHeight, channels, width, height, Resize.AREA);
        }

        @Override
        public void add(float[] row) {
            resampling.add(row);
        }

        @Override
        float[] values() {
            return resampling.values();
        }
    }
}
