package org.inrzoo.datasets.label;

import java.util.List;

/**
 * Pictures to learn from, and others to be tested on.
 *
 * @param name what it was asked for by, such as {@code fashion}
 * @param train what a network learns from
 * @param test what it never sees; of the same size and classes
 * @param notes what a user should know about how it was read, in short sentences; often none
 */
public record PictureSet(String name, LabelledPictures train, LabelledPictures test, List<String> notes) {

    /**
     * Checks that both parts are alike.
     *
     * @throws IllegalArgumentException if they differ in size, channels or classes
     */
    public PictureSet {
        notes = List.copyOf(notes);
        if (train.channels() != test.channels()
                || train.height() != test.height()
                || train.width() != test.width()
                || !train.classes().equals(test.classes())) {
            throw new IllegalArgumentException(
                    "what is learnt from, " + train + ", and what is tested on, " + test + ", differ");
        }
    }
}
