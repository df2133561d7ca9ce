package org.inrzoo.engine.fused.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.PointsByExpert;
import org.inrzoo.engine.fused.schedule.TraversalOrder;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.point.PointSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which expert serves which point, and how much, against the definition of Levels of Experts. */
class ExpertRouterTests {

    private static final int COUNT = 45;

    static List<ExpertTiling> tilings() {
        List<ExpertTiling> tilings = new ArrayList<>();
        for (Blending blending : Blending.values()) {
            for (int dimensions = 1; dimensions <= 3; dimensions++) {
                for (int experts : new int[] {1, 2, 3}) {
                    tilings.add(new ExpertTiling(dimensions, experts, 4, 0, blending));
                    tilings.add(new ExpertTiling(dimensions, experts, 5.3, -1.7, blending));
                }
            }
        }
        return tilings;
    }

    private static Block block(float[] coordinates, int dimensions) {
        Block block = new Block(new Arena(), dimensions, 64, 8);
        block.read(TraversalOrder.of(new PointSet(coordinates, dimensions)), 0, COUNT);
        return block;
    }

    private static float[] random(int count) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(1 << 12) / (float) (1 << 12);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("tilings")
    void givesEveryExpertThePointsAndCoefficientsOfItsHatFunctions(ExpertTiling tiling) {
        int dimensions = tiling.dimensions();
        float[] coordinates = random(COUNT * dimensions);
        for (int bits : new int[] {128, 256, 512}) {
            ExpertRouter router = new ExpertRouter(tiling, Kernels.of(bits).elementwise(), 64);
            router.locate(block(coordinates, dimensions));
            double[][] coefficients = new double[COUNT][tiling.count()];
            for (int corner = 0; corner < router.corners(); corner++) {
                PointsByExpert groups = router.groups(corner);
                for (int expert = 0; expert < groups.experts(); expert++) {
                    for (int i = 0; i < groups.size(expert); i++) {
                        int point = groups.rows()[groups.start(expert) + i];
                        coefficients[point][expert] += router.blends() ? router.coefficients(corner)[point] : 1;
                    }
                }
            }
            for (int point = 0; point < COUNT; point++) {
                for (int expert = 0; expert < tiling.count(); expert++) {
                    assertThat(coefficients[point][expert])
                            .as("coefficient of expert %d at point %d", expert, point)
                            .isCloseTo(expected(tiling, coordinates, point, expert), within(1e-5));
                }
            }
        }
    }

    /** B_e: over the axes, max(0, 1 - δ) with δ the circular distance in cells from the expert's own; row-major. */
    private static double expected(ExpertTiling tiling, float[] coordinates, int point, int expert) {
        double product = 1;
        int rest = expert;
        for (int axis = tiling.dimensions() - 1; axis >= 0; axis--) {
            int own = rest % tiling.experts();
            rest /= tiling.experts();
            float q = coordinates[point * tiling.dimensions() + axis] * (float) tiling.alpha(axis)
                    + (float) tiling.beta();
            double cell = tiling.blending() == Blending.NEAREST ? Math.floor(q) : q;
            double ahead = (cell - own) - Math.floor((cell - own) / tiling.experts()) * tiling.experts();
            product *= Math.max(0, 1 - Math.min(ahead, tiling.experts() - ahead));
        }
        return product;
    }
}
