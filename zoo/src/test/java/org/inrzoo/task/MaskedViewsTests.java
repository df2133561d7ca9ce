package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.family.Registry;
import org.inrzoo.field.Axis;
import org.inrzoo.fit.Objective;
import org.inrzoo.scene.Camera;
import org.inrzoo.scene.Orbit;
import org.inrzoo.scene.View;
import org.inrzoo.signal.Origin;
import org.inrzoo.signal.ViewedScene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of something white on white: only a mask tells that it is there. */
class MaskedViewsTests {

    private static final int SIDE = 6;
    private static final float NOTHING = -30;
    private static final float SOLID = 30;
    private static final float WHITE = 20;

    private static ViewedScene white(Optional<Image> mask) {
        float[] pixels = new float[3 * SIDE * SIDE];
        Arrays.fill(pixels, 1);
        Camera camera = Orbit.spiral(1, 0, 3.2, SIDE, 0.3).get(0);
        List<View> views = List.of(new View("white", camera, new Image(SIDE, SIDE, 3, pixels), mask));
        Axis axis = new Axis("x", "", -0.875, 0.25, 8);
        return new ViewedScene(
                Origin.builtIn("scene", "white"), List.of(axis, axis, axis), "0", views, views, Optional.empty());
    }

    private static Optional<Image> opaque() {
        float[] ones = new float[SIDE * SIDE];
        Arrays.fill(ones, 1);
        return Optional.of(new Image(SIDE, SIDE, 1, ones));
    }

    /** What the colours of all rays cost where every point is white and this dense. */
    private static double loss(String kind, Optional<Image> mask, float density) {
        Objective objective = ObjectiveKinds.parse(kind)
                .observe(white(mask), Registry.get("siren").with("batch", 16 * SIDE * SIDE))
                .objective();
        Objective.Batch batch = objective.batch(0);
        OutputLoss loss = batch.loss();
        int dimensions = loss instanceof DerivativeLoss ? 3 : 0;
        float[] numbers = new float[batch.points().size() * 4 * (1 + dimensions)];
        for (int i = 0; i < numbers.length; i += 4 * (1 + dimensions)) {
            Arrays.fill(numbers, i, i + 3, WHITE);
            numbers[i + 3] = density;
        }
        LossBlock block = new LossBlock(numbers, new float[numbers.length], 4, dimensions);
        return loss instanceof DerivativeLoss derivative ? derivative.gradient(block) : loss.gradient(block);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"radiance:samples=16", "volsdf:samples=16,eikonal=0,outlines=0"})
    void withoutMasksNothingIsAsGoodAsTheThing(String kind) {
        assertThat(loss(kind, Optional.empty(), solid(kind))).isCloseTo(0, within(1e-6));
        assertThat(loss(kind, Optional.empty(), -solid(kind))).isCloseTo(0, within(1e-6));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"radiance:samples=16", "volsdf:samples=16,eikonal=0,outlines=0"})
    void byTheirMasksTheThingIsThere(String kind) {
        assertThat(loss(kind, opaque(), solid(kind))).isCloseTo(0, within(1e-6));
        assertThat(loss(kind, opaque(), -solid(kind))).isBetween(0.15, 0.6);
    }

    /** Distances are negative inside. */
    private static float solid(String kind) {
        return kind.startsWith("volsdf") ? NOTHING : SOLID;
    }
}
