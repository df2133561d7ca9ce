package org.inrzoo.graph;

/** What a linear layer of a feature map mixes. */
public enum MapAxis {
    /** The features of a pixel. */
    CHANNELS("channels"),
    /** The pixels of a column, one of each row. */
    ROWS("rows"),
    /** The pixels of a row, one of each column. */
    COLUMNS("columns");

    private final String word;

    MapAxis(String word) {
        this.word = word;
    }

    /** Its name in parameters' names. */
    public String word() {
        return word;
    }

    /** How many values lie along it. */
    public int length(FeatureMap x) {
        return switch (this) {
            case CHANNELS -> x.channels();
            case ROWS -> x.height();
            case COLUMNS -> x.width();
        };
    }

    /** The order of [pictures, channels, height, width] in which this axis is the last. */
    int[] toTheEnd() {
        return switch (this) {
            case CHANNELS -> new int[] {0, 2, 3, 1};
            case ROWS -> new int[] {0, 1, 3, 2};
            case COLUMNS -> new int[] {0, 1, 2, 3};
        };
    }

    /** The order that takes this back. */
    int[] back() {
        return switch (this) {
            case CHANNELS -> new int[] {0, 3, 1, 2};
            case ROWS -> new int[] {0, 1, 3, 2};
            case COLUMNS -> new int[] {0, 1, 2, 3};
        };
    }
}
