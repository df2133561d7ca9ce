package org.inrzoo.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that computed something else would be no peer. */
class LibtorchNetworkTests {

    private static final int SIZE = 32;

    static Stream<ZooModel> models() {
        return Zoo.ofCoordinates().stream()
                .filter(model -> model.variant().signal().dimensions() == 2);
    }

    @ParameterizedTest
    @MethodSource("models")
    void answersAsTheZooDoes(ZooModel model) {
        assumeTrue(model.variant().family().tiles().count() == 1, "the peer draws whole images");
        Architecture architecture = model.architecture(2, 1);
        float[] parameters = architecture.parameters().initialize(0);
        float[] wanted = new float[SIZE * SIZE * architecture.outputs()];
        try (Engine engine = Engines.create("auto", architecture, 1)) {
            engine.forward(parameters, Grid.image(SIZE, SIZE, GridConvention.PIXEL_CENTERS), wanted);
        }
        float[] answered = answers(architecture, parameters);
        for (int m = 0; m < answered.length; m++) {
            int pixel = MortonOrder.row(m) * SIZE + MortonOrder.column(m);
            assertThat(answered[m])
                    .as("pixel %d", pixel)
                    .isCloseTo(wanted[pixel], Offset.offset(2e-3f * Math.max(1, Math.abs(wanted[pixel]))));
        }
    }

    private static float[] answers(Architecture architecture, float[] parameters) {
        float[] points = new float[2 * SIZE * SIZE];
        for (int m = 0; m < SIZE * SIZE; m++) {
            points[2 * m] = GridConvention.PIXEL_CENTERS.coordinate(MortonOrder.row(m), SIZE);
            points[2 * m + 1] = GridConvention.PIXEL_CENTERS.coordinate(MortonOrder.column(m), SIZE);
        }
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            return new LibtorchNetwork(architecture, parameters, manager)
                    .forward(manager.create(points, new Shape(SIZE * SIZE, 2)), Pixels.range(SIZE, 0, SIZE * SIZE))
                    .toFloatArray();
        } catch (EngineException e) {
            assumeTrue(false, e.getMessage());
            throw e;
        }
    }
}
