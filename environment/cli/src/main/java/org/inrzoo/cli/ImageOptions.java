package org.inrzoo.cli;

import org.inrzoo.run.FitPicture;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.StreamedImage;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which image is fitted, of commands that fit one. */
final class ImageOptions {

    @Option(
            names = "--image",
            paramLabel = "NAME|FILE",
            defaultValue = "camera",
            description =
                    "data set (astronaut, camera, perlin:CELLS, leaves) or PNG, JPEG, TIFF, WebP, GIF or BMP file; default ${DEFAULT-VALUE}")
    private String image;

    @Mixin
    private ReadingOptions reading;

    /** The image's name or file. */
    String name() {
        return image;
    }

    /** The longer side that was asked for, or null. */
    Integer size() {
        return reading.size();
    }

    /** The image, with a line on standard error for whatever a person should know of how it was read. */
    LoadedImage load() {
        return reading.load(image);
    }

    /** The same, but streamed, however small. */
    StreamedImage loadStreamed() {
        return reading.loadStreamed(image);
    }

    /** The same, but streamed where it is large. */
    FitPicture loadAny() {
        return reading.loadAny(image);
    }
}
