package org.inrzoo.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.layer.HashGrid;

/**
 * A hash grid by look-ups, which ONNX has; the layer's own definition multiplies by matrices as wide as its tables, since
 * SameDiff differentiates no look-up.
 */
final class HashGridNodes {

    private final HashGrid grid;
    private final Nodes nodes;

    HashGridNodes(HashGrid grid, Nodes nodes) {
        this.grid = grid;
        this.nodes = nodes;
    }

    /**
     * Adds the grid.
     *
     * @param points name of the coordinates, [n, dimensions]
     * @param table [entries, features of a level]
     * @return name of the features of all levels
     */
    String add(String points, float[] table) {
        List<String> axes = nodes.split(points, 1, grid.dimensions());
        List<String> levels = new ArrayList<>();
        for (int level = 0; level < grid.levels(); level++) {
            int first = grid.firstEntry(level) * grid.perLevel();
            float[] own = Arrays.copyOfRange(table, first, first + grid.entries(level) * grid.perLevel());
            levels.add(level(level, axes, nodes.floats(own, grid.entries(level), grid.perLevel())));
        }
        return levels.size() == 1 ? levels.get(0) : nodes.add("Concat", levels, Nodes.number("axis", 1));
    }

    private String level(int level, List<String> axes, String table) {
        List<String> cells = new ArrayList<>();
        List<String> fractions = new ArrayList<>();
        for (String axis : axes) {
            String q = nodes.add("Mul", List.of(axis, nodes.number((float) grid.cells(level))));
            String last = nodes.number((float) (grid.cells(level) - 1));
            cells.add(nodes.add("Min", List.of(nodes.add("Floor", List.of(q)), last)));
            fractions.add(nodes.add("Sub", List.of(q, cells.get(cells.size() - 1))));
        }
        String sum = null;
        for (int corner = 0; corner < 1 << axes.size(); corner++) {
            String part = corner(level, corner, cells, fractions, table);
            sum = sum == null ? part : nodes.add("Add", List.of(sum, part));
        }
        return sum;
    }

    /** The features of one corner of the points' cells, times its part of them. */
    private String corner(int level, int corner, List<String> cells, List<String> fractions, String table) {
        String one = nodes.number(1);
        String entry = null;
        String weight = null;
        for (int axis = 0; axis < cells.size(); axis++) {
            boolean next = (corner >> axis & 1) == 1;
            String vertex = next ? nodes.add("Add", List.of(cells.get(axis), one)) : cells.get(axis);
            String number = nodes.add(
                    "Mul",
                    List.of(
                            nodes.add("Cast", List.of(vertex), Nodes.number("to", Nodes.INT64)),
                            nodes.longs(new long[] {grid.factor(level, axis)})));
            String hat = next ? fractions.get(axis) : nodes.add("Sub", List.of(one, fractions.get(axis)));
            entry = entry == null
                    ? number
                    : nodes.add(grid.isDense(level) ? "Add" : "BitwiseXor", List.of(entry, number));
            weight = weight == null ? hat : nodes.add("Mul", List.of(weight, hat));
        }
        if (!grid.isDense(level)) {
            entry = nodes.add("BitwiseAnd", List.of(entry, nodes.longs(new long[] {(1L << grid.logTable()) - 1})));
        }
        String row = nodes.add("Squeeze", List.of(entry, nodes.longs(new long[] {1}, 1)));
        return nodes.add("Mul", List.of(nodes.add("Gather", List.of(table, row), Nodes.number("axis", 0)), weight));
    }
}
