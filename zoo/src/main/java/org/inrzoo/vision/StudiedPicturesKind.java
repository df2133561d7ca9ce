package org.inrzoo.vision;

import org.inrzoo.study.StudiedData;
import org.inrzoo.study.StudiedKind;

/** Reads labelled pictures that networks learn to tell apart. */
public final class StudiedPicturesKind implements StudiedKind {

    static final String NAME = "pictures";
    static final String PICTURES = "pictures";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StudiedPictures read(StudiedData data, String source, int threads) {
        int pictures = (int) data.options().get(PICTURES);
        return StudiedPictures.read(source, pictures, threads).calledBy(data.source());
    }
}
