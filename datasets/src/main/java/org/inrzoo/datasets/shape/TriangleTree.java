package org.inrzoo.datasets.shape;

import java.util.Arrays;

/**
 * A mesh's triangles in groups of neighbours: all of them are group 0, and the halves of group i are the groups 2i + 1 and 2i + 2, down to leaves of
 * at most {@value #LEAF}.
 */
final class TriangleTree {

    /** Triangles of the smallest groups. */
    static final int LEAF = 8;

    private final Mesh mesh;
    private final int[] order;
    private final int leaves;

    /** Told of a group. */
    @FunctionalInterface
    interface Visitor {
        /** The triangles of a group are those at the positions from {@code from} to below {@code to}. */
        void group(int group, int from, int to);
    }

    /** Puts the triangles of a mesh in groups: O(m log² m). */
    TriangleTree(Mesh mesh) {
        this.mesh = mesh;
        int count = 1;
        while ((long) count * LEAF < mesh.triangleCount()) {
            count *= 2;
        }
        leaves = count;
        order = new int[mesh.triangleCount()];
        long[] triangles = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            triangles[i] = i;
        }
        sort(0, triangles, 0, order.length);
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) triangles[i];
        }
    }

    private void sort(int group, long[] triangles, int from, int to) {
        if (isLeaf(group)) {
            return;
        }
        int axis = longestAxis(triangles, from, to);
        for (int i = from; i < to; i++) {
            int triangle = (int) triangles[i];
            triangles[i] = (long) inOrder((float) mesh.middle(triangle, axis)) << 32 | triangle;
        }
        Arrays.sort(triangles, from, to);
        int half = half(from, to);
        sort(2 * group + 1, triangles, from, half);
        sort(2 * group + 2, triangles, half, to);
    }

    /** A whole number that is larger for a larger number. */
    private static int inOrder(float number) {
        int bits = Float.floatToIntBits(number);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    private int longestAxis(long[] triangles, int from, int to) {
        int longest = 0;
        double side = -1;
        for (int axis = 0; axis < 3; axis++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                least = Math.min(least, mesh.middle((int) triangles[i], axis));
                most = Math.max(most, mesh.middle((int) triangles[i], axis));
            }
            if (most - least > side) {
                side = most - least;
                longest = axis;
            }
        }
        return longest;
    }

    /** How many groups there are. */
    int size() {
        return 2 * leaves - 1;
    }

    /** The triangle at a position. */
    int triangle(int position) {
        return order[position];
    }

    /** Whether a group has no halves. */
    boolean isLeaf(int group) {
        return group >= leaves - 1;
    }

    /** Where a group's second half begins. */
    static int half(int from, int to) {
        return (from + to) >>> 1;
    }

    /** Visits every group, each before its halves. */
    void visit(Visitor visitor) {
        visit(0, 0, order.length, visitor);
    }

    private void visit(int group, int from, int to, Visitor visitor) {
        visitor.group(group, from, to);
        if (!isLeaf(group)) {
            int half = half(from, to);
            visit(2 * group + 1, from, half, visitor);
            visit(2 * group + 2, half, to, visitor);
        }
    }
}
