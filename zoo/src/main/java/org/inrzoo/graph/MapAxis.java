package org.inrzoo.graph;

/** What a linear layer of a feature map mixes. */
public enum MapAxis {
    /** The features of a pixel. */
    CHANNELS("channels", new int[] {0, 2, 3, 1}, new int[] {0, 3, 1, 2}),
    /** The pixels of a column, one of each row. */
    ROWS("rows", new int[] {0, 1, 3, 2}, new int[] {0, 1, 3, 2}),
    /** The pixels of a row, one of each column. */
    COLUMNS("columns", new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 3});

    private final String word;
    private final int[] toTheEnd;
    private final int[] back;

    MapAxis(String word, int[] toTheEnd, int[] back) {
        this.word = word;
        this.toTheEnd = toTheEnd;
        this.back = back;
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
        return toTheEnd.clone();
    }

    /** The order that takes this back. */
    int[] back() {
        return back.clone();
    }
}
