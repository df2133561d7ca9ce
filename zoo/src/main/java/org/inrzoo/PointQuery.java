package org.inrzoo;

import java.util.Arrays;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.PointSet;

/** Asks a fitted image at single points; x to the right, y down, see {@link FittedImage#at(double, double)}. */
final class PointQuery {

    /** Values that leave the network at a time. */
    private static final int STRIP = 1 << 20;

    /** The least number of points for which several threads are faster than one. */
    private static final int MIN_POINTS_FOR_THREADS = 1 << 10;

    private final FittedImage fitted;
    private final Network network;
    private final ImageSplit tiles;

    PointQuery(FittedImage image) {
        fitted = image.levels() == 1 ? image : image.level(image.levels());
        network = NormFolding.fold(new Network(fitted.architecture(), fitted.parameters()));
        tiles = fitted.variant().family().tiles();
    }

    /**
     * The values at some points.
     *
     * @param points [n, 2], x and y
     * @return [n, channels], as wide as [0,1] but not clamped to it
     */
    float[] values(float[] points) {
        requireOnPicture(points);
        int count = points.length / 2;
        int channels = fitted.channels();
        int perPoint = network.architecture().outputs();
        int strip = Math.max(1, STRIP / perPoint);
        float[] values = new float[Math.multiplyExact(count, channels)];
        float[] outputs = new float[Math.min(strip, count) * perPoint];
        int threads = count < MIN_POINTS_FOR_THREADS ? 1 : Runtime.getRuntime().availableProcessors();
        try (Engine engine = Engines.create("auto", network.architecture(), threads)) {
            for (int first = 0; first < count; first += strip) {
                int some = Math.min(strip, count - first);
                engine.forward(network.parameters(), local(points, first, some), outputs);
                for (int i = 0; i < some; i++) {
                    int from = i * perPoint + tile(points, first + i) * channels;
                    for (int c = 0; c < channels; c++) {
                        values[(first + i) * channels + c] =
                                fitted.variant().recipe().targets().toUnit(outputs[from + c]);
                    }
                }
            }
        }
        return values;
    }

    /**
     * Central differences over half a pixel.
     *
     * @return [n, channels, 2]
     */
    float[] gradients(float[] points) {
        requireOnPicture(points);
        int channels = fitted.channels();
        float[] gradients = new float[Math.multiplyExact(points.length, channels)];
        for (int axis = 0; axis < 2; axis++) {
            float step = 0.25f / (axis == 0 ? fitted.width() : fitted.height());
            float[] before = moved(points, axis, -step);
            float[] after = moved(points, axis, step);
            float[] low = values(before);
            float[] high = values(after);
            for (int i = 0; i < low.length; i++) {
                int coordinate = i / channels * 2 + axis;
                gradients[2 * i + axis] = (high[i] - low[i]) / (after[coordinate] - before[coordinate]);
            }
        }
        return gradients;
    }

    /** The lengths of the gradients of the channels' mean, over the longest of them. */
    Image gradientPicture(int width, int height) {
        PictureMemory.require(width, height, 2 * fitted.channels(), 4);
        float[] points = new float[2 * width * height];
        for (int i = 0; i < width * height; i++) {
            int row = i / width;
            points[2 * i] = (i % width + 0.5f) / width;
            points[2 * i + 1] = (row + 0.5f) / height;
        }
        float[] gradients = gradients(points);
        float[] lengths = new float[width * height];
        float steepest = Float.MIN_NORMAL;
        int perPoint = 2 * fitted.channels();
        for (int i = 0; i < lengths.length; i++) {
            float dx = 0;
            float dy = 0;
            for (int j = i * perPoint; j < (i + 1) * perPoint; j += 2) {
                dx += gradients[j];
                dy += gradients[j + 1];
            }
            lengths[i] = (float) Math.hypot(dx, dy);
            steepest = Math.max(steepest, lengths[i]);
        }
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.min(1, lengths[i] / steepest);
        }
        return new Image(width, height, 1, lengths);
    }

    /** Row and column of some points within their tiles, as the network takes them. */
    private PointSet local(float[] points, int first, int count) {
        float[] coordinates = new float[2 * count];
        for (int i = 0; i < count; i++) {
            coordinates[2 * i] = coordinate(points[2 * (first + i) + 1], tiles.rows(), fitted.height());
            coordinates[2 * i + 1] = coordinate(points[2 * (first + i)], tiles.columns(), fitted.width());
        }
        return new PointSet(coordinates, 2);
    }

    /** A place on one axis of the picture, from edge to edge, as a coordinate within its tile. */
    private float coordinate(float place, int tiles, int pixels) {
        GridConvention convention = fitted.variant().recipe().grid();
        int perTile = pixels / tiles;
        double position = ((double) place * tiles - cell(place * tiles, tiles)) * perTile - 0.5;
        return convention.coordinate(convention.inside(position, perTile), perTile);
    }

    private int tile(float[] points, int point) {
        int row = cell(points[2 * point + 1] * tiles.rows(), tiles.rows());
        return row * tiles.columns() + cell(points[2 * point] * tiles.columns(), tiles.columns());
    }

    private static int cell(float position, int cells) {
        return Math.min(cells - 1, (int) position);
    }

    private static float[] moved(float[] points, int axis, float step) {
        float[] moved = Arrays.copyOf(points, points.length);
        for (int i = axis; i < moved.length; i += 2) {
            moved[i] = Math.max(0, Math.min(1, moved[i] + step));
        }
        return moved;
    }

    private static void requireOnPicture(float[] points) {
        if (points.length % 2 != 0) {
            throw new OptionException("points are pairs of x and y, not " + points.length + " numbers");
        }
        for (float coordinate : points) {
            if (!(coordinate >= 0 && coordinate <= 1)) {
                throw new OptionException("x and y go from 0 to 1 over the picture, and one is " + coordinate);
            }
        }
    }
}
