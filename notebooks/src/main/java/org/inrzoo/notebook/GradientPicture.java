package org.inrzoo.notebook;

import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.layer.Grid;
import org.inrzoo.layer.Scattered;
import org.inrzoo.layer.Tiles;
import org.inrzoo.run.FittedImage;

/** How steep a fitted network is at every pixel: the length of its gradient, from the network itself and not from pixels. */
public final class GradientPicture {

    /** The part of a pixel over which differences are taken. */
    private static final double STEP = 0.1;

    private GradientPicture() {}

    /**
     * The length of the gradient as a gray picture, black where the network is level, white where it is steepest.
     *
     * @param fitted a gray picture as a network that does not cut it into tiles
     * @throws IllegalArgumentException when it is in colour or cut into tiles
     */
    public static Image of(FittedImage fitted) {
        Variant variant = fitted.variant();
        if (fitted.channels() != 1 || !variant.family().tiles().equals(Tiles.WHOLE) || fitted.levels() > 1) {
            throw new IllegalArgumentException("the gradient picture is of a gray picture in one piece");
        }
        int width = fitted.width();
        int height = fitted.height();
        Grid grid = Grid.image(width, height, variant.recipe().grid());
        float[] points = new float[2 * grid.size()];
        grid.read(0, grid.size(), points);
        try (Engine engine = Engines.create("auto", fitted.architecture(), Runtime.getRuntime().availableProcessors())) {
            float[] down = difference(engine, fitted, points, 0, STEP / height);
            float[] right = difference(engine, fitted, points, 1, STEP / width);
            float[] lengths = new float[grid.size()];
            float most = Float.MIN_NORMAL;
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = (float) Math.hypot(down[i], right[i]);
                most = Math.max(most, lengths[i]);
            }
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] /= most;
            }
            return new Image(width, height, 1, lengths);
        }
    }

    /** f(p + h) - f(p - h) along one axis, at every point; [0,1] is not left. */
    private static float[] difference(Engine engine, FittedImage fitted, float[] points, int axis, double h) {
        float[] after = moved(engine, fitted, points, axis, h);
        float[] before = moved(engine, fitted, points, axis, -h);
        for (int i = 0; i < after.length; i++) {
            after[i] -= before[i];
        }
        return after;
    }

    private static float[] moved(Engine engine, FittedImage fitted, float[] points, int axis, double h) {
        float[] moved = points.clone();
        for (int i = axis; i < moved.length; i += 2) {
            moved[i] = (float) Math.max(0, Math.min(1, moved[i] + h));
        }
        float[] values = new float[points.length / 2];
        engine.forward(fitted.parameters(), new Scattered(moved, 2), values);
        return values;
    }
}
