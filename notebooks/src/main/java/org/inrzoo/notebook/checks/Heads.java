package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 02-heads. */
public final class Heads {

    /** The tile of a pixel. */
    @FunctionalInterface
    public interface Tile {
        int of(int row, int column, int side, int heads);
    }

    /** Trainable parameters. */
    @FunctionalInterface
    public interface HeadParameters {
        long of(int width, int alpha, int heads);
    }

    /** The largest network within a budget, {width, alpha}. */
    @FunctionalInterface
    public interface Sized {
        int[] within(int width, int alpha, int heads, long budget);
    }

    private static final String TILE = "which head answers";
    private static final String PARAMETERS = "what it costs";
    private static final String SIZED = "the rule of equal budgets";

    private static final Sheet SHEET = new Sheet(TILE, PARAMETERS, SIZED);

    /** The zoo's own counts, which would do the exercise. */
    private static final List<String> ZOO = List.of("MultiHeadRelu", "Registry", "Zoo", "ParameterLayout", "trainable");

    private Heads() {}

    /** Gap 1. */
    public static void tile(Tile answer) {
        SHEET.check(TILE, trial -> {
            int[][] sizes = {{64, 4}, {8, 8}, {12, 3}, {5, 1}, {30, 6}};
            for (int[] size : sizes) {
                int side = size[0];
                int heads = size[1];
                for (int i = 0; i < side * side; i++) {
                    int row = i / side;
                    int column = i % side;
                    int wanted = row * heads / side * heads + column * heads / side;
                    trial.given("row " + row + ", column " + column + " of " + side + "\u00d7" + side + " pixels and "
                            + heads + "\u00d7" + heads + " heads");
                    trial.equal(
                            answer.of(row, column, side, heads),
                            wanted,
                            "how many pixels high is a tile? row by row: a tile to the right is one more, a tile down is"
                                    + " a whole row of tiles more");
                }
            }
        });
    }

    /** Gap 2. */
    public static void parameters(HeadParameters answer) {
        Draws draws = new Draws();
        SHEET.check(PARAMETERS, "parameters", ZOO, trial -> {
            trial.given("a body of width 1, no heads' weights")
                    .equal(
                            answer.of(1, 0, 1),
                            parameters(1, 0, 1),
                            "each of the four layers has a bias; the first has two inputs");
            trial.given("a budget beyond int")
                    .equal(
                            answer.of(30_000, 20_000, 1_000),
                            parameters(30_000, 20_000, 1_000),
                            "int ends at two thousand millions: multiply as long");
            for (int i = 0; i < 20; i++) {
                int width = draws.whole(2, 300);
                int alpha = draws.whole(1, width);
                int heads = draws.whole(1, 64);
                trial.given("width " + width + ", \u03b1 " + alpha + ", " + heads + "\u00d7" + heads + " heads")
                        .equal(
                                answer.of(width, alpha, heads),
                                parameters(width, alpha, heads),
                                "count layer by layer: the first, then three equal ones, then the heads, of which there are H times H");
            }
        });
    }

    /** Gap 3. */
    public static void sized(Sized answer) {
        Draws draws = new Draws();
        SHEET.check(SIZED, "sized", ZOO, trial -> {
            for (int i = 0; i < 12; i++) {
                int width = draws.whole(4, 30);
                int alpha = draws.whole(1, width);
                int heads = draws.whole(1, 16);
                long begin = parameters(width, alpha, heads);
                long budget = i == 0 ? begin : i == 1 ? begin + 60_000 : begin + draws.whole(0, 8_000);
                trial.given("width " + width + ", \u03b1 " + alpha + ", " + heads + "\u00d7" + heads + " heads, budget "
                        + budget);
                trial.that(
                        Arrays.equals(answer.within(width, alpha, heads, budget), sized(width, alpha, heads, budget)),
                        "\u03b1 grows first, up to the width; test the next network before you take it, and one of just"
                                + " the budget is within it");
            }
            int[] exact = sized(8, 4, 2, 900);
            long budget = parameters(exact[0], exact[1], 2);
            trial.given("a network of just the budget")
                    .that(
                            Arrays.equals(answer.within(8, 4, 2, budget), exact),
                            "a network of just the budget is within it");
        });
    }

    private static long parameters(int width, int alpha, int heads) {
        return 3L * width + 3L * width * (width + 1) + (long) alpha * heads * heads;
    }

    private static int[] sized(int width, int alpha, int heads, long budget) {
        int[] size = {width, alpha};
        while (true) {
            int[] next = size[1] < size[0] ? new int[] {size[0], size[1] + 1} : new int[] {size[0] + 1, size[1]};
            if (parameters(next[0], next[1], heads) > budget) {
                return size;
            }
            size = next;
        }
    }
}
