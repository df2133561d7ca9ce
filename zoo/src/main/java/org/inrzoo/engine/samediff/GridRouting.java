package org.inrzoo.engine.samediff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ExpertRouting;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The shortcut of a {@link LevelsOfExperts} layer on a full grid whose cells are whole runs of samples.
 *
 * <p>On an axis of n samples with cells of c samples each, sample k = (hi · N + digit) · c + lo belongs to expert
 * {@code digit}. So reshaping the axis to [hi, N, c] exposes the digits, permuting the digits of all axes to the front
 * gathers the points of each expert, and one rank-3 product [E, points/E, inputs] × [E, inputs, width] applies all
 * experts with no multiply-accumulate to spare. Where a sample spans whole periods of the tiling, one expert serves the axis alone.
 *
 * @param experts experts per axis of the tiling, N
 * @param splits how every axis of the grid is cut
 */
record GridRouting(int experts, List<Split> splits) {

    /** One axis of {@code hi · digits · lo} samples: sample (hi, digit, lo) belongs to expert first + digit. */
    record Split(int hi, int digits, int lo, int first) {}

    /** How all layers' experts are reached on this grid. */
    static ExpertRouting on(Grid grid) {
        return (sd, tiling, x, weights, shape) -> of(tiling, grid).map(routing -> routing.apply(sd, x, weights, shape));
    }

    /** The routing of this tiling on this grid, or nothing where some cell is no whole run of samples. */
    static Optional<GridRouting> of(ExpertTiling tiling, Grid grid) {
        boolean aligned = tiling.blending() == Blending.NEAREST
                && tiling.beta() == 0
                && !tiling.isTurned()
                && grid.convention() == GridConvention.PIXEL_CENTERS;
        List<Split> splits = new ArrayList<>();
        for (int axis = 0; axis < grid.dimensions(); axis++) {
            Optional<Split> split = aligned ? split(tiling, axis, grid.sizes().get(axis)) : Optional.empty();
            split.ifPresent(splits::add);
        }
        return splits.size() == grid.dimensions()
                ? Optional.of(new GridRouting(tiling.experts(), splits))
                : Optional.empty();
    }

    private static Optional<Split> split(ExpertTiling tiling, int axis, int samples) {
        double run = samples / tiling.alpha(axis); // samples per cell
        double period = run * tiling.experts(); // samples per period
        if (run >= 1 && run == Math.rint(run) && samples % period == 0) {
            return Optional.of(new Split((int) (samples / period), tiling.experts(), (int) run, 0));
        }
        double periods = 1 / period; // per sample
        double center = periods / 2 * tiling.experts(); // cells from the sample's begin to its centre
        if (periods >= 1 && periods == Math.rint(periods) && (center != Math.rint(center) || exactCenters(samples))) {
            return Optional.of(new Split(samples, 1, 1, (int) (center % tiling.experts())));
        }
        return Optional.empty();
    }

    /**
     * Whether floats hold the centres (k + ½)/n exactly: rounded ones may fall beside a cell's edge that they are on.
     */
    private static boolean exactCenters(int samples) {
        return Integer.bitCount(samples) == 1;
    }

    /**
     * The experts' products, routed.
     *
     * @param x features of all grid points, [N, inputs]
     * @param weights [E, inputs, width]
     * @param shape E, inputs and width
     * @return [N, width], in the grid's order
     */
    private SDVariable apply(SameDiff sd, SDVariable x, SDVariable weights, long[] shape) {
        long inputs = shape[1];
        long width = shape[2];
        long points = product(extents(1));
        long used = splits.stream().mapToLong(Split::digits).reduce(1, Math::multiplyExact);
        int[] order = digitsFirst();

        SDVariable exposed = sd.reshape(x, extents(inputs)); // [hi, N, lo, hi, N, lo, inputs]
        SDVariable sorted = sd.permute(exposed, order); // [N, N, hi, lo, hi, lo, inputs]
        SDVariable routed = sd.reshape(sorted, used, points / used, inputs);
        SDVariable product = routed.mmul(serving(sd, weights, used, shape)); // [E, points/E, width]
        SDVariable spread = sd.permute(sd.reshape(product, permuted(extents(width), order)), inverse(order));
        return sd.reshape(spread, points, width);
    }

    /** The weights of those experts that serve any sample, [used, inputs, width]. */
    private SDVariable serving(SameDiff sd, SDVariable weights, long used, long[] shape) {
        if (used == shape[0]) {
            return weights;
        }
        int axes = splits.size();
        long[] shapeByAxis = new long[axes + 2];
        int[] begin = new int[axes + 2];
        int[] size = new int[axes + 2];
        for (int axis = 0; axis < axes; axis++) {
            shapeByAxis[axis] = experts;
            begin[axis] = splits.get(axis).first;
            size[axis] = splits.get(axis).digits;
        }
        for (int i = 0; i < 2; i++) {
            shapeByAxis[axes + i] = shape[1 + i];
            size[axes + i] = (int) shape[1 + i];
        }
        return sd.reshape(sd.slice(sd.reshape(weights, shapeByAxis), begin, size), used, shape[1], shape[2]);
    }

    private long[] extents(long features) {
        List<Long> extents = new ArrayList<>();
        for (Split split : splits) {
            Collections.addAll(extents, (long) split.hi, (long) split.digits, (long) split.lo);
        }
        extents.add(features);
        return extents.stream().mapToLong(Long::longValue).toArray();
    }

    /** The axes' digits (every second of three extents) first, then all other extents in order. */
    private int[] digitsFirst() {
        int axes = splits.size();
        int[] order = new int[3 * axes + 1];
        for (int axis = 0; axis < axes; axis++) {
            order[axis] = 3 * axis + 1;
            order[axes + 2 * axis] = 3 * axis;
            order[axes + 2 * axis + 1] = 3 * axis + 2;
        }
        order[3 * axes] = 3 * axes;
        return order;
    }

    private static long[] permuted(long[] extents, int[] order) {
        return Arrays.stream(order).mapToLong(axis -> extents[axis]).toArray();
    }

    private static int[] inverse(int[] order) {
        int[] result = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            result[order[i]] = i;
        }
        return result;
    }

    private static long product(long[] extents) {
        return Arrays.stream(extents).reduce(1, Math::multiplyExact);
    }
}
