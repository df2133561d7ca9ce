package org.inrzoo.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;

/**
 * Where a network lives: its axes in the signal's own units, and where their samples lie in the network's [0,1]^d.
 *
 * @param axes in the order of the network's coordinates; of an image y, then x
 * @param convention where the samples of an axis lie in [0,1]
 */
public record Domain(List<Axis> axes, GridConvention convention) {

    /**
     * Copies the axes.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Domain {
        axes = List.copyOf(axes);
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("a domain has at least one axis");
        }
    }

    /** Coordinates per point. */
    public int dimensions() {
        return axes.size();
    }

    /** Samples on every axis. */
    public List<Integer> sizes() {
        return axes.stream().map(Axis::samples).toList();
    }

    /** The samples' points. */
    public Grid grid() {
        return new Grid(sizes(), convention);
    }

    /**
     * Points as the network takes them. Where the network's domain ends at the outermost samples, the outer halves of their
     * cells have the values there.
     *
     * @param points [n, d], row-major, in the axes' units
     * @return the same points in [0,1]^d
     * @throws OptionException when a point lies outside of the samples' cells, or a coordinate is missing
     */
    public PointSet points(double... points) {
        int dimensions = dimensions();
        if (points.length == 0 || points.length % dimensions != 0) {
            throw new OptionException("a point here has " + dimensions + " coordinates (" + names() + "), and "
                    + points.length + " numbers are no whole number of them");
        }
        float[] coordinates = new float[points.length];
        for (int i = 0; i < points.length; i++) {
            coordinates[i] = coordinate(axes.get(i % dimensions), points[i]);
        }
        return new PointSet(coordinates, dimensions);
    }

    private float coordinate(Axis axis, double place) {
        double position = axis.position(place);
        int samples = axis.samples();
        double slack = 1e-9 * samples;
        if (!(position >= -0.5 - slack && position <= samples - 0.5 + slack)) {
            double[] ends = axis.ends();
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "%s goes from %.6g to %.6g%s here, and one is %.6g",
                    axis.name(),
                    ends[0],
                    ends[1],
                    axis.unit().isEmpty() ? "" : " " + axis.unit(),
                    place));
        }
        return convention.coordinate(convention.inside(position, samples), samples);
    }

    /** How far the network's coordinate moves per unit of an axis. */
    public double scale(int axis) {
        int samples = axes.get(axis).samples();
        int steps = convention == GridConvention.ALIGN_CORNERS ? Math.max(1, samples - 1) : samples;
        return 1 / (axes.get(axis).step() * steps);
    }

    /** {@link #scale} of every axis. */
    public AxisScales scales() {
        return new AxisScales(
                IntStream.range(0, dimensions()).mapToObj(this::scale).toList());
    }

    /** The same domain with other numbers of samples, which show the same area. */
    public Domain resampled(List<Integer> samples) {
        List<Axis> finer = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            finer.add(axes.get(i).resampled(samples.get(i)));
        }
        return new Domain(finer, convention);
    }

    /** The axes' names with their units, as in {@code time in s}. */
    public String names() {
        return axes.stream()
                .map(axis -> axis.unit().isEmpty() ? axis.name() : axis.name() + " in " + axis.unit())
                .collect(Collectors.joining(", "));
    }
}
