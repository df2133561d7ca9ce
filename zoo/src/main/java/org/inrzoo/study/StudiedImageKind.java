package org.inrzoo.study;

import java.util.Map;
import org.inrzoo.datasets.Background;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;

/** Reads an image that is fitted by its values. */
public final class StudiedImageKind implements StudiedKind {

    static final String NAME = "image";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StudiedImage read(StudiedData data, String source, int threads) {
        Map<String, Object> options = data.options();
        Background background = Background.parse((String) options.get("background"));
        LoadedImage here = LoadedImage.load(source, (int) options.get("size"), background);
        LoadedImage named = new LoadedImage(data.source(), here.image(), here.size(), background, here.notes());
        return new StudiedImage(named, new FitSpec.Compute((String) options.get("engine"), threads, 1));
    }
}
