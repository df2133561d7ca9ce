package org.inrzoo.engine.fused.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.schedule.Workers;
import org.inrzoo.engine.fused.spi.ActivationPlan;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.layer.FinerSine;
import org.inrzoo.layer.Gaussian;
import org.inrzoo.layer.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationKernelsTests {

    private static final int POINTS = 64;
    private static final int COUNT = POINTS * Rows.WIDTH;

    private final float[] y = new float[COUNT];
    private final float[] d = new float[COUNT];

    private static <L extends Layer> ActivationPlan.PanelFunction function(LayerKernel<L> kernel, L layer) {
        Arena arena = new Arena();
        LayerSite site =
                new LayerSite(Kernels.of(Kernels.preferredBits()), arena, new Workers(1), 2, Rows.WIDTH, List.of());
        return ((ActivationPlan) kernel.plan(layer, site)).functions().apply(new Block(arena, 2, POINTS, Rows.WIDTH));
    }

    @Test
    void bellsAndTheirSlopesAreAccurate() {
        float[] z = sweep(0.5f);
        function(new GaussianKernel(), new Gaussian(30)).apply(z, 0, y, 0, d, 0, POINTS, Rows.WIDTH);
        for (int i = 0; i < COUNT; i++) {
            double expected = StrictMath.exp(-900.0 * z[i] * z[i]);
            assertThat((double) y[i]).as("bell at %s", z[i]).isCloseTo(expected, within(1e-6));
            assertThat((double) d[i]).as("slope at %s", z[i]).isCloseTo(-1800.0 * z[i] * expected, within(3e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stretchedSinesAndTheirSlopesAreAccurate(boolean detached) {
        int slope = detached ? 1 : 2;
        float[] z = sweep(0.5f);
        function(new FinerSineKernel(), new FinerSine(30, detached)).apply(z, 0, y, 0, d, 0, POINTS, Rows.WIDTH);
        for (int i = 0; i < COUNT; i++) {
            double size = Math.abs((double) z[i]);
            double argument = 30 * (size + 1) * z[i];
            assertThat((double) y[i]).isCloseTo(StrictMath.sin(argument), within(3e-6));
            assertThat((double) d[i]).isCloseTo(30 * (slope * size + 1) * StrictMath.cos(argument), within(2e-4));
        }
    }

    /** Training, the derivative takes the argument's place. */
    @Test
    void derivativesMayOverwriteArguments() {
        for (ActivationPlan.PanelFunction function : List.of(
                function(new GaussianKernel(), new Gaussian(3)),
                function(new FinerSineKernel(), new FinerSine(3, true)))) {
            float[] z = sweep(2);
            float[] apart = new float[COUNT];
            float[] inPlace = z.clone();
            float[] rendered = new float[COUNT];
            function.apply(z, 0, y, 0, apart, 0, POINTS, Rows.WIDTH);
            function.apply(z, 0, rendered, 0, null, 0, POINTS, Rows.WIDTH);
            assertThat(rendered).isEqualTo(y);
            function.apply(inPlace, 0, y, 0, inPlace, 0, POINTS, Rows.WIDTH);
            assertThat(y).isEqualTo(rendered);
            assertThat(inPlace).isEqualTo(apart);
        }
    }

    private static float[] sweep(float largest) {
        float[] z = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            z[i] = largest * (2f * i / COUNT - 1);
        }
        return z;
    }
}
