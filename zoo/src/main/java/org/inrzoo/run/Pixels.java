package org.inrzoo.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.Resize;
import org.inrzoo.option.OptionException;

/**
 * The image a fit is given.
 *
 * @param origin data set name, or absolute path of the file
 * @param image the pixels, resized as asked
 * @param notes what a user should know about how the file was read
 */
public record Pixels(String origin, Image image, List<String> notes) {

    /**
     * Finds and resizes an image.
     *
     * @param nameOrFile a data set's name, or a PNG, JPEG or BMP file
     * @param size longer side to resize to, pixels; 0 keeps the image as it is
     * @throws OptionException when there is no data set of that name, or an image of this size would be too large
     */
    public static Pixels load(String nameOrFile, int size) {
        try {
            return Datasets.isName(nameOrFile) ? named(nameOrFile, size) : file(Path.of(nameOrFile).toAbsolutePath(), size);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }

    private static Pixels named(String name, int size) {
        return new Pixels(name, size == 0 ? Datasets.image(name) : Datasets.image(name, size), List.of());
    }

    private static Pixels file(Path file, int size) {
        ImageFiles.Loaded loaded = ImageFiles.read(file);
        Image image = size == 0 ? loaded.image() : loaded.image().resizeLonger(size, Resize.AREA);
        return new Pixels(file.toString(), image, loaded.notes());
    }

    /**
     * The same picture with twice as many pixels on every axis, where its source has them: noise always does.
     *
     * @param size what {@link #load} was asked for
     */
    Optional<Image> twice(int size) {
        if (size == 0) {
            return Optional.empty();
        }
        int width = 2 * image.width();
        int height = 2 * image.height();
        Image source = Datasets.isNoise(origin) ? load(origin, Math.max(width, height)).image : load(origin, 0).image;
        return source.width() < width || source.height() < height
                ? Optional.empty()
                : Optional.of(source.resize(width, height, Resize.AREA));
    }

    /** The data set's name, or the file's without its folder. */
    public String name() {
        return Datasets.isName(origin) ? origin : Path.of(origin).getFileName().toString();
    }
}
