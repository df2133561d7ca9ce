package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The multiresolution hash encoding, Müller et al. 2022 (Instant-NGP), §3: grids of growing resolution whose vertices
 * carry trained features, interpolated linearly; all levels' features side by side.
 *
 * <pre>y_l = Σ_(corners x of p's cell) Π_i max(0, 1 - |N_l p_i - x_i|) · table_l[entry(x)]</pre>
 *
 * <p>Level l has N_l = ⌊base · b^l⌋ cells per axis, b such that the last has {@code finest} (eq. 2 and 3). Where its
 * (N_l + 1)^d vertices are more than 2^logTable, a vertex finds its features by the hash ⊕ x_i π_i mod 2^logTable (eq. 4)
 * and may share them with others.
 *
 * @param dimensions coordinates per point, 1 to 3
 * @param levels grids
 * @param perLevel features per level
 * @param logTable binary logarithm of the largest number of vertices with features of their own
 * @param base cells per axis of the coarsest level
 * @param finest cells per axis of the finest level
 */
public record HashGrid(int dimensions, int levels, int perLevel, int logTable, int base, int finest)
        implements Encoding {

    private static final long[] PRIMES = {1, 2_654_435_761L, 805_459_861L};

    private static final Initializer FIRST = new Initializer.Uniform(1e-4);

    /**
     * Checks what the formulas are defined for.
     *
     * @throws IllegalArgumentException when they are not
     */
    public HashGrid {
        if (dimensions < 1 || dimensions > PRIMES.length || finest < base) {
            throw new IllegalArgumentException("a hash grid has 1 to 3 dimensions, not " + dimensions
                    + ", and a finest level no coarser than its base, not " + finest + " under " + base);
        }
    }

    @Override
    public int outputs(int inputs) {
        return levels * perLevel;
    }

    /** Cells per axis of a level, N_l. */
    public int cells(int level) {
        double growth = levels == 1 ? 0 : StrictMath.log((double) finest / base) / (levels - 1);
        return (int) StrictMath.floor(base * StrictMath.exp(level * growth) + 1e-9);
    }

    /** Whether every vertex of a level has features of its own. */
    public boolean isDense(int level) {
        return StrictMath.pow(cells(level) + 1, dimensions) <= 1 << logTable;
    }

    /** Vertices of a level with features of their own. */
    public int entries(int level) {
        return isDense(level) ? (int) StrictMath.pow(cells(level) + 1, dimensions) : 1 << logTable;
    }

    /** Entries of all levels before this one. */
    public int firstEntry(int level) {
        return IntStream.range(0, level).map(this::entries).sum();
    }

    /** What an axis' vertex number is multiplied by: the row-major stride of a dense level, or the hash's prime. */
    public long factor(int level, int axis) {
        return isDense(level)
                ? (long) StrictMath.pow(cells(level) + 1, dimensions - 1 - axis)
                : PRIMES[axis] % (1L << logTable);
    }

    /** The tables of all levels on top of each other, [entries, perLevel]. */
    @Override
    public List<Parameter> parameters(int inputs) {
        return List.of(new Parameter("table", List.of(firstEntry(levels), perLevel), FIRST, 1, perLevel, true));
    }

    /**
     * Each level by a product: row n of a matrix [N, entries] holds point n's interpolation coefficients. ND4J M2.1: it
     * differentiates no look-up correctly, so that memory grows as points times entries.
     */
    @Override
    public SDVariable define(LayerGraph graph, SDVariable x) {
        int[] sizes = IntStream.range(0, levels).map(this::entries).toArray();
        SameDiff sd = graph.sd();
        List<SDVariable> features = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            SDVariable table =
                    sd.slice(graph.parameter("table"), new int[] {firstEntry(level), 0}, sizes[level], perLevel);
            features.add(coefficients(sd, x, level).mmul(table)); // [N, perLevel]
        }
        return levels == 1 ? features.get(0) : sd.concat(1, features.toArray(new SDVariable[0]));
    }

    /** Σ over the corners of a point's cell of the corner's weight at the corner's entry, [N, entries]. */
    private SDVariable coefficients(SameDiff sd, SDVariable points, int level) {
        SDVariable[] axes = dimensions == 1 ? new SDVariable[] {points} : sd.split(points, dimensions, 1);
        SDVariable[] cells = new SDVariable[dimensions];
        SDVariable[] fractions = new SDVariable[dimensions];
        for (int axis = 0; axis < dimensions; axis++) {
            SDVariable q = axes[axis].mul(cells(level));
            cells[axis] = cell(sd, q, level);
            fractions[axis] = q.sub(cells[axis]);
        }
        SDVariable sum = null;
        for (int corner = 0; corner < 1 << dimensions; corner++) {
            SDVariable weight = null;
            for (int axis = 0; axis < dimensions; axis++) {
                int next = corner >> axis & 1;
                SDVariable hat = next == 1 ? fractions[axis] : fractions[axis].rsub(1);
                weight = weight == null ? hat : weight.mul(hat);
            }
            SDVariable entry = entry(sd, List.of(cells), level, corner);
            SDVariable part = oneHot(sd, entry, level, points.dataType()).mul(weight);
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }

    /** The number of the cell of one axis, the last one's for its far edge, [N, 1]. */
    private SDVariable cell(SameDiff sd, SDVariable q, int level) {
        return sd.math().min(sd.math().floor(q), sd.constant(Nd4j.scalar(q.dataType(), cells(level) - 1)));
    }

    /** Which entry a corner of the points' cells has, [N, 1]. */
    private SDVariable entry(SameDiff sd, List<SDVariable> cells, int level, int corner) {
        SDVariable entry = null;
        for (int axis = 0; axis < dimensions; axis++) {
            SDVariable vertex = cells.get(axis)
                    .add(corner >> axis & 1)
                    .castTo(DataType.INT64)
                    .mul(sd.constant(Nd4j.scalar(DataType.INT64, factor(level, axis))));
            entry = entry == null
                    ? vertex
                    : isDense(level) ? entry.add(vertex) : sd.bitwise().xor(entry, vertex);
        }
        return isDense(level)
                ? entry
                : sd.bitwise().and(entry, sd.constant(Nd4j.scalar(DataType.INT64, (1L << logTable) - 1)));
    }

    /** 1 at the points' entries, [N, entries]. */
    private SDVariable oneHot(SameDiff sd, SDVariable entry, int level, DataType type) {
        return sd.oneHot(sd.reshape(entry, -1), entries(level), 1, 1, 0, type);
    }

    @Override
    public Optional<String> withoutDerivative(DerivativeOrder order) {
        return order == DerivativeOrder.LAPLACIAN
                ? Optional.of(
                        "its features are interpolated linearly, so that their gradient jumps at the cells' edges, where most"
                                + " of a Laplacian would lie: take a smooth network, such as siren or gauss")
                : Optional.empty();
    }

    @Override
    public Jet differentiate(LayerGraph graph, Jet x) {
        List<Jet> features = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            SDVariable table = graph.sd()
                    .slice(graph.parameter("table"), new int[] {firstEntry(level), 0}, entries(level), perLevel);
            features.add(coefficients(x, level).linear(table, perLevel));
        }
        return Jet.concat(features);
    }

    /** The corners' weights at the corners' entries and how they change with the point. */
    private Jet coefficients(Jet points, int level) {
        SameDiff sd = points.sd();
        List<Jet> fractions = new ArrayList<>();
        List<SDVariable> cells = new ArrayList<>();
        for (Jet axis : points.parts(dimensions)) {
            Jet q = axis.times(cells(level));
            SDVariable cell = cell(sd, q.value(), level);
            cells.add(cell);
            fractions.add(q.plus(cell.neg()));
        }
        Jet sum = null;
        for (int corner = 0; corner < 1 << dimensions; corner++) {
            Jet weight = null;
            for (int axis = 0; axis < dimensions; axis++) {
                Jet fraction = fractions.get(axis);
                Jet hat = (corner >> axis & 1) == 1
                        ? fraction
                        : fraction.times(-1).plus(1);
                weight = weight == null ? hat : weight.times(hat);
            }
            SDVariable entry = entry(sd, cells, level, corner);
            Jet part = weight.outer(oneHot(sd, entry, level, points.value().dataType()), entries(level));
            sum = sum == null ? part : sum.plus(part);
        }
        return sum;
    }
}
