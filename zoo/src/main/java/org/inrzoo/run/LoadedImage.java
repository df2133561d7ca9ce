package org.inrzoo.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.inrzoo.FitMemory;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFileException;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.ReadOptions;
import org.inrzoo.datasets.Resize;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;

/**
 * The image a fit is given.
 *
 * @param origin data set name, or absolute path of the file
 * @param image the pixels, resized as asked
 * @param size longer side that was asked for, pixels; 0 for the image as it is
 * @param background what shows through the transparent parts of a file
 * @param notes what a user should know about how the file was read
 */
public record LoadedImage(String origin, Image image, int size, Background background, List<String> notes)
        implements FitPicture {

    /** Finds and resizes an image, on white. */
    public static LoadedImage load(String nameOrFile, int size) {
        return load(nameOrFile, size, Background.WHITE);
    }

    /**
     * Finds and resizes an image.
     *
     * @param nameOrFile a data set's name, or a file of a kind that {@link ImageFiles} reads
     * @param size longer side to resize to, pixels; 0 keeps the image as it is
     * @param background what shows through the transparent parts of a file
     * @throws OptionException when there is no data set of that name, or an image of this size would be too large
     */
    public static LoadedImage load(String nameOrFile, int size, Background background) {
        try {
            return Datasets.isName(nameOrFile)
                    ? named(nameOrFile, size, background)
                    : file(Path.of(nameOrFile).toAbsolutePath(), new ReadOptions(size, background));
        } catch (InvalidPathException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }

    private static LoadedImage named(String name, int size, Background background) {
        return new LoadedImage(
                name, size == 0 ? Datasets.image(name) : Datasets.image(name, size), size, background, List.of());
    }

    private static LoadedImage file(Path file, ReadOptions options) {
        ImageFiles.Loaded loaded = ImageFiles.read(file, options);
        return new LoadedImage(file.toString(), loaded.image(), options.side(), options.background(), loaded.notes());
    }

    /** The same picture with twice as many pixels on every axis, where its source has them: what is drawn always does. */
    public Optional<Image> twice() {
        if (size == 0) {
            return Optional.empty();
        }
        int width = 2 * image.width();
        int height = 2 * image.height();
        try {
            Image source = load(origin, Datasets.isDrawn(origin) ? Math.max(width, height) : 0, background).image;
            return source.width() < width || source.height() < height
                    ? Optional.empty()
                    : Optional.of(source.resize(width, height, Resize.AREA));
        } catch (ImageFileException e) {
            return Optional.empty(); // too large to be read whole; a fit does not end for want of a score
        }
    }

    @Override
    public FitSpec.Pixels pixels() {
        return new FitSpec.Pixels(image.width(), image.height(), image.channels(), image.sha256());
    }

    @Override
    public Variant fitted(Variant variant) {
        Architecture architecture = variant.architecture(image.width(), image.height(), image.channels());
        FitMemory.require(image.width(), image.height(), image.values().length, architecture.parameters());
        return variant;
    }

    @Override
    public FitOutputs outputs(FitSpec spec) {
        return new LoadedOutputs(spec, this);
    }
}
