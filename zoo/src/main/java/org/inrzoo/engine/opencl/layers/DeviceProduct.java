package org.inrzoo.engine.opencl.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ExpertTiling;

/**
 * Products of features with a matrix [inputs, outputs], or with one for every expert of a tiling, and their gradients: y = x W(p) + b with
 * W(p) = Σ_e B_e(p) W_e.
 *
 * <p>A work-group makes a tile of the result, 4 by 4 numbers a work-item, of strips of both factors that it has in local memory. Each number
 * is one sum in a fixed order, whatever the tiles. Where there are experts, the tile's points are multiplied by B_e, and an expert that none
 * of them meets is left out; so points may lie in any order.
 */
final class DeviceProduct {

    /** Numbers that a work-item makes on each side of a tile. */
    private static final int EACH = 4;

    private static final String SOURCE = """
            #define EACH 4
            #define T (EACH * S)     /* side of a tile */
            #define D 16             /* depth of a strip */
            #define X get_local_id(0)
            #define Y get_local_id(1)
            #define LID ((int) (Y * S + X))

            // B_e of a point; t holds beta, the scales, and the axes' directions where they are turned.
            float coefficient(global const float *t, int d, int n, int kind, int e, global const float *coordinates, int stride, int p) {
                float result = 1;
                for (int axis = d - 1; axis >= 0; axis--) {
                    int j = e % n;
                    e /= n;
                    float along = 0;
                    if (kind & 2) {
                        for (int k = 0; k < d; k++) along = fma(t[1 + d + axis * d + k], coordinates[(size_t) k * stride + p], along);
                    } else {
                        along = coordinates[(size_t) axis * stride + p];
                    }
                    float q = along * t[1 + axis] + t[0];
                    float cell = floor(q);
                    int digit = (int) cell % n;
                    digit = digit < 0 ? digit + n : digit;
                    float f = q - cell;
                    float hat;
                    if (!(kind & 1)) {
                        hat = digit == j;
                    } else if (n == 1) {
                        hat = fmax(f, 1 - f);
                    } else {
                        hat = (digit == j ? 1 - f : 0) + ((digit + 1) % n == j ? f : 0);
                    }
                    result *= hat;
                }
                return result;
            }

            void multiply(float sums[EACH][EACH], local const float *a, local const float *b) {
                for (int r = 0; r < D; r++) {
                    float mine[EACH];
                    for (int j = 0; j < EACH; j++) mine[j] = b[r * (T + 1) + X + S * j];
                    for (int i = 0; i < EACH; i++) {
                        float factor = a[r * (T + 1) + Y + S * i];
                        for (int j = 0; j < EACH; j++) sums[i][j] = fma(factor, mine[j], sums[i][j]);
                    }
                }
            }

            #define CLEAR for (int i = 0; i < EACH; i++) for (int j = 0; j < EACH; j++) sums[i][j] = 0
            #define BARRIER barrier(CLK_LOCAL_MEM_FENCE)
            #define TILING int experts, global const float *tiling, int d, int n, int kind, global const float *coordinates, int c0

            // The coefficients of COUNT points from FIRST on; sets `any` where one of them is not zero.
            #define WEIGH(COUNT, FIRST, END) \\
                int any = 1; \\
                if (experts > 1 || kind >= 0) { \\
                    BARRIER; \\
                    if (LID == 0) *met = 0; \\
                    BARRIER; \\
                    for (int i = LID; i < COUNT; i += S * S) { \\
                        int p = (FIRST) + i; \\
                        float v = p < (END) ? coefficient(tiling, d, n, kind, e, coordinates + c0, stride, p) : 0; \\
                        c[i] = v; \\
                        if (v != 0) atomic_or(met, 1); \\
                    } \\
                    BARRIER; \\
                    any = *met; \\
                } else { \\
                    BARRIER; \\
                    for (int i = LID; i < COUNT; i += S * S) c[i] = 1; \\
                    BARRIER; \\
                }

            // y[j][p] (+)= sum over k of W[k][j] x[k][p] (turned: W[j][k]), plus the bias where there is one.
            kernel void product(int points, int stride, TILING, global const float *weights, int w0, int rows, int columns,
                    int turned, global const float *biases, int b0, global const float *x, int x0, global float *y, int y0, int goOn) {
                local float a[D * (T + 1)], b[D * (T + 1)], c[T];
                local int met[1];
                float sums[EACH][EACH];
                int firstPoint = get_group_id(0) * T, first = get_group_id(1) * T;
                int depth = turned ? columns : rows, width = turned ? rows : columns;
                CLEAR;
                for (int e = 0; e < experts; e++) {
                    WEIGH(T, firstPoint, points)
                    if (any) {
                        global const float *w = weights + w0 + (size_t) e * rows * columns;
                        for (int k0 = 0; k0 < depth; k0 += D) {
                            for (int i = LID; i < D * T; i += S * S) {
                                int r = turned ? i % D : i / T, m = turned ? i / D : i % T;
                                int k = k0 + r, j = first + m;
                                float v = 0;
                                if (k < depth && j < width) v = turned ? w[(size_t) j * columns + k] : w[(size_t) k * columns + j];
                                a[r * (T + 1) + m] = v;
                            }
                            for (int i = LID; i < D * T; i += S * S) {
                                int r = i / T, m = i % T;
                                float v = 0;
                                if (k0 + r < depth && firstPoint + m < points && c[m] != 0)
                                    v = c[m] * x[x0 + (size_t) (k0 + r) * stride + firstPoint + m];
                                b[r * (T + 1) + m] = v;
                            }
                            BARRIER;
                            multiply(sums, a, b);
                            BARRIER;
                        }
                    }
                }
                for (int i = 0; i < EACH; i++) {
                    int j = first + (int) Y + S * i;
                    for (int k = 0; k < EACH; k++) {
                        int p = firstPoint + (int) X + S * k;
                        if (j < width && p < points) {
                            size_t at = y0 + (size_t) j * stride + p;
                            float v = sums[i][k];
                            if (b0 >= 0) v += biases[b0 + j];
                            y[at] = goOn ? y[at] + v : v;
                        }
                    }
                }
            }

            // Of a slice and an expert: sum over p of B_e x[k][p] dy[j][p].
            kernel void outer(int points, int stride, TILING, int slice, int rows, int columns, global const float *x, int x0,
                    global const float *dy, int dy0, global float *to, int to0, int apart) {
                local float a[D * (T + 1)], b[D * (T + 1)], c[D];
                local int met[1];
                float sums[EACH][EACH];
                int e = get_group_id(2) % experts, s = get_group_id(2) / experts;
                int firstColumn = get_group_id(0) * T, firstRow = get_group_id(1) * T;
                int end = min(points, (s + 1) * slice);
                CLEAR;
                for (int p0 = s * slice; p0 < end; p0 += D) {
                    WEIGH(D, p0, end)
                    if (any) {
                        for (int i = LID; i < D * T; i += S * S) {
                            int r = i % D, m = i / D, p = p0 + r;
                            float v = 0;
                            if (p < end && firstRow + m < rows && c[r] != 0) v = c[r] * x[x0 + (size_t) (firstRow + m) * stride + p];
                            a[r * (T + 1) + m] = v;
                            v = 0;
                            if (p < end && firstColumn + m < columns) v = dy[dy0 + (size_t) (firstColumn + m) * stride + p];
                            b[r * (T + 1) + m] = v;
                        }
                        BARRIER;
                        multiply(sums, a, b);
                        BARRIER;
                    }
                }
                for (int i = 0; i < EACH; i++) {
                    int k = firstRow + (int) Y + S * i;
                    for (int j = 0; j < EACH; j++) {
                        int column = firstColumn + (int) X + S * j;
                        if (k < rows && column < columns)
                            to[to0 + (size_t) s * apart + ((size_t) e * rows + k) * columns + column] = sums[i][j];
                    }
                }
            }
            """;

    private final DeviceKernel product;
    private final DeviceKernel outer;
    private final DeviceMemory tilingNumbers;
    private final int inputs;
    private final int outputs;
    private final int experts;
    private final int axes;
    private final int perAxis;
    private final int kind;

    /** Products with matrices [inputs, outputs], one for every expert. */
    DeviceProduct(DeviceSite site, int inputs, int outputs, Optional<ExpertTiling> tiling) {
        this.inputs = inputs;
        this.outputs = outputs;
        product = site.kernel(SOURCE, "product");
        outer = site.kernel(SOURCE, "outer");
        tilingNumbers = site.constants(tiling.map(DeviceProduct::numbers).orElse(List.of(0.0)));
        experts = tiling.map(ExpertTiling::count).orElse(1);
        axes = tiling.map(ExpertTiling::dimensions).orElse(1);
        perAxis = tiling.map(ExpertTiling::experts).orElse(1);
        kind = tiling.map(DeviceProduct::kind).orElse(-1);
    }

    private static List<Double> numbers(ExpertTiling tiling) {
        List<Double> numbers = new ArrayList<>(List.of(tiling.beta()));
        numbers.addAll(tiling.scales());
        numbers.addAll(tiling.rotation());
        return numbers;
    }

    private static int kind(ExpertTiling tiling) {
        return (tiling.blending() == Blending.LINEAR ? 1 : 0) + (tiling.isTurned() ? 2 : 0);
    }

    /** y = x W + b; {@code bias} is -1 where there is none. */
    void forward(DevicePass pass, DeviceMemory weights, int weight, int bias, DeviceFeatures x, DeviceFeatures y) {
        run(pass, weights, weight, 0, bias, x, y, 0);
    }

    /** dx = dy Wᵀ, or that much more. */
    void inputGradient(
            DevicePass pass, DeviceMemory weights, int weight, DeviceFeatures dy, DeviceFeatures dx, boolean more) {
        run(pass, weights, weight, 1, -1, dy, dx, more ? 1 : 0);
    }

    private void run(
            DevicePass pass,
            DeviceMemory weights,
            int weight,
            int turned,
            int bias,
            DeviceFeatures from,
            DeviceFeatures to,
            int goOn) {
        pass.perTile(
                product,
                pass.points(),
                turned == 1 ? inputs : outputs,
                1,
                EACH * pass.queue().side(),
                experts,
                tilingNumbers,
                axes,
                perAxis,
                kind,
                pass.coordinates(),
                weights,
                weight,
                inputs,
                outputs,
                turned,
                weights,
                bias,
                from,
                to,
                goOn);
    }

    /** dW of every slice, {@code apart} numbers from slice to slice. */
    void weightGradient(DevicePass pass, DeviceFeatures x, DeviceFeatures dy, DeviceMemory to, int place, int apart) {
        pass.perTile(
                outer,
                outputs,
                inputs,
                pass.slices() * experts,
                EACH * pass.queue().side(),
                experts,
                tilingNumbers,
                axes,
                perAxis,
                kind,
                pass.coordinates(),
                pass.slice(),
                inputs,
                outputs,
                x,
                dy,
                to,
                place,
                apart);
    }
}
