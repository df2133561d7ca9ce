package org.inrzoo.scene;

import java.nio.file.Path;
import java.util.Optional;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.ReadOptions;
import org.inrzoo.io.MalformedFileException;

/** Reads what a camera saw. */
final class ScenePicture {

    private static final Background BLACK = Background.parse("black");

    private ScenePicture() {}

    /** The picture of a file in three colours, on white where it is transparent, resized to a longer side, pixels; 0 keeps it. */
    static Image read(Path file, int side) {
        return inColours(read(file, side, Background.WHITE));
    }

    private static Image read(Path file, int side, Background background) {
        return ImageFiles.read(file, new ReadOptions(side, background)).image();
    }

    private static Image inColours(Image image) {
        if (image.channels() == 3) {
            return image;
        }
        float[] values = new float[3 * image.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.values()[i / 3];
        }
        return new Image(image.width(), image.height(), 3, values);
    }

    /**
     * What a camera saw in a file, with the mask that its transparency is, if it has any.
     *
     * @param camera in any number of pixels of the picture's shape
     * @param described the file that says what the camera is, for messages
     * @throws MalformedFileException when the picture is of another shape
     */
    static View view(String name, Camera camera, Path file, int side, String described) {
        ImageFiles.Loaded loaded = ImageFiles.read(file, new ReadOptions(side, Background.WHITE));
        Image picture = inColours(loaded.image());
        double shape = (double) camera.width() * picture.height() / ((double) camera.height() * picture.width());
        if (Math.abs(shape - 1) > 1.0 / Math.min(picture.width(), picture.height())) {
            throw new MalformedFileException(
                    described,
                    "its camera has " + camera.width() + "x" + camera.height() + " pixels, and picture '" + name
                            + "' is of another shape");
        }
        Optional<Image> mask =
                loaded.notes().isEmpty() ? Optional.empty() : mask(loaded.image(), read(file, side, BLACK));
        return new View(name, camera.resized(picture.width(), picture.height()), picture, mask);
    }

    /** What shows less of a white background than of none: 1 - (on white - on black). */
    private static Optional<Image> mask(Image onWhite, Image onBlack) {
        int channels = onWhite.channels();
        float[] values = new float[onWhite.width() * onWhite.height()];
        boolean transparent = false;
        for (int i = 0; i < values.length; i++) {
            float through = onWhite.values()[channels * i] - onBlack.values()[channels * i];
            values[i] = Math.max(0, Math.min(1, 1 - through));
            transparent |= through > 0;
        }
        return transparent ? Optional.of(new Image(onWhite.width(), onWhite.height(), 1, values)) : Optional.empty();
    }
}
