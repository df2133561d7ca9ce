package org.inrzoo.engine.opencl;

import static org.inrzoo.engine.arithmetic.MuonStep.A;
import static org.inrzoo.engine.arithmetic.MuonStep.B;
import static org.inrzoo.engine.arithmetic.MuonStep.C;
import static org.inrzoo.engine.arithmetic.MuonStep.ITERATIONS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.engine.arithmetic.MuonStep;
import org.inrzoo.engine.arithmetic.WeightMatrix;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.device.DeviceQueue;
import org.inrzoo.engine.opencl.device.WorkSize;

/**
 * {@linkplain MuonStep Muon} of some matrices in a device's memory. Those of one shape are stepped together, a matrix for every place on
 * the kernels' axis 2.
 */
final class DeviceMuon {

    /** Parts of a matrix whose squares are added up side by side. */
    private static final int PARTS = 64;

    /** Numbers of a product's row or column that a work-item computes. */
    private static final int EACH = 4;

    private static final String SOURCE = "#define PARTS " + PARTS + "\n#define EACH " + EACH + "\n" + """
            #define TILE (EACH * S)

            // Matrix z begins at places[2z] of the flat vector, its momentum at places[2z + 1]; X is [longer, shorter], row-major.
            int in_x(int i, int rows, int columns) {
                return columns > rows ? i % columns * rows + i / columns : i;
            }

            kernel void direction(int rows, int columns, global const int *places, global const float *gradient,
                    global float *momentum, float decay, global float *x, int step, global const int *failed) {
                int i = get_global_id(0), z = get_global_id(1), length = rows * columns;
                if (i >= length || failed[0] <= step) return;
                float g = gradient[places[2 * z] + i] * (1 - decay);
                float m = momentum[places[2 * z + 1] + i] * decay + g;
                momentum[places[2 * z + 1] + i] = m;
                x[(size_t) z * length + in_x(i, rows, columns)] = m * decay + g;
            }

            kernel void squares(int length, global const float *x, global float *parts) {
                int part = get_global_id(0), z = get_global_id(1);
                if (part >= PARTS) return;
                float sum = 0;
                for (int i = part; i < length; i += PARTS) {
                    float value = x[(size_t) z * length + i];
                    sum = fma(value, value, sum);
                }
                parts[z * PARTS + part] = sum;
            }

            kernel void to_unit(int length, float margin, global const float *parts, global float *x) {
                int i = get_global_id(0), z = get_global_id(1);
                if (i >= length) return;
                float sum = 0;
                for (int part = 0; part < PARTS; part++) sum += parts[z * PARTS + part];
                x[(size_t) z * length + i] *= sum > 0 ? 1 / (margin * sqrt(sum)) : 0;
            }

            // c = scale a b + linear a + diagonal I, where a is transposed first if so asked: [rows, inner] [inner, columns]
            kernel void product(int rows, int columns, int inner, int transposed, global const float *a, global const float *b,
                    global float *c, float scale, float linear, float diagonal) {
                local float as[S][TILE], bs[S][TILE];
                int x = get_local_id(0), y = get_local_id(1);
                int row = get_group_id(1) * TILE, column = get_group_id(0) * TILE;
                size_t z = get_group_id(2);
                a += z * rows * inner;
                b += z * inner * columns;
                c += z * rows * columns;
                float sums[EACH][EACH];
                for (int q = 0; q < EACH; q++) for (int r = 0; r < EACH; r++) sums[q][r] = 0;
                for (int from = 0; from < inner; from += S) {
                    int k = from + y;
                    for (int q = 0; q < EACH; q++) {
                        int i = row + x + q * S, j = column + x + q * S;
                        as[y][x + q * S] = k < inner && i < rows ? a[transposed ? k * rows + i : i * inner + k] : 0;
                        bs[y][x + q * S] = k < inner && j < columns ? b[k * columns + j] : 0;
                    }
                    barrier(CLK_LOCAL_MEM_FENCE);
                    for (int t = 0; t < S; t++) {
                        float mine[EACH];
                        for (int r = 0; r < EACH; r++) mine[r] = bs[t][x + r * S];
                        for (int q = 0; q < EACH; q++) {
                            float factor = as[t][y + q * S];
                            for (int r = 0; r < EACH; r++) sums[q][r] = fma(factor, mine[r], sums[q][r]);
                        }
                    }
                    barrier(CLK_LOCAL_MEM_FENCE);
                }
                for (int q = 0; q < EACH; q++) for (int r = 0; r < EACH; r++) {
                    int i = row + y + q * S, j = column + x + r * S;
                    if (i >= rows || j >= columns) continue;
                    float value = scale * sums[q][r];
                    if (linear != 0) value += linear * a[i * inner + j];
                    c[i * columns + j] = i == j ? value + diagonal : value;
                }
            }

            kernel void subtract(int rows, int columns, global const int *places, global const float *x, float by,
                    global float *theta, int step, global const int *failed) {
                int i = get_global_id(0), z = get_global_id(1), length = rows * columns;
                if (i >= length || failed[0] <= step) return;
                theta[places[2 * z] + i] -= by * x[(size_t) z * length + in_x(i, rows, columns)];
            }
            """;

    /**
     * Matrices of one shape.
     *
     * @param rows of each
     * @param columns of each
     * @param count of them
     * @param places for each where it begins in the flat vector, and where its momentum does
     */
    private record Shape(int rows, int columns, int count, DeviceMemory places) {

        int length() {
            return rows * columns;
        }

        int longer() {
            return Math.max(rows, columns);
        }

        int shorter() {
            return Math.min(rows, columns);
        }
    }

    private final DeviceQueue queue;
    private final DeviceMemory momentum;
    private final List<Shape> shapes = new ArrayList<>();
    private final DeviceMemory[] x = new DeviceMemory[2];
    private final DeviceMemory gram;
    private final DeviceMemory polynomial;
    private final DeviceMemory parts;

    /**
     * Muon of these matrices.
     *
     * @param matrices at least one, in the flat vector's order
     * @param momentum of each, one after the other
     */
    DeviceMuon(DeviceQueue queue, List<WeightMatrix> matrices, DeviceMemory momentum) {
        this.queue = queue;
        this.momentum = momentum;
        Map<List<Integer>, List<Integer>> places = new LinkedHashMap<>();
        int begin = 0;
        for (WeightMatrix matrix : matrices) {
            places.computeIfAbsent(List.of(matrix.rows(), matrix.columns()), shape -> new ArrayList<>())
                    .addAll(List.of(matrix.offset(), begin));
            begin += matrix.length();
        }
        long elements = 0;
        long squares = 0;
        int most = 0;
        for (Map.Entry<List<Integer>, List<Integer>> entry : places.entrySet()) {
            Shape shape = shape(entry.getKey(), entry.getValue());
            shapes.add(shape);
            elements = Math.max(elements, (long) shape.count * shape.length());
            squares = Math.max(squares, (long) shape.count * shape.shorter() * shape.shorter());
            most = Math.max(most, shape.count);
        }
        x[0] = queue.allocate(elements);
        x[1] = queue.allocate(elements);
        gram = queue.allocate(squares);
        polynomial = queue.allocate(squares);
        parts = queue.allocate((long) most * PARTS);
    }

    private Shape shape(List<Integer> sides, List<Integer> places) {
        DeviceMemory memory = queue.allocate(places.size());
        queue.write(memory, places.stream().mapToInt(place -> place).toArray());
        return new Shape(sides.get(0), sides.get(1), places.size() / 2, memory);
    }

    /**
     * Moves the matrices, unless a step up to this one has failed.
     *
     * @param number the step's, as {@code failed} counts
     */
    void step(MuonStep step, DeviceMemory theta, DeviceMemory gradient, int number, DeviceMemory failed) {
        for (Shape shape : shapes) {
            perElement(
                    "direction",
                    shape,
                    shape.rows,
                    shape.columns,
                    shape.places,
                    gradient,
                    momentum,
                    step.decay(),
                    x[0],
                    number,
                    failed);
            DeviceMemory update = orthogonal(shape);
            perElement(
                    "subtract",
                    shape,
                    shape.rows,
                    shape.columns,
                    shape.places,
                    update,
                    step.length(shape.longer()),
                    theta,
                    number,
                    failed);
        }
    }

    private DeviceMemory orthogonal(Shape shape) {
        run("squares", PARTS, shape.count, shape.length(), x[0], parts);
        perElement("to_unit", shape, shape.length(), (float) MuonStep.MARGIN, parts, x[0]);
        int m = shape.longer();
        int n = shape.shorter();
        for (int i = 0; i < ITERATIONS; i++) {
            DeviceMemory from = x[i % 2];
            DeviceMemory to = x[1 - i % 2];
            product(shape.count, n, n, m, true, from, from, gram, 1, 0, 0);
            product(shape.count, n, n, n, false, gram, gram, polynomial, C, B, A);
            product(shape.count, m, n, n, false, from, polynomial, to, 1, 0, 0);
        }
        return x[ITERATIONS % 2];
    }

    private void product(
            int count,
            int rows,
            int columns,
            int inner,
            boolean transposed,
            DeviceMemory a,
            DeviceMemory b,
            DeviceMemory c,
            float scale,
            float linear,
            float diagonal) {
        queue.run(
                kernel("product"),
                WorkSize.tiles(columns, rows, count, queue.side(), EACH * queue.side()),
                List.of(rows, columns, inner, transposed ? 1 : 0, a, b, c, scale, linear, diagonal));
    }

    private void perElement(String name, Shape shape, Object... arguments) {
        run(name, shape.length(), shape.count, arguments);
    }

    private void run(String name, int items, int matrices, Object... arguments) {
        queue.run(kernel(name), WorkSize.of(items, matrices, queue.side() * queue.side()), List.of(arguments));
    }

    private DeviceKernel kernel(String name) {
        return queue.kernel(SOURCE, name);
    }
}
