package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.network.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Levels that follow the fitted picture. */
class LevelsOfExpertsNetworksTests {

    private static Stream<Variant> models() {
        return Registry.list("loe-*").stream()
                .filter(model -> !model.settings().get("arrangement").equals("random-affine"));
    }

    private static Stream<Arguments> modelsAndSizes() {
        return models().flatMap(model -> Stream.of(
                Arguments.of(model, 128, 128),
                Arguments.of(model, 100, 100),
                Arguments.of(model, 40, 96),
                Arguments.of(model, 512, 384),
                Arguments.of(model, 1, 7),
                Arguments.of(model, 1, 1)));
    }

    private static List<ExpertTiling> tilings(Architecture architecture) {
        return architecture.layers().stream()
                .filter(LevelsOfExperts.class::isInstance)
                .map(layer -> ((LevelsOfExperts) layer).tiling())
                .toList();
    }

    @Test
    void areThePapersAtThePapersSize() {
        for (Variant model : Registry.list("loe-sine-*")) {
            assertThat(model.architecture(512, 512, 1))
                    .as(model.name())
                    .isEqualTo(model.family().architecture(2, 1));
            assertThat(model.architecture(512, 512, 1).parameters().trainable()).isEqualTo(model.statedParameters());
        }
    }

    @ParameterizedTest(name = "{0}, {1}x{2}")
    @MethodSource("modelsAndSizes")
    void haveNoCellFinerThanAPixel(Variant model, int width, int height) {
        List<ExpertTiling> tilings = tilings(model.architecture(width, height, 1));
        assertThat(tilings).isNotEmpty().hasSizeLessThanOrEqualTo((int)
                model.settings().get("depth"));
        assertThat(tilings).allSatisfy(tiling -> {
            assertThat(tiling.alpha(0)).isLessThanOrEqualTo(height);
            assertThat(tiling.alpha(1)).isLessThanOrEqualTo(width);
        });
    }

    /** An expert that no pixel's centre meets is never trained: then none may be met between the pixels either. */
    @ParameterizedTest(name = "{0}, {1}x{2}")
    @MethodSource("modelsAndSizes")
    void meetNoExpertBetweenThePixelsThatIsNotMetAtThem(Variant model, int width, int height) {
        for (ExpertTiling tiling : tilings(model.architecture(width, height, 1))) {
            assertThat(met(tiling, 0, 8 * height)).isSubsetOf(met(tiling, 0, height));
            assertThat(met(tiling, 1, 8 * width)).isSubsetOf(met(tiling, 1, width));
        }
    }

    /** The experts along an axis that serve the centres of {@code n} pixels. */
    private static Set<Integer> met(ExpertTiling tiling, int axis, int n) {
        Set<Integer> met = new HashSet<>();
        for (int k = 0; k < n; k++) {
            double q = tiling.alpha(axis) * (k + 0.5) / n + tiling.beta();
            met.add(Math.floorMod((int) Math.floor(q), tiling.experts()));
        }
        return met;
    }

    @Test
    void haveTheFinestCellsAsPixelsAndEachCoarserOneTwiceAsWide() {
        assertThat(tilings(Registry.get("loe-sine-fine2coarse").architecture(100, 60, 1)))
                .extracting(ExpertTiling::scales)
                .containsExactly(
                        List.of(60.0, 100.0),
                        List.of(30.0, 50.0),
                        List.of(15.0, 25.0),
                        List.of(7.5, 12.5),
                        List.of(3.75, 6.25),
                        List.of(1.875, 3.125),
                        List.of(0.9375, 1.5625));
        assertThat(tilings(Registry.get("loe-sine-quadtree").architecture(1024, 1024, 1)))
                .as("nine levels do not reach up to halves of 1024 pixels")
                .extracting(tiling -> tiling.alpha(0))
                .containsExactly(4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0);
    }

    @Test
    void canBeFixed() {
        Variant fixed = Registry.get("loe-sine-quadtree").with("depth", 3).with("sized", false);
        assertThat(tilings(fixed.architecture(100, 60, 1)))
                .extracting(tiling -> tiling.alpha(1))
                .containsExactly(2.0, 4.0, 8.0);
    }

    @Test
    void areFixedWhereSettingsAreOlderThanTheChoice() {
        Variant model = Registry.get("loe-sine-fine2coarse");
        var older = model.settings();
        older.remove("sized");
        assertThat(model.restored(older).architecture(128, 128, 1))
                .isEqualTo(model.family().architecture(2, 1));
        assertThat(model.restored(model.settings())).isEqualTo(model);
    }
}
