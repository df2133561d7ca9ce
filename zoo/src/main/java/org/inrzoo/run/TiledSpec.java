package org.inrzoo.run;

/**
 * What a fit in tiles is asked to do.
 *
 * @param fit the model, the whole picture, and how all tiles are computed; its threads are those of all fits at once
 * @param cut the tiles
 * @param jobs tiles that are fitted at the same time, each on an equal share of the threads, at least 1
 */
public record TiledSpec(FitSpec fit, TileCut cut, int jobs) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when one is missing or impossible
     */
    public TiledSpec {
        if (fit == null || cut == null || jobs < 1) {
            throw new IllegalArgumentException("a fit in tiles needs a fit, a cut, and a fit at a time or more");
        }
    }
}
