package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeenOutputsTests {

    private static final Vector ASIDE = new Vector(0.6, -0.64, 0.48);

    private static float[] outputs(int degree) {
        float[] outputs = new float[SeenOutputs.count(degree)];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) (0.5 + 0.3 * Math.sin(2.3 * i + 1));
        }
        return outputs;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void theDegreeFollowsFromTheirNumber(int degree) {
        assertThat(SeenOutputs.degree(SeenOutputs.count(degree))).isEqualTo(degree);
    }

    @Test
    void withoutDirectionTheyAreTheFourNumbers() {
        float[] outputs = outputs(0);
        SeenOutputs seen = new SeenOutputs(0, OutputLink.FREE);
        seen.along(ASIDE);
        for (int number = 0; number < 4; number++) {
            assertThat(seen.number((point, output) -> outputs[output], 0, number))
                    .isEqualTo(outputs[number]);
        }
    }

    /** Two directions differ in colours; the density is the same from everywhere. */
    @Test
    void theDensityIsTheSameFromEverySide() {
        float[] outputs = outputs(2);
        SeenOutputs seen = new SeenOutputs(2, OutputLink.FREE);
        double[][] numbers = new double[2][4];
        for (int side = 0; side < 2; side++) {
            seen.along(side == 0 ? ASIDE : ASIDE.times(-1));
            for (int number = 0; number < 4; number++) {
                numbers[side][number] = seen.number((point, output) -> outputs[output], 0, number);
            }
        }
        assertThat(numbers[0][3]).isEqualTo(numbers[1][3]);
        for (int colour = 0; colour < 3; colour++) {
            assertThat(Math.abs(numbers[0][colour] - numbers[1][colour])).isGreaterThan(0.02);
        }
    }

    @ParameterizedTest
    @EnumSource(OutputLink.class)
    void theGradientIsThatOfCentralDifferences(OutputLink link) {
        float[] outputs = outputs(2);
        SeenOutputs seen = new SeenOutputs(2, link);
        seen.along(ASIDE);
        float h = 1f / 1024;
        for (int number = 0; number < 4; number++) {
            float[] gradient = new float[outputs.length];
            seen.differentiate((point, o) -> outputs[o], 0, number, 1, (point, o, g) -> gradient[o] = g);
            for (int i = 0; i < outputs.length; i++) {
                float[] up = outputs.clone();
                float[] down = outputs.clone();
                up[i] += h;
                down[i] -= h;
                double difference =
                        (seen.number((point, o) -> up[o], 0, number) - seen.number((point, o) -> down[o], 0, number))
                                / (up[i] - down[i]);
                assertThat((double) gradient[i])
                        .as("number %d by output %d", number, i)
                        .isCloseTo(difference, within(2e-4));
            }
        }
    }
}
