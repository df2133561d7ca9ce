package org.inrzoo.datasets;

/**
 * How the stored rows and columns of a picture lie in the picture as it is to be seen, as EXIF numbers it (CIPA DC-008,
 * tag 0x0112).
 */
enum Orientation {
    /** 1: as it is. */
    UPRIGHT(false, false, false),
    /** 2: left and right changed. */
    MIRRORED(false, true, false),
    /** 3: upside down. */
    TURNED_HALF(false, true, true),
    /** 4: top and bottom changed. */
    FLIPPED(false, false, true),
    /** 5: rows are columns, from the top left. */
    TRANSPOSED(true, false, false),
    /** 6: to be turned clockwise by a right angle. */
    TURNED_RIGHT(true, false, true),
    /** 7: rows are columns, from the bottom right. */
    TRANSVERSED(true, true, true),
    /** 8: to be turned counter-clockwise by a right angle. */
    TURNED_LEFT(true, true, false);

    private final boolean swapped;
    private final boolean mirrored;
    private final boolean flipped;

    /**
     * Where pixel (x, y) of the upright picture is stored.
     *
     * @param swapped at column y of row x
     * @param mirrored columns counted from the right
     * @param flipped rows counted from the bottom
     */
    Orientation(boolean swapped, boolean mirrored, boolean flipped) {
        this.swapped = swapped;
        this.mirrored = mirrored;
        this.flipped = flipped;
    }

    /** The orientation of a number from 1 to 8; upright for any other. */
    static Orientation of(int number) {
        return number >= 1 && number <= 8 ? values()[number - 1] : UPRIGHT;
    }

    /** Whether stored rows are columns. */
    boolean swapped() {
        return swapped;
    }

    /** Whether stored columns are counted from the right. */
    boolean mirrored() {
        return mirrored;
    }

    /** Whether stored rows are counted from the bottom. */
    boolean flipped() {
        return flipped;
    }

    /** The stored picture as it is to be seen. */
    Image upright(Image stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapped ? stored.height() : stored.width();
        int height = swapped ? stored.width() : stored.height();
        int channels = stored.channels();
        float[] values = new float[stored.values().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(
                        stored.values(), at(stored, x, y) * channels, values, (y * width + x) * channels, channels);
            }
        }
        return new Image(width, height, channels, values);
    }

    private int at(Image stored, int x, int y) {
        int column = swapped ? y : x;
        int row = swapped ? x : y;
        return (flipped ? stored.height() - 1 - row : row) * stored.width()
                + (mirrored ? stored.width() - 1 - column : column);
    }
}
