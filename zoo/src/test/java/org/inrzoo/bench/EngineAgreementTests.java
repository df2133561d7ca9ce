package org.inrzoo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.fused.FusedEngine;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineAgreementTests {

    private static final Grid POINTS = Grid.image(9, 7, GridConvention.PIXEL_CENTERS);
    private final Variant model = Registry.get("siren").with("width", 12);
    private final Engine right = new FusedEngine(model.architecture(9, 7, 1), 1);

    @AfterEach
    void close() {
        right.close();
    }

    /** The right engine, but for one number. */
    private final class Wrong implements Engine {

        private final int place;
        private final float factor;
        private int calls;

        Wrong(int place, float factor) {
            this.place = place;
            this.factor = factor;
        }

        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public Architecture architecture() {
            return right.architecture();
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void forward(float[] parameters, Points points, float[] outputs) {
            right.forward(parameters, points, outputs);
        }

        @Override
        public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
            right.backward(parameters, points, outputGradient, gradient);
        }

        @Override
        public double squaredError(float[] parameters, Points points, float[] targets, float[] gradient) {
            double loss = right.squaredError(parameters, points, targets, gradient);
            gradient[place] *= calls++ == 0 ? 1 + factor : 1 + 2 * factor;
            return loss;
        }

        @Override
        public int largestBatch(Points points) {
            return Integer.MAX_VALUE;
        }

        @Override
        public void close() {
            // the right one is closed
        }
    }

    @Test
    void isWholeOfAnEngineWithItself() {
        assertThat(EngineAgreement.of(right, right, POINTS)).isEqualTo(new EngineAgreement(0, 0, "", true));
    }

    @Test
    void namesTheTensorThatIsWrongAndBitsThatDoNotRepeat() {
        ParameterLayout.Slot bias = right.architecture().parameters().slots().stream()
                .filter(slot -> slot.length() == 1)
                .findFirst()
                .orElseThrow();
        EngineAgreement found = EngineAgreement.of(new Wrong(bias.offset(), 0.01f), right, POINTS);
        assertThat(found.tensor()).isEqualTo(bias.name());
        assertThat(found.gradient()).isCloseTo(0.01, within(1e-5));
        assertThat(found.outputs()).isZero();
        assertThat(found.sameBits()).isFalse();
    }

    @Test
    void speedIsOfAStepAndOfAllPixels() {
        Image image = Datasets.image("camera").resize(9, 7);
        EngineSpeed whole = EngineSpeed.of(right, model, image, 0, 0.01);
        EngineSpeed part = EngineSpeed.of(right, model, image, 16, 0.01);
        assertThat(List.of(whole.points(), part.points())).containsExactly(63, 16);
        assertThat(List.of(whole.step(), whole.image(), part.step())).allMatch(seconds -> seconds > 0);
    }
}
