package org.inrzoo.task;

import java.util.stream.IntStream;
import org.inrzoo.datasets.LargeImage;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitTask;
import org.inrzoo.fit.NetworkAnswers;
import org.inrzoo.metric.Psnr;
import org.inrzoo.parameter.RandomOrder;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;

/**
 * The pixels of a picture that does not fit in memory: those of a batch are read when it is drawn. On the way the network is scored by
 * at most {@value #SCORED} pixels, the same ones in every fit of a picture of this size; smaller pictures by all.
 */
public final class LargeImageTask implements FitTask {

    /** The most pixels that the network is scored by on the way. */
    public static final int SCORED = 1 << 18;

    private final LargeImage image;
    private final ImageSplit tiles;
    private final int levels;
    private final int perLevel;
    private final Grid grid;
    private final Range range;
    private final GridSubset scored;
    private final float[] wanted;

    /** The picture as a model's network shows it, by the model's recipe. */
    public LargeImageTask(LargeImage image, Variant variant) {
        this.image = image;
        tiles = variant.family().tiles();
        levels = variant.family().levelsOfDetail().size();
        perLevel = Math.multiplyExact(tiles.count(), image.channels());
        grid = tiles.grid(image.width(), image.height(), variant.recipe().grid());
        range = variant.recipe().targets();
        scored = new GridSubset(grid, numbers(Math.max(1, SCORED / tiles.count())));
        wanted = values(scored);
    }

    private int[] numbers(int most) {
        if (grid.size() <= most) {
            return IntStream.range(0, grid.size()).toArray();
        }
        RandomOrder order = new RandomOrder(0, grid.size());
        return IntStream.range(0, most).map(order::at).sorted().toArray();
    }

    @Override
    public Grid grid() {
        return grid;
    }

    @Override
    public int outputs() {
        return levels * perLevel;
    }

    /** All, where they are no more than the scored ones; else refuses. */
    @Override
    public float[] targets() {
        if (scored.size() == grid.size()) {
            return targets(scored);
        }
        throw new FitException(
                "a picture of " + image.width() + "x" + image.height()
                        + " is read in batches, and never all of it at once: set 'batch' to some pixels, such as 65536, or shrink it with --size");
    }

    @Override
    public float[] targets(GridSubset picked) {
        float[] values = values(picked);
        float[] targets = new float[Math.multiplyExact(values.length, levels)];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = range.fromUnit(values[i / outputs() * perLevel + i % perLevel]);
        }
        return targets;
    }

    /** From 0 to 1: [points, tiles · channels]. */
    private float[] values(GridSubset picked) {
        int rows = grid.sizes().get(0);
        int columns = grid.sizes().get(1);
        float[] values = new float[Math.multiplyExact(picked.size(), perLevel)];
        for (int i = 0; i < picked.size(); i++) {
            int point = picked.indices()[i];
            for (int tile = 0; tile < tiles.count(); tile++) {
                image.read(
                        tile % tiles.columns() * columns + point % columns,
                        tile / tiles.columns() * rows + point / columns,
                        values,
                        i * perLevel + tile * image.channels());
            }
        }
        return values;
    }

    /** Standard PSNR at the scored pixels, dB. */
    @Override
    public double score(NetworkAnswers network) {
        return score(network.at(scored()));
    }

    private Points scored() {
        return scored.size() == grid.size() ? grid : scored;
    }

    /**
     * Standard PSNR, dB.
     *
     * @param outputs at the scored pixels alone, [points, outputs]
     */
    @Override
    public double score(float[] outputs) {
        float[] shown = new float[wanted.length];
        for (int at = 0; at < shown.length; at += perLevel) {
            System.arraycopy(outputs, at * levels + outputs() - perLevel, shown, at, perLevel);
        }
        for (int i = 0; i < shown.length; i++) {
            shown[i] = range.toUnit(shown[i]);
        }
        return Psnr.standard(shown, wanted);
    }
}
