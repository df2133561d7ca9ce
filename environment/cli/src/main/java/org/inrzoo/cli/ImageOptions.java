package org.inrzoo.cli;

import org.inrzoo.datasets.Background;
import org.inrzoo.run.LoadedImage;
import picocli.CommandLine.Option;

/** Which image is fitted, of commands that fit one. */
final class ImageOptions {

    @Option(
            names = "--image",
            paramLabel = "NAME|FILE",
            defaultValue = "camera",
            description =
                    "data set (astronaut, camera, perlin:CELLS) or PNG, JPEG, TIFF, WebP, GIF or BMP file; default ${DEFAULT-VALUE}")
    private String image;

    @Option(
            names = "--background",
            paramLabel = "COLOUR",
            defaultValue = "white",
            description =
                    "what shows through transparent parts: white, black, gray or #rrggbb; default ${DEFAULT-VALUE}")
    private Background background;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "resize the longer side to N pixels first; default as it is")
    private Integer size;

    /** The image's name or file. */
    String name() {
        return image;
    }

    /** The longer side that was asked for, or null. */
    Integer size() {
        return size == null ? null : (Integer) Arguments.atLeastOne("--size", size);
    }

    /** The image, with a line on standard error for whatever a person should know of how it was read. */
    LoadedImage load() {
        int side = size == null ? 0 : Arguments.atLeastOne("--size", size);
        LoadedImage pixels = LoadedImage.load(image, side, background);
        pixels.notes().forEach(note -> System.err.println("inrzoo: " + note));
        return pixels;
    }
}
