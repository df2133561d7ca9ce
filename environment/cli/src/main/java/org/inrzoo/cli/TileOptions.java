package org.inrzoo.cli;

import java.util.Optional;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.TileCut;
import org.inrzoo.run.TiledSpec;
import picocli.CommandLine.Option;

/** Whether a picture is fitted in tiles, and how. */
final class TileOptions {

    @Option(
            names = "--tiles",
            paramLabel = "RxC",
            description =
                    "cut the picture into R rows and C columns of tiles, each a fit of its own, blended into one picture; default not")
    private String tiles;

    @Option(
            names = "--overlap",
            paramLabel = "N",
            description = "pixels that a tile reaches beyond a border, to be blended there; default 16")
    private Integer overlap;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "tiles that are fitted at the same time, sharing the threads; default 1")
    private Integer jobs;

    /** Whether there are to be tiles. */
    boolean given() {
        if (tiles == null && (overlap != null || jobs != null)) {
            throw new OptionException("--overlap and --jobs are of a fit in tiles: add --tiles, such as --tiles 4x4");
        }
        return tiles != null;
    }

    /** What a fit in tiles is asked to do, that of the whole picture given. */
    TiledSpec of(FitSpec whole) {
        if (!tiles.matches("[1-9][0-9]{0,3}x[1-9][0-9]{0,3}")) {
            throw new OptionException("--tiles cannot be '" + tiles + "'; it is ROWSxCOLUMNS, such as 4x4");
        }
        String[] sides = tiles.split("x");
        int shared = Optional.ofNullable(overlap).orElse(16);
        TileCut cut = new TileCut(
                whole.pixels().width(),
                whole.pixels().height(),
                Integer.parseInt(sides[0]),
                Integer.parseInt(sides[1]),
                shared);
        return new TiledSpec(whole, cut, jobs == null ? 1 : Arguments.atLeastOne("--jobs", jobs));
    }
}
