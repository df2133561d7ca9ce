package org.inrzoo.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.family.Variant;
import org.inrzoo.option.OptionException;

/** The picture that a fit is given: in memory, or streamed where it is large. */
public sealed interface FitPicture permits LoadedImage, StreamedImage {

    /** The most pixels of a file's picture that is read into memory: 33,554,432. What is computed does not depend on the memory there is. */
    int IN_MEMORY = 1 << 25;

    /**
     * Finds a picture; a file of more than {@link #IN_MEMORY} pixels that is not resized is streamed, and so is what is drawn as large.
     *
     * @param nameOrFile a data set's name, or a file of a kind that {@link ImageFiles} reads
     * @param size longer side to resize to, pixels; 0 keeps the picture as it is
     * @param background what shows through the transparent parts of a file
     * @throws OptionException when there is no data set of that name, or an image of this size would be too large
     * @throws org.inrzoo.datasets.ImageFileException when the file cannot be read
     */
    static FitPicture load(String nameOrFile, int size, Background background) {
        if (Datasets.isName(nameOrFile)) {
            return Datasets.isLarge(nameOrFile) && (long) size * size > IN_MEMORY
                    ? StreamedImage.drawn(nameOrFile, size)
                    : LoadedImage.load(nameOrFile, size, background);
        }
        return size == 0 && isLarge(nameOrFile)
                ? StreamedImage.load(Path.of(nameOrFile), background)
                : LoadedImage.load(nameOrFile, size, background);
    }

    private static boolean isLarge(String file) {
        try {
            return ImageFiles.pixels(Path.of(file)) > IN_MEMORY;
        } catch (InvalidPathException e) {
            return false; // who loads it is told
        }
    }

    /** Data set name, or absolute path of the file. */
    String origin();

    /** Longer side that was asked for, pixels; 0 for the picture as it is. */
    int size();

    /** What shows through the transparent parts of a file. */
    Background background();

    /** What a user should know about how the file was read. */
    List<String> notes();

    /** The data set's name, or the file's without its folder. */
    default String name() {
        return Datasets.isName(origin())
                ? origin()
                : Path.of(origin()).getFileName().toString();
    }

    /** The pixels that are fitted. */
    FitSpec.Pixels pixels();

    /**
     * A model as it is fitted to this.
     *
     * @throws OptionException when it cannot be, or not in this memory
     */
    Variant fitted(Variant variant);

    /** What a fit of it leaves. */
    FitOutputs outputs(FitSpec spec);
}
