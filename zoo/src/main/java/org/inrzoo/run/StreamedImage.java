package org.inrzoo.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inrzoo.FitMemory;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.LargeImage;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.task.LargeImageTask;

/**
 * A picture that is never in memory as a whole: its own samples lie in a temporary file, batches are drawn over all of it, and it is
 * drawn and scored in strips.
 *
 * @param origin data set name, or absolute path of the file
 * @param image the pixels
 * @param size pixels per side that were asked for; 0 for a file's
 * @param background what shows through the transparent parts of the file
 * @param pixels sizes and fingerprint
 * @param notes what a user should know about how the file was read, and about its fit
 */
public record StreamedImage(
        String origin, LargeImage image, int size, Background background, FitSpec.Pixels pixels, List<String> notes)
        implements FitPicture {

    /** Pixels of a step, by recipes that take all of them. */
    static final int BATCH = 1 << 16;

    /**
     * Reads a picture, however small.
     *
     * @param nameOrFile the name of a data set that is drawn as large, or a file
     * @param size pixels per side of what is drawn; 0 for a file's
     * @param background what shows through the transparent parts of a file
     * @throws OptionException when it is another data set, or a file is to be resized
     * @throws org.inrzoo.datasets.ImageFileException when the file cannot be read
     */
    public static StreamedImage load(String nameOrFile, int size, Background background) {
        if (Datasets.isName(nameOrFile) && Datasets.isLarge(nameOrFile)) {
            return drawn(nameOrFile, size == 0 ? Datasets.image(nameOrFile).width() : size);
        }
        if (Datasets.isName(nameOrFile) || size != 0) {
            throw new OptionException("tiles are of a file as it is, or of leaves at any --size, not of "
                    + Quoted.of(nameOrFile) + (size == 0 ? "" : " resized"));
        }
        try {
            return load(Path.of(nameOrFile), background);
        } catch (InvalidPathException e) {
            throw new OptionException("there is no file " + Quoted.of(nameOrFile));
        }
    }

    /**
     * Reads a file, however small.
     *
     * @throws org.inrzoo.datasets.ImageFileException when it cannot be read
     */
    public static StreamedImage load(Path file, Background background) {
        Path path = file.toAbsolutePath();
        ImageFiles.Streamed read = ImageFiles.stream(path, background);
        return of(path.toString(), read.image(), 0, background, read.notes());
    }

    /**
     * A picture that is drawn at any size.
     *
     * @param name a data set's
     * @param size pixels per side
     * @throws OptionException when there is none of that name, or it would be too large
     */
    static StreamedImage drawn(String name, int size) {
        try {
            return of(name, Datasets.large(name, size), size, Background.WHITE, List.of());
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
    }

    private static StreamedImage of(
            String origin, LargeImage image, int size, Background background, List<String> readNotes) {
        List<String> notes = new ArrayList<>(readNotes);
        notes.add(String.format(
                Locale.ROOT,
                "a picture of %dx%d is streamed: steps take batches, %,d pixels where the recipe takes all, and scores on the way are of"
                        + " %,d pixels, the last one of all",
                image.width(),
                image.height(),
                BATCH,
                scored(image)));
        FitSpec.Pixels pixels = new FitSpec.Pixels(image.width(), image.height(), image.channels(), image.sha256());
        return new StreamedImage(origin, image, size, background, pixels, notes);
    }

    private static int scored(LargeImage image) {
        return Math.min(LargeImageTask.SCORED, image.width() * image.height());
    }

    @Override
    public Variant fitted(Variant variant) {
        int tiles = variant.family().tiles().count();
        Variant batched = variant.recipe().batch() == 0 ? variant.with("batch", Math.max(1, BATCH / tiles)) : variant;
        Architecture architecture = batched.architecture(image.width(), image.height(), image.channels());
        if (architecture.reach() > 0) {
            throw new OptionException(
                    variant.name() + " looks at neighbouring pixels and so takes all of a picture at once, and "
                            + name() + " is too large for that: shrink it with --size");
        }
        if (batched.recipe().jitter() != 0) {
            throw new OptionException("a streamed picture has no values between its pixels: leave 'jitter' at 0");
        }
        FitMemory.require(
                image.width(), image.height(), (long) scored(image) * image.channels(), architecture.parameters());
        return batched;
    }

    @Override
    public FitOutputs outputs(FitSpec spec) {
        return new StreamedOutputs(spec, this);
    }
}
