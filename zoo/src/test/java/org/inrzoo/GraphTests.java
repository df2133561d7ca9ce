package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.point.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A model's graph in the hands of somebody who knows SameDiff and nothing of the zoo's engines. */
class GraphTests {

    private static final int SIDE = 12;
    private static final int STEPS = 60;

    private static INDArray points(ZooModel model, int width, int height) {
        Grid grid = Grid.image(width, height, model.recipe().grid());
        float[] coordinates = new float[grid.size() * 2];
        grid.read(0, grid.size(), coordinates);
        return Nd4j.createFromArray(coordinates).reshape(grid.size(), 2);
    }

    @Test
    void learnsByPlainSameDiff() {
        ZooModel siren = Zoo.get("siren").with("width", 32).with("depth", 2);
        Image camera = Datasets.image("camera", SIDE);
        INDArray x = points(siren, SIDE, SIDE);
        INDArray y = Nd4j.createFromArray(camera.values()).mul(2).sub(1).reshape(SIDE * SIDE, 1);
        SameDiff sd = siren.graph();
        SDVariable targets = sd.placeHolder("targets", DataType.FLOAT, -1, 1);
        SDVariable loss =
                sd.math().square(sd.getVariable("output").sub(targets)).mean("loss");
        loss.markAsLoss();
        sd.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(1e-3))
                .dataSetFeatureMapping("points")
                .dataSetLabelMapping("targets")
                .build());
        Map<String, INDArray> data = Map.of("points", x, "targets", y);
        double before = sd.outputSingle(data, "loss").getDouble(0);
        PrintStream out = System.out; // ND4J tells it of every operation it differentiates
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            for (int step = 0; step < STEPS; step++) {
                sd.fit(new DataSet(x, y));
            }
        } finally {
            System.setOut(out);
        }
        assertThat(sd.outputSingle(data, "loss").getDouble(0))
                .as("loss after %d steps of Adam, %f at first", STEPS, before)
                .isLessThan(before / 4);
    }

    @Test
    void beginsWithTheWeightsAFitBeginsWith() {
        ZooModel model = Zoo.get("siren").with("width", 4).with("depth", 2).with("seed", 7);
        float[] first = model.architecture(2, 1).parameters().initialize(7);
        assertThat(first(model.graph()))
                .as("the recipe's seed")
                .isEqualTo(first[0])
                .isNotZero();
        assertThat(first(model.graph(7))).isEqualTo(first[0]);
        assertThat(first(model.graph(8))).isNotEqualTo(first[0]);
    }

    private static float first(SameDiff graph) {
        return graph.getVariable("layer1/weight").getArr().getFloat(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"siren", "fourier-features", "relu-bn", "wire", "loe-sine-fine2coarse"})
    void ofAFittedImageGivesWhatItDraws(String name) {
        ZooModel model = Zoo.get(name).with("width", 6).with("depth", 2).with("steps", 3);
        FittedImage fitted = model.fit(Datasets.image("astronaut", 8));
        Image drawn = fitted.render(8, 8);
        INDArray outputs = fitted.graph()
                .outputSingle(Map.of(SameDiffDefinition.POINTS, points(model, 8, 8)), SameDiffDefinition.OUTPUT);
        assertThat(outputs.shape()).containsExactly(64, 3);
        for (int i = 0; i < drawn.values().length; i++) {
            float value = model.recipe().targets().toUnit(outputs.getFloat(i / 3, i % 3));
            assertThat(Math.max(0, Math.min(1, value))).as("value %d", i).isCloseTo(drawn.values()[i], within(1e-5f));
        }
    }
}
