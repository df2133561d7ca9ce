package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.shape.Solids;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisualHullTests {

    private static List<View> views(Surface surface, int count) {
        RayTracer tracer = new RayTracer(surface, 2);
        return Orbit.spiral(count, 0, 3.2, 48, 0.7).stream()
                .map(camera -> new View("view", camera, tracer.picture(camera)))
                .toList();
    }

    @ParameterizedTest(name = "scene {0}")
    @ValueSource(strings = {"blocks", "lattice"})
    void nothingThatIsThereIsCalledEmpty(String name) {
        Surface surface = BuiltInScenes.named(name);
        VisualHull hull = new VisualHull(views(surface, 20), 1, 32);
        int lost = 0;
        int full = 0;
        for (int i = 0; i < 50 * 50 * 50; i++) {
            Vector place = new Vector(i % 50 / 25.0 - 0.98, i / 50 % 50 / 25.0 - 0.98, i / 2500 % 50 / 25.0 - 0.98);
            if (surface.distance().at(place.x(), place.y(), place.z()) < 0) {
                full++;
                lost += hull.mayHold(place) ? 0 : 1;
            }
        }
        assertThat(full).isPositive();
        assertThat(lost).isZero();
        assertThat(hull.share()).isLessThan(0.6);
    }

    @Test
    void aBallSeenFromManySidesLeavesLittleAroundIt() {
        Surface ball = new Surface(Solids.sphere(0.4), (place, normal, towards) -> new Vector(0.2, 0.2, 0.2));
        VisualHull hull = new VisualHull(views(ball, 24), 1, 48);
        double volume = 4.0 / 3 * Math.PI * Math.pow(0.4, 3) / 8;
        assertThat(hull.share()).isBetween(volume, 2.2 * volume);
        assertThat(hull.mayHold(new Vector(0, 0, 0.9))).isFalse();
        assertThat(hull.mayHold(new Vector(0, 0, 0))).isTrue();
    }

    /** Nothing of a white ball differs from the background but its mask. */
    @Test
    void masksTellWhatIsWhiteFromWhatIsNotThere() {
        Surface white = new Surface(Solids.sphere(0.4), (place, normal, towards) -> new Vector(1, 1, 1));
        Surface gray = new Surface(white.distance(), (place, normal, towards) -> new Vector(0.2, 0.2, 0.2));
        List<View> seen = views(white, 24);
        List<View> shades = views(gray, 24);
        List<View> masked = IntStream.range(0, 24)
                .mapToObj(i -> {
                    float[] colours = shades.get(i).picture().values();
                    float[] opaque = new float[48 * 48];
                    for (int pixel = 0; pixel < opaque.length; pixel++) {
                        opaque[pixel] = (1 - colours[3 * pixel]) / 0.8f;
                    }
                    View view = seen.get(i);
                    return new View("view", view.camera(), view.picture(), Optional.of(new Image(48, 48, 1, opaque)));
                })
                .toList();
        assertThat(new VisualHull(seen, 1, 32).share()).isLessThan(new VisualHull(masked, 1, 32).share());
        assertThat(new VisualHull(masked, 1, 32).share()).isEqualTo(new VisualHull(shades, 1, 32).share());
        assertThat(new VisualHull(masked, 1, 32).mayHold(new Vector(0, 0, 0))).isTrue();
    }

    /** A ball's outlines from many sides: the distance to their hull is hardly less than that to the ball, and never more. */
    @Test
    void theDistanceToTheHullIsAtMostThatToTheSurface() {
        Surface ball = new Surface(Solids.sphere(0.4), (place, normal, towards) -> new Vector(0.2, 0.2, 0.2));
        HullDistance distance = new HullDistance(new VisualHull(views(ball, 24), 1, 48));
        for (int i = 0; i < 20 * 20 * 20; i++) {
            int column = i % 20;
            int row = i / 20 % 20;
            int layer = i / 400;
            Vector place = new Vector(column / 10.0 - 0.95, row / 10.0 - 0.95, layer / 10.0 - 0.95);
            double free = place.length() - 0.4;
            assertThat(distance.at(place)).as("at %s", place).isBetween(free - 0.2, free + 0.03);
        }
    }

    @Nested
    class Division {

        private final SceneRays rays = SceneRays.of(Orbit.spiral(2, 0, 3.2, 8, 0.7), 1);
        private final Surface ball =
                new Surface(Solids.sphere(0.4), (place, normal, towards) -> new Vector(0.2, 0.2, 0.2));
        private final VisualHull hull = new VisualHull(views(ball, 24), 1, 48);

        @Test
        void partsCoverTheWholeWay() {
            for (Optional<VisualHull> by : List.of(Optional.<VisualHull>empty(), Optional.of(hull))) {
                RayDivision division = new RayDivision(rays, by, 0.1, 24);
                for (int ray = 0; ray < rays.count(); ray++) {
                    division.divide(ray);
                    double sum = 0;
                    for (int i = 0; i < 24; i++) {
                        assertThat(division.lengths()[i]).isPositive();
                        assertThat(division.part(i, 0) * rays.length(ray)).isCloseTo(sum, within(1e-9));
                        sum += division.lengths()[i];
                    }
                    assertThat(sum).isCloseTo(rays.length(ray), within(1e-9));
                }
            }
        }

        @Test
        void samplesAreTenTimesAsDenseWhereSomethingMayBe() {
            RayDivision division = new RayDivision(rays, Optional.of(hull), 0.1, 200);
            int middle = IntStream.range(0, rays.count())
                    .filter(ray -> rays.view(ray) == 0 && rays.pixel(ray) == 8 * 4 + 4)
                    .findFirst()
                    .orElseThrow();
            division.divide(middle);
            double inside = division.lengths()[100];
            double outside = division.lengths()[0];
            assertThat(outside / inside).isCloseTo(10, within(1e-6));
            assertThat(hull.mayHold(rays.place(middle, division.part(100, 0.5) * rays.length(middle))))
                    .isTrue();
            assertThat(hull.mayHold(rays.place(middle, division.part(0, 0.5) * rays.length(middle))))
                    .isFalse();
        }
    }
}
