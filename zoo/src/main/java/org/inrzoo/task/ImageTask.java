package org.inrzoo.task;

import org.inrzoo.datasets.Image;
import org.inrzoo.fit.FitTask;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Grid;
import org.inrzoo.layer.Range;
import org.inrzoo.metric.Psnr;

/** An image to be represented: its pixels are the points, its values the targets. */
public final class ImageTask implements FitTask {

    private final Image image;
    private final Grid grid;
    private final Range range;
    private final float[] targets;

    /** The image under a recipe's conventions: where the pixels lie and which range their values take. */
    public ImageTask(Image image, Recipe recipe) {
        this.image = image;
        grid = Grid.image(image.width(), image.height(), recipe.grid());
        range = recipe.targets();
        targets = new float[image.values().length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = range.fromUnit(image.values()[i]);
        }
    }

    @Override
    public Grid grid() {
        return grid;
    }

    @Override
    public int outputs() {
        return image.channels();
    }

    @Override
    public float[] targets() {
        return targets;
    }

    /** Standard PSNR: on [0,1], clamped, peak 1. */
    @Override
    public double psnr(float[] outputs) {
        return Psnr.standard(toUnit(outputs, range), image.values());
    }

    /** The LoE code's PSNR: prediction and image stretched to their own extremes, as 8-bit values. */
    public double stretchedPsnr(float[] outputs) {
        return Psnr.stretched(toUnit(outputs, range), image.values());
    }

    /**
     * The image that a network's outputs show, clamped to [0,1].
     *
     * @param outputs [height, width, channels] in {@code range}; becomes the image's values
     */
    public static Image picture(int width, int height, int channels, float[] outputs, Range range) {
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = Math.max(0, Math.min(1, range.toUnit(outputs[i])));
        }
        return new Image(width, height, channels, outputs);
    }

    private static float[] toUnit(float[] outputs, Range range) {
        float[] values = new float[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = range.toUnit(outputs[i]);
        }
        return values;
    }
}
