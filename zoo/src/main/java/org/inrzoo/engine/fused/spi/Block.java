package org.inrzoo.engine.fused.spi;

import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.TraversalOrder;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.point.AxisScales;

/**
 * The points that one thread has at work: their coordinates, and rows that any stage may use while it runs.
 *
 * <p>A point has one row, its value; or a row for each of several parts, where it carries its derivatives by the coordinates: the
 * values of all points come first, then all their ∂_0, and so on for every axis, then perhaps all their Laplacians. So part i of a
 * point is in row i · {@link #count} + point.
 */
public final class Block {

    private final int dimensions;
    private final int capacity;
    private final DerivativeOrder order;
    private final int[] numbers;
    private final float[] points;
    private final float[] axes;
    private final List<Rows> scratch;
    private AxisScales scales;
    private int count;

    /**
     * Room for the points of a block, which carry their values alone.
     *
     * @param capacity points at most, a multiple of 16
     * @param widest features of the widest layer
     */
    public Block(Arena arena, int dimensions, int capacity, int widest) {
        this(arena, dimensions, capacity, widest, DerivativeOrder.VALUES);
    }

    /**
     * Room for the points of a block.
     *
     * @param capacity rows at most, a multiple of 16
     * @param widest features of the widest layer
     * @param order the derivatives that points carry
     */
    public Block(Arena arena, int dimensions, int capacity, int widest, DerivativeOrder order) {
        this.order = order;
        this.dimensions = dimensions;
        this.capacity = capacity;
        scales = AxisScales.ones(dimensions);
        numbers = new int[capacity];
        points = new float[capacity * dimensions];
        axes = new float[capacity * dimensions];
        scratch = Stream.generate(() -> Rows.allocate(arena, widest, capacity))
                .limit(3)
                .toList();
    }

    /** Takes the {@code count} points visited from place {@code first} on. */
    public void read(TraversalOrder order, int first, int count) {
        this.count = count;
        order.read(first, count, numbers, points);
        for (int axis = 0; axis < dimensions; axis++) {
            for (int point = 0; point < count; point++) {
                axes[axis * capacity + point] = points[point * dimensions + axis];
            }
        }
    }

    /** Stands for {@code count} points whose places no layer will ask for. */
    public void skip(int count) {
        this.count = count;
    }

    /** Points that are there, from 0 to {@link #capacity}. */
    public int count() {
        return count;
    }

    /** The derivatives that points carry. */
    public DerivativeOrder order() {
        return order;
    }

    /** The units that derivatives by the coordinates are in from now on. */
    public void use(AxisScales scales) {
        this.scales = scales;
    }

    /** s_axis: a feature's derivative on an axis is s_axis times that by the coordinate. */
    public double scale(int axis) {
        return scales.of(axis);
    }

    /** Rows of a point: 1, 1 + d with its gradient, 2 + d with its Laplacian as well. */
    public int parts() {
        return parts(order, dimensions);
    }

    /** Rows of a point that carries derivatives of this order. */
    public static int parts(DerivativeOrder order, int dimensions) {
        return switch (order) {
            case VALUES -> 1;
            case GRADIENT -> 1 + dimensions;
            case LAPLACIAN -> 2 + dimensions;
        };
    }

    /** Rows in use, those of all parts of all points. */
    public int rows() {
        return count * parts();
    }

    /** The number, among all points, of one of the block's. */
    public int number(int point) {
        return numbers[point];
    }

    /** Rows at most. */
    public int capacity() {
        return capacity;
    }

    /** Coordinates of a point. */
    public int dimensions() {
        return dimensions;
    }

    /** One coordinate of one point. */
    public float coordinate(int point, int axis) {
        return axes[axis * capacity + point];
    }

    /** [d, capacity]: axis after axis, each the coordinate of all points. */
    public float[] axes() {
        return axes;
    }

    /** Scratch rows 0, 1 or 2, as wide as the widest layer; they hold nothing beyond a stage's own call. */
    public Rows scratch(int which) {
        return scratch.get(which);
    }
}
