package org.inrzoo.engine.opencl.device;

/**
 * How many work-items a kernel is started for, and how many make a work-group, on the axes 0, 1, 2.
 *
 * @param x work-items on axis 0, whole work-groups
 * @param y on axis 1
 * @param z on axis 2
 * @param groupX work-items of a work-group on axis 0
 * @param groupY on axis 1; on axis 2 always one
 */
public record WorkSize(long x, long y, long z, int groupX, int groupY) {

    /** Work-items of their own for {@code columns} times {@code rows}, {@code group} of them side by side in a work-group. */
    public static WorkSize of(long columns, long rows, int group) {
        return new WorkSize(groups(columns, group) * group, rows, 1, group, 1);
    }

    /** Work-groups of {@code side} by {@code side} for tiles of {@code tile} by {@code tile} numbers, {@code depth} times. */
    public static WorkSize tiles(long columns, long rows, long depth, int side, int tile) {
        return new WorkSize(groups(columns, tile) * side, groups(rows, tile) * side, depth, side, side);
    }

    private static long groups(long items, int size) {
        return Math.max(1, (items + size - 1) / size);
    }
}
