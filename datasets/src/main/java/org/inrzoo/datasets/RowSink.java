package org.inrzoo.datasets;

/** What is made of a picture's rows, which come one after the other from the top. */
interface RowSink {

    /** Makes the sink of a picture whose kind is known. */
    interface Maker<S extends RowSink> {

        /**
         * The sink.
         *
         * @param samples the kind of the picture's samples
         */
        S of(int width, int height, Samples samples);
    }

    /**
     * Takes the next row, which may be changed afterwards.
     *
     * @param row width · channels numbers from 0 to 1
     */
    void add(float[] row);
}
