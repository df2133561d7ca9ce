package org.inrzoo.run;

import java.nio.file.Path;
import java.util.List;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
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
     * @throws OptionException when an image of this size would be too large
     */
    public static Pixels load(String nameOrFile, int size) {
        if (Datasets.names().contains(nameOrFile)) {
            return new Pixels(nameOrFile, resized(Datasets.image(nameOrFile), size), List.of());
        }
        Path file = Path.of(nameOrFile).toAbsolutePath();
        ImageFiles.Loaded loaded = ImageFiles.read(file);
        return new Pixels(file.toString(), resized(loaded.image(), size), loaded.notes());
    }

    /** The data set's name, or the file's without its folder. */
    public String name() {
        return Path.of(origin).getFileName().toString();
    }

    private static Image resized(Image image, int size) {
        int longer = Math.max(image.width(), image.height());
        if (size == 0 || size == longer) {
            return image;
        }
        try {
            return image.resize(scaled(image.width(), size, longer), scaled(image.height(), size, longer));
        } catch (IllegalArgumentException e) {
            throw new OptionException("the size cannot be " + size + ": " + e.getMessage());
        }
    }

    private static int scaled(int side, int size, int longer) {
        return (int) Math.max(1, Math.round((double) side * size / longer));
    }
}
