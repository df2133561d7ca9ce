package org.inrzoo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.GradientAssertions;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Normalization;
import org.inrzoo.layer.Normalization.Kind;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class TangentKernelTests {

    private static final Initializer WEIGHT = Initializer.kaimingUniform();
    private static final double STEP = 1e-5;

    private static final Points POINTS = GradientAssertions.randomPoints(6, 2);

    static Stream<Architecture> networks() {
        Layer sine = new Sine(1);
        return Stream.of(
                network(sine),
                network(new Normalization(Kind.BATCH)),
                network(new Normalization(Kind.LAYER)),
                network(new Normalization(Kind.GLOBAL)),
                network(new Normalization(Kind.CROSS)));
    }

    private static Architecture network(Layer between) {
        return new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(4, WEIGHT, WEIGHT),
                        between,
                        new Sine(1),
                        new Dense(2, WEIGHT, WEIGHT)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void isTheProductOfTheJacobiansByFiniteDifferences(Architecture architecture) {
        double[][] expected = byDifferences(architecture);
        double largest = Arrays.stream(expected)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        for (String name : List.of("fused", "samediff")) {
            try (Engine engine = Engines.create(name, architecture, 1)) {
                double[][] kernel = TangentKernel.of(engine, parameters(architecture), POINTS);
                for (int i = 0; i < kernel.length; i++) {
                    assertThat(kernel[i])
                            .as("row %d by %s", i, name)
                            .containsExactly(expected[i], within(1e-5 * largest));
                }
            }
        }
    }

    private static float[] parameters(Architecture architecture) {
        return architecture.parameters().initialize(3);
    }

    private static double[][] byDifferences(Architecture architecture) {
        int points = POINTS.size();
        int outputs = architecture.outputs();
        double[][] kernel = new double[points][points];
        try (SameDiffEngine engine = new SameDiffEngine(architecture, 1, DataType.DOUBLE)) {
            for (int parameter = 0; parameter < architecture.parameters().trainable(); parameter++) {
                double[] ahead = outputs(engine, parameter, STEP);
                double[] behind = outputs(engine, parameter, -STEP);
                for (int i = 0; i < points; i++) {
                    for (int j = 0; j < points; j++) {
                        for (int o = 0; o < outputs; o++) {
                            double di = (ahead[i * outputs + o] - behind[i * outputs + o]) / (2 * STEP);
                            double dj = (ahead[j * outputs + o] - behind[j * outputs + o]) / (2 * STEP);
                            kernel[i][j] += di * dj;
                        }
                    }
                }
            }
        }
        return kernel;
    }

    private static double[] outputs(SameDiffEngine engine, int parameter, double step) {
        float[] first = parameters(engine.architecture());
        double[] moved = new double[first.length];
        Arrays.setAll(moved, i -> first[i] + (i == parameter ? step : 0));
        return engine.outputs(Nd4j.createFromArray(moved), POINTS).reshape(-1).toDoubleVector();
    }

    @Test
    void tooLargeForTheMemoryIsRefused() {
        Architecture wide = new Architecture(
                2, List.of(new Identity(Range.UNIT), new Dense(4000, WEIGHT, WEIGHT), new Dense(4000, WEIGHT, WEIGHT)));
        try (Engine engine = Engines.create("fused", wide, 1)) {
            assertThatThrownBy(() -> TangentKernel.of(engine, new float[0], GradientAssertions.randomPoints(4000, 2)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("take fewer points");
        }
    }
}
