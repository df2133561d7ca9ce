package org.inrzoo.engine.fused.kernels;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.PointsByExpert;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.memory.WeightPanels;
import org.inrzoo.engine.fused.schedule.Partitions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one block of 256 points costs in each kernel, in microseconds on one core, at the Levels-of-Experts paper's
 * width of 64. A product is 2.1 million floating-point operations. Run by {@code environment/inrzoo jmh}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmarks {

    private static final int POINTS = Partitions.BLOCK;
    private static final int WIDTH = Rows.WIDTH;
    private static final int EXPERTS = 4;
    private static final int SIDE = 16;

    /** How many pixels of the block, which is 16 × 16, lie side by side in one cell. */
    @Param({"16", "1"})
    int cell;

    private final Kernels kernels = Kernels.of(Kernels.preferredBits());
    private final Arena arena = new Arena();
    private final WeightPanels matrices = new WeightPanels(EXPERTS, WIDTH, WIDTH);
    private final Arena.Slice weights = filled(matrices.size());
    private final Arena.Slice sums = filled(matrices.size());
    private final Arena.Slice bias = filled(WIDTH);
    private final Rows x = rows();
    private final Rows z = rows();
    private final Rows derivative = rows();
    private final PointsByExpert groups = new PointsByExpert(EXPERTS, POINTS);

    private Rows rows() {
        Arena.Slice slice = filled((POINTS + 1) * WIDTH);
        return new Rows(slice.data(), slice.offset(), POINTS);
    }

    private Arena.Slice filled(int size) {
        Arena.Slice slice = arena.take(size);
        SplittableRandom random = new SplittableRandom(size);
        for (int i = 0; i < size; i++) {
            slice.data()[slice.offset() + i] = (float) (random.nextDouble() - 0.5) / 4;
        }
        return slice;
    }

    @Setup
    public void route() {
        float[] experts = new float[POINTS];
        for (int point = 0; point < POINTS; point++) {
            experts[point] = point / SIDE / cell % 2 * 2 + point % SIDE / cell % 2;
        }
        groups.sort(experts, POINTS);
    }

    /** z = x W + b, each point by its expert. */
    @Benchmark
    public void product() {
        for (int expert = 0; expert < EXPERTS; expert++) {
            kernels.products()
                    .product(
                            groups.rows(),
                            groups.start(expert),
                            groups.paddedEnd(expert),
                            x.data(),
                            x.panel(0),
                            WIDTH,
                            weights.data(),
                            weights.offset() + matrices.panel(expert, 0, 0),
                            WIDTH,
                            bias.data(),
                            bias.offset(),
                            0,
                            z.data(),
                            z.panel(0));
        }
    }

    /** g += xᵀ dz, all points. */
    @Benchmark
    public void accumulateWeightGradient() {
        kernels.products()
                .accumulateWeightGradient(
                        x.data(),
                        x.panel(0),
                        WIDTH,
                        derivative.data(),
                        derivative.panel(0),
                        POINTS,
                        WIDTH,
                        sums.data(),
                        sums.offset());
    }

    /** y = sin z. */
    @Benchmark
    public void sine() {
        kernels.functions().sine(x.data(), x.panel(0), z.data(), z.panel(0), null, 0, POINTS, WIDTH, 1);
    }

    /** y = sin z and d = cos z. */
    @Benchmark
    public void sineAndCosine() {
        kernels.functions()
                .sine(
                        x.data(),
                        x.panel(0),
                        z.data(),
                        z.panel(0),
                        derivative.data(),
                        derivative.panel(0),
                        POINTS,
                        WIDTH,
                        1);
    }

    /** The rows of all points, expert after expert. */
    @Benchmark
    public void gather() {
        for (int expert = 0; expert < EXPERTS; expert++) {
            int from = groups.start(expert);
            kernels.elementwise()
                    .gather(
                            groups.rows(),
                            from,
                            from + groups.size(expert),
                            x.data(),
                            x.panel(0),
                            WIDTH,
                            z.data(),
                            z.panel(0));
        }
    }

    /** g = g · f'(z). */
    @Benchmark
    public void multiply() {
        kernels.elementwise().multiply(z.data(), z.panel(0), derivative.data(), derivative.panel(0), POINTS, WIDTH);
    }

    /** The bias gradient. */
    @Benchmark
    public void columnSums() {
        kernels.elementwise().columnSums(z.data(), z.panel(0), POINTS, WIDTH, sums.data(), sums.offset());
    }
}
