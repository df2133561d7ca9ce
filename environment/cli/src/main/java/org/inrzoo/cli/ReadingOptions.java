package org.inrzoo.cli;

import org.inrzoo.datasets.Background;
import org.inrzoo.run.FitPicture;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.StreamedImage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How an image is read, of commands that take one. */
final class ReadingOptions {

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

    /** Whether a command was given one of them. */
    static boolean isGiven(CommandSpec command) {
        return SignalOptions.isGiven(command, "--size") || SignalOptions.isGiven(command, "--background");
    }

    /** The longer side that was asked for, or null. */
    Integer size() {
        return size == null ? null : (Integer) Arguments.atLeastOne("--size", size);
    }

    /**
     * An image, with a line on standard error for whatever a person should know of how it was read.
     *
     * @param nameOrFile a data set's name, or a file
     */
    LoadedImage load(String nameOrFile) {
        return told(LoadedImage.load(nameOrFile, side(), background));
    }

    /** The same, but streamed where it is large. */
    FitPicture loadAny(String nameOrFile) {
        return told(FitPicture.load(nameOrFile, side(), background));
    }

    /** The same, but streamed, however small; what is noted of its fit as a whole is not told. */
    StreamedImage loadStreamed(String nameOrFile) {
        return StreamedImage.load(nameOrFile, side(), background);
    }

    private int side() {
        return size == null ? 0 : Arguments.atLeastOne("--size", size);
    }

    private static <P extends FitPicture> P told(P pixels) {
        pixels.notes().forEach(note -> System.err.println("inrzoo: " + note));
        return pixels;
    }
}
