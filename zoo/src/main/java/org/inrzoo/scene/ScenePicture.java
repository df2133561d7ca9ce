package org.inrzoo.scene;

import java.nio.file.Path;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.ReadOptions;

/** Reads what a camera saw: in three colours, on white where it is transparent. */
final class ScenePicture {

    private ScenePicture() {}

    /** The picture of a file, resized to a longer side, pixels; 0 keeps it. */
    static Image read(Path file, int side) {
        Image image =
                ImageFiles.read(file, new ReadOptions(side, Background.WHITE)).image();
        if (image.channels() == 3) {
            return image;
        }
        float[] values = new float[3 * image.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.values()[i / 3];
        }
        return new Image(image.width(), image.height(), 3, values);
    }
}
