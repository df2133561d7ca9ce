package org.inrzoo.fit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.inrzoo.datasets.Interpolation;
import org.inrzoo.parameter.RandomOrder;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.Points;
import org.inrzoo.point.ShiftedPoints;

/**
 * The points of every step: all of a grid, or batches of pixel blocks in an order shuffled anew for each epoch; where the
 * recipe says so, moved to random places inside their pixels.
 *
 * <p>Of blocks of one pixel, a batch's points follow each other along a {@link ZCurve}: engines are faster on neighbours. More than
 * {@value #TABLE} blocks are in a {@link RandomOrder} that is computed, and their pixels in that of the curve, so that no table of them
 * takes memory.
 *
 * <p>A step's batch follows from the seed and the step's number alone, so that a resumed fit sees the same batches.
 */
final class Batches {

    /** The most blocks whose order is a table. */
    static final int TABLE = 1 << 25;

    private final Grid grid;
    private final Recipe recipe;
    private final int blocks;
    private final int blocksPerStep;
    private long epoch = -1;
    private int[] order;
    private ZCurve curve;

    Batches(Grid grid, Recipe recipe) {
        this.grid = grid;
        this.recipe = recipe;
        blocks = grid.sizes().stream().map(this::blocksOn).reduce(1, Math::multiplyExact);
        long perBlock = (long) Math.pow(recipe.block(), grid.dimensions());
        blocksPerStep = (int) Math.min(blocks, Math.max(1, recipe.batch() / perBlock));
    }

    /** Whether every step takes all points. */
    boolean full() {
        return recipe.batch() == 0 || recipe.batch() >= grid.size();
    }

    /** The points of step {@code step}, counted from 0. */
    Points at(int step) {
        Points samples = samples(step);
        return recipe.jitter() == 0 ? samples : jittered(samples, step);
    }

    /** The samples, each moved inside its pixel as the seed and the step draw it. */
    private Points jittered(Points samples, int step) {
        RandomSource random = new RandomSource(recipe.seed() * 0xD1342543DE82EF95L + step * 0xAEF17502108EF2D9L);
        float[] offsets = new float[Math.multiplyExact(samples.size(), samples.dimensions())];
        for (int i = 0; i < offsets.length; i++) {
            long parts = Math.round(random.uniform(recipe.jitter() / 2) * Interpolation.PHASES);
            offsets[i] = (float) parts / Interpolation.PHASES;
        }
        return new ShiftedPoints(samples, offsets);
    }

    private Points samples(int step) {
        if (full()) {
            return grid;
        }
        int stepsPerEpoch = (int) (((long) blocks + blocksPerStep - 1) / blocksPerStep);
        int first = step % stepsPerEpoch * blocksPerStep;
        int last = (int) Math.min(blocks, (long) first + blocksPerStep);
        if (blocks > TABLE) {
            return ofMany(step / stepsPerEpoch, first, last);
        }
        shuffle(step / stepsPerEpoch);
        if (recipe.block() == 1) {
            curve = curve == null ? new ZCurve(grid.sizes()) : curve;
            return new GridSubset(grid, curve.inOrder(order, first, last));
        }
        return new GridSubset(
                grid,
                Arrays.stream(order, first, last)
                        .flatMap(block -> Arrays.stream(pixels(block)))
                        .toArray());
    }

    private Points ofMany(long number, int first, int last) {
        RandomOrder computed = new RandomOrder(seed(number), blocks);
        IntStream drawn = IntStream.range(first, last).map(computed::at);
        return new GridSubset(
                grid,
                recipe.block() == 1
                        ? ZCurve.sorted(grid.sizes(), drawn.toArray())
                        : drawn.flatMap(block -> Arrays.stream(pixels(block))).toArray());
    }

    private void shuffle(long number) {
        if (number != epoch) {
            epoch = number;
            order = new RandomSource(seed(number)).permutation(blocks);
        }
    }

    private long seed(long number) {
        return recipe.seed() * 0x9E3779B97F4A7C15L + number + 1;
    }

    private int blocksOn(int size) {
        return (size + recipe.block() - 1) / recipe.block();
    }

    /** The grid's numbers of the points in one block; blocks are numbered row-major. */
    private int[] pixels(int block) {
        int[] pixels = {0};
        int rest = block;
        int stride = 1;
        for (int axis = grid.dimensions() - 1; axis >= 0; axis--) {
            int size = grid.sizes().get(axis);
            int low = rest % blocksOn(size) * recipe.block();
            rest /= blocksOn(size);
            int count = Math.min(recipe.block(), size - low);
            int[] wider = new int[pixels.length * count];
            for (int k = 0; k < count; k++) {
                for (int i = 0; i < pixels.length; i++) {
                    wider[k * pixels.length + i] = pixels[i] + (low + k) * stride;
                }
            }
            pixels = wider;
            stride *= size;
        }
        return pixels;
    }
}
