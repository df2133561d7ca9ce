package org.inrzoo.task;

import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Interpolation;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitTask;
import org.inrzoo.fit.Recipe;
import org.inrzoo.metric.Psnr;
import org.inrzoo.point.Grid;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.Range;
import org.inrzoo.point.ShiftedPoints;

/**
 * An image to be represented: the pixels of one tile are the points, their values in all tiles the targets, once for
 * every level of detail; as a rule there is but one tile and one level.
 */
public final class ImageTask implements FitTask {

    private final int perLevel;
    private final int levels;
    private final Grid grid;
    private final Range range;
    private final float[] values;
    private final float[] targets;
    private final ImageSplit tiles;
    private final Interpolation between;

    /** The image for a network that shows it at one level of detail. */
    public ImageTask(Image image, ImageSplit tiles, Recipe recipe) {
        this(image, tiles, 1, recipe);
    }

    /** The image as a model's network shows it, by the model's recipe. */
    public ImageTask(Image image, Variant variant) {
        this(image, variant.family().tiles(), variant.family().levelsOfDetail().size(), variant.recipe());
    }

    /**
     * The image under a recipe's conventions: where the pixels lie and which range their values take.
     *
     * @param tiles how the network cuts images
     * @param levels how many times the network shows the image; the last time counts
     * @throws org.inrzoo.option.OptionException when the image cannot be cut like this
     */
    public ImageTask(Image image, ImageSplit tiles, int levels, Recipe recipe) {
        this.levels = levels;
        this.tiles = tiles;
        between = Interpolation.of(image);
        perLevel = Math.multiplyExact(tiles.count(), image.channels());
        grid = tiles.grid(image.width(), image.height(), recipe.grid());
        range = recipe.targets();
        values = tiles.split(image.values(), grid, image.channels());
        targets = new float[Math.multiplyExact(values.length, levels)];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = range.fromUnit(values[i / outputs() * perLevel + i % perLevel]);
        }
    }

    @Override
    public Grid grid() {
        return grid;
    }

    @Override
    public int outputs() {
        return levels * perLevel;
    }

    @Override
    public float[] targets() {
        return targets;
    }

    /** Of the picture between its pixels, over the tiles' borders too, clamped to [0,1] before it is mapped to the range. */
    @Override
    public float[] targets(ShiftedPoints points) {
        float[] shifted = new float[Math.multiplyExact(points.size(), outputs())];
        double[] position = new double[2];
        float[] pixel = new float[between.channels()];
        int rows = grid.sizes().get(0);
        int columns = grid.sizes().get(1);
        for (int point = 0; point < points.size(); point++) {
            points.position(point, position);
            int at = point * outputs();
            for (int tile = 0; tile < tiles.count(); tile++) {
                between.read(
                        tile % tiles.columns() * columns + position[1],
                        tile / tiles.columns() * rows + position[0],
                        pixel,
                        0);
                for (int c = 0; c < pixel.length; c++) {
                    shifted[at + tile * pixel.length + c] = range.fromUnit(Math.max(0, Math.min(1, pixel[c])));
                }
            }
            for (int level = 1; level < levels; level++) {
                System.arraycopy(shifted, at, shifted, at + level * perLevel, perLevel);
            }
        }
        return shifted;
    }

    /** Standard PSNR, dB: on [0,1], clamped, peak 1. */
    @Override
    public double score(float[] outputs) {
        return Psnr.standard(shown(outputs), values);
    }

    /** The Multi-Head paper's PSNR, dB: on [0,1], peak 1, the network's outputs as they are. */
    public double unclampedPsnr(float[] outputs) {
        return Psnr.unclamped(shown(outputs), values);
    }

    /** The LoE code's PSNR, dB: {@code outputs} and image stretched to their own extremes, as 8-bit values. */
    public double stretchedPsnr(float[] outputs) {
        return Psnr.stretched(shown(outputs), values);
    }

    /**
     * A copy of a network's outputs at the last, the finest level of detail.
     *
     * @param outputs [points, levels · tiles · channels]; not modified
     * @return [points, tiles · channels]
     */
    public float[] finest(float[] outputs) {
        float[] finest = new float[outputs.length / levels];
        for (int at = 0; at < finest.length; at += perLevel) {
            System.arraycopy(outputs, at * levels + outputs() - perLevel, finest, at, perLevel);
        }
        return finest;
    }

    /**
     * The image that a network's outputs at one level of detail show, clamped to [0,1].
     *
     * @param outputs [points of a tile, tiles · channels] in {@code range}; overwritten, so that a large picture needs
     *     no second array
     * @param grid the points of one tile
     */
    public static Image picture(float[] outputs, ImageSplit tiles, Grid grid, int channels, Range range) {
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = Math.max(0, Math.min(1, range.toUnit(outputs[i])));
        }
        float[] values = tiles.join(outputs, grid, channels);
        return new Image(grid.sizes().get(1) * tiles.columns(), grid.sizes().get(0) * tiles.rows(), channels, values);
    }

    private float[] shown(float[] outputs) {
        float[] shown = finest(outputs);
        for (int i = 0; i < shown.length; i++) {
            shown[i] = range.toUnit(shown[i]);
        }
        return shown;
    }
}
