package org.inrzoo.task;

import org.inrzoo.datasets.Image;
import org.inrzoo.fit.FitTask;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Grid;
import org.inrzoo.layer.Range;
import org.inrzoo.layer.Tiles;
import org.inrzoo.metric.Psnr;

/**
 * An image to be represented: the pixels of one tile are the points, their values in all tiles the targets; as a rule
 * there is but one tile.
 */
public final class ImageTask implements FitTask {

    private final int channels;
    private final Tiles tiles;
    private final Grid grid;
    private final Range range;
    private final float[] values;
    private final float[] targets;

    /**
     * The image under a recipe's conventions: where the pixels lie and which range their values take.
     *
     * @param tiles how the network cuts images
     * @throws org.inrzoo.option.OptionException when the image cannot be cut like this
     */
    public ImageTask(Image image, Tiles tiles, Recipe recipe) {
        this.tiles = tiles;
        channels = image.channels();
        grid = tiles.grid(image.width(), image.height(), recipe.grid());
        range = recipe.targets();
        values = tiles.split(image.values(), grid, channels);
        targets = new float[values.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = range.fromUnit(values[i]);
        }
    }

    @Override
    public Grid grid() {
        return grid;
    }

    @Override
    public int outputs() {
        return tiles.count() * channels;
    }

    @Override
    public float[] targets() {
        return targets;
    }

    /** Standard PSNR: on [0,1], clamped, peak 1. */
    @Override
    public double psnr(float[] outputs) {
        return Psnr.standard(toUnit(outputs, range), values);
    }

    /** The Multi-Head paper's PSNR: on [0,1], peak 1, the network's outputs as they are. */
    public double unclampedPsnr(float[] outputs) {
        return Psnr.unclamped(toUnit(outputs, range), values);
    }

    /** The LoE code's PSNR: prediction and image stretched to their own extremes, as 8-bit values. */
    public double stretchedPsnr(float[] outputs) {
        return Psnr.stretched(toUnit(outputs, range), values);
    }

    /**
     * The image that a network's outputs show, clamped to [0,1].
     *
     * @param outputs [points of a tile, tiles · channels] in {@code range}; overwritten, so that a large picture needs
     *     no second array
     * @param grid the points of one tile
     */
    public static Image picture(float[] outputs, Tiles tiles, Grid grid, int channels, Range range) {
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = Math.max(0, Math.min(1, range.toUnit(outputs[i])));
        }
        float[] values = tiles.join(outputs, grid, channels);
        return new Image(grid.sizes().get(1) * tiles.columns(), grid.sizes().get(0) * tiles.rows(), channels, values);
    }

    private static float[] toUnit(float[] outputs, Range range) {
        float[] values = new float[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = range.toUnit(outputs[i]);
        }
        return values;
    }
}
