package org.inrzoo.vision;

import org.inrzoo.datasets.label.PictureSet;
import org.inrzoo.datasets.label.PictureSources;

/**
 * Labelled pictures that were read.
 *
 * @param data what files that are left call them, see {@link PictureSources#read}
 * @param set the pictures
 */
record NamedPictures(String data, PictureSet set) {

    static NamedPictures read(String data) {
        return new NamedPictures(data, PictureSources.read(data));
    }
}
