package org.inrzoo.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;

/** Asserts what {@link org.inrzoo.engine.samediff.GradientCheck} finds. */
public final class GradientAssertions {

    private GradientAssertions() {}

    /** Every trainable tensor's gradient is the derivative, and none is zero throughout, which would be checked by nothing. */
    public static void assertGradientIsTheDerivative(Architecture architecture, Points points) {
        List<org.inrzoo.engine.samediff.GradientCheck.Line> lines =
                org.inrzoo.engine.samediff.GradientCheck.of(architecture, points);
        long trainable = architecture.parameters().slots().stream()
                .filter(slot -> slot.parameter().trainable())
                .count();
        assertThat(lines).as("comparisons, two of each trainable tensor").hasSize((int) (2 * trainable));
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.scale())
                    .as("gradient of %s, which is not all zero", line.what())
                    .isPositive();
            assertThat(line.holds())
                    .as("gradient of %s against central differences", line)
                    .isTrue();
        });
    }

    /** Random points of the unit cube. */
    public static PointSet randomPoints(int count, int dimensions) {
        Random random = new Random(21);
        float[] coordinates = new float[count * dimensions];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = random.nextFloat();
        }
        return new PointSet(coordinates, dimensions);
    }
}
