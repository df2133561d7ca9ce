package org.inrzoo.datasets;

/**
 * One octave of two-dimensional gradient noise, Perlin 2002, as Aftab et al. 2022 take it to show spectral bias.
 *
 * <p>A lattice of {@code cells + 1} nodes per axis carries unit gradients of random direction. A pixel's noise is the
 * sum, over the four nodes g around it, of g · (pixel - node) weighted by the fade 6t⁵ - 15t⁴ + 10t³ of its place in
 * the cell, times √2. Pixel i of n lies at i · cells / n, so pixel 0 is on a node. The picture is the noise brought
 * to [0, 1] by its own extremes.
 *
 * @param cells cells per axis, at least 1; at most half the picture's pixels per side
 * @param seed  draws the gradients; the same seed gives the same bits on every machine
 */
public record PerlinNoise(int cells, long seed) {

    /** The pixels per side of the paper's pictures. */
    public static final int SIDE = 256;

    static final String PREFIX = "perlin";

    /**
     * Checks the cells.
     *
     * @throws IllegalArgumentException if there is less than one cell per axis
     */
    public PerlinNoise {
        if (cells < 1) {
            throw new IllegalArgumentException("noise has at least 1 cell per axis, not " + cells);
        }
    }

    /**
     * What a data set's name such as {@code perlin:16} or {@code perlin:16:7} means: cells per axis, then the seed,
     * which is 0 unless given.
     *
     * @throws IllegalArgumentException if it means no noise; says how such names are written
     */
    static PerlinNoise named(String name) {
        String[] parts = name.split(":", -1);
        if (parts.length < 2
                || parts.length > 3
                || !parts[1].matches("[1-9][0-9]{0,5}")
                || (parts.length == 3 && !parts[2].matches("-?[0-9]{1,18}"))) {
            throw new IllegalArgumentException(
                    "there is no data set named '" + name + "': noise is written"
                            + " perlin:CELLS or perlin:CELLS:SEED, such as perlin:16 or perlin:16:7, with 1 cell per axis or more");
        }
        return new PerlinNoise(Integer.parseInt(parts[1]), parts.length == 3 ? Long.parseLong(parts[2]) : 0);
    }

    /**
     * The square gray picture of {@code side} pixels per side.
     *
     * @throws IllegalArgumentException if there are fewer than two pixels per cell and axis, which shows no noise
     */
    public Image image(int side) {
        if (side < 2 * (long) cells) {
            throw new IllegalArgumentException("noise of " + cells + " cells per axis needs at least " + 2L * cells
                    + " pixels per side, not " + side);
        }
        Image.count(side, side, 1);
        Image.requireMemory(side, side, Double.BYTES + Float.BYTES);
        return new Image(side, side, 1, toUnit(noise(side)));
    }

    /** The noise before it is brought to [0, 1], [side, side], row-major. */
    double[] noise(int side) {
        double[] gradients = gradients();
        double[] noise = new double[Math.multiplyExact(side, side)];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                noise[row * side + column] = at((long) row * cells, (long) column * cells, side, gradients);
            }
        }
        return noise;
    }

    /** The noise at the point (row, column) / side, in cells. */
    private double at(long row, long column, int side, double[] gradients) {
        int top = (int) (row / side);
        int left = (int) (column / side);
        double u = (double) (row % side) / side;
        double v = (double) (column % side) / side;
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < 2; k++) {
                int node = 2 * ((top + i) * (cells + 1) + left + k);
                double slope = gradients[node] * (u - i) + gradients[node + 1] * (v - k);
                sum += weight(u, i) * weight(v, k) * slope;
            }
        }
        return StrictMath.sqrt(2) * sum;
    }

    /** A node's share along one axis: it fades from 1 at the node (0 or 1) to 0 at the other. */
    private static double weight(double t, int node) {
        double fade = t * t * t * (t * (6 * t - 15) + 10);
        return node == 1 ? fade : 1 - fade;
    }

    /** The nodes' gradients, [cells + 1, cells + 1, 2], row-major: the cosine along rows, the sine along columns. */
    private double[] gradients() {
        RandomNumbers random = new RandomNumbers(seed);
        int nodes = Math.multiplyExact(cells + 1, cells + 1);
        double[] gradients = new double[Math.multiplyExact(2, nodes)];
        for (int i = 0; i < nodes; i++) {
            double angle = random.angle();
            gradients[2 * i] = StrictMath.cos(angle);
            gradients[2 * i + 1] = StrictMath.sin(angle);
        }
        return gradients;
    }

    private static float[] toUnit(double[] noise) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : noise) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        float[] values = new float[noise.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((noise[i] - least) / (most - least));
        }
        return values;
    }
}
