package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.shape.Solids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RayTracerTests {

    private static final Camera CAMERA = Camera.lookingAt(new Vector(3, 0, 0), new Vector(0, 0, 0), 33, 33, 0.7);

    static List<String> names() {
        return BuiltInScenes.names();
    }

    @Test
    void aBallIsAsFarAsItIs() {
        Surface ball = new Surface(Solids.sphere(0.5), (place, normal, towards) -> new Vector(1, 0, 0));
        double[] depth = new RayTracer(ball, 1).depth(CAMERA);
        assertThat(depth[16 * 33 + 16]).isCloseTo(2.5, within(1e-4));
        assertThat(depth[0]).isInfinite();
    }

    @Test
    void pixelsAreWhereTheCameraSeesThem() {
        // A small ball to the north of the middle, seen from the east: to the right of the picture's middle.
        Surface ball =
                new Surface(Solids.sphere(0.1).moved(0, 0.5, 0), (place, normal, towards) -> new Vector(0, 0, 0));
        Image picture = new RayTracer(ball, 1).picture(CAMERA);
        double sum = 0;
        double columns = 0;
        for (int pixel = 0; pixel < 33 * 33; pixel++) {
            double dark = 1 - picture.values()[3 * pixel];
            sum += dark;
            columns += dark * (pixel % 33 + 0.5);
        }
        assertThat(columns / sum).isCloseTo(16.5 + CAMERA.focal() * 0.5 / 3, within(0.5));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySceneLiesInItsCubeAndIsSeenFromEverySide(String name) {
        Surface surface = BuiltInScenes.named(name);
        for (Camera camera : Orbit.spiral(6, 0, 3.2, 24, 0.7)) {
            double[] depth = new RayTracer(surface, 1).depth(camera);
            long hit = Arrays.stream(depth).filter(Double::isFinite).count();
            assertThat(hit).as("pixels of %s", camera.position()).isBetween(60L, 500L);
            assertThat(Arrays.stream(depth).filter(Double::isFinite)).allMatch(d -> d > 1.2 && d < 5.2);
        }
    }

    /** Rays in bundles and the same rays one by one, from the camera on: but for a few that graze an edge, one picture. */
    @ParameterizedTest
    @MethodSource("names")
    void bundlesOfRaysSeeWhatTheirRaysSee(String name) {
        Surface surface = BuiltInScenes.named(name);
        Camera camera = Orbit.spiral(5, 0, 3.2, 32, 0.7).get(2);
        float[] picture = new RayTracer(surface, 3).picture(camera).values();
        Camera finer = camera.resized(96, 96);
        int different = 0;
        for (int pixel = 0; pixel < 32 * 32; pixel++) {
            Vector sum = new Vector(0, 0, 0);
            for (int i = 0; i < 9; i++) {
                Vector ray = finer.direction(3 * (pixel % 32) + i % 3, 3 * (pixel / 32) + i / 3);
                double t = surface.meet(camera.position(), ray, 20);
                Vector place = camera.position().plus(ray.times(Math.min(t, 20)));
                sum = sum.plus(
                        Double.isInfinite(t)
                                ? new Vector(1, 1, 1)
                                : surface.light().colour(place, surface.normal(place), ray.times(-1)));
            }
            different += Math.abs(picture[3 * pixel] - Math.min(1, sum.x() / 9)) > 1e-3 ? 1 : 0;
        }
        assertThat(different).isLessThan(5);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noRayOfABundleMeetsAnythingWhereTheBundleIsClear(String name) {
        Surface surface = BuiltInScenes.named(name);
        double spread = 0.05;
        for (Camera camera : Orbit.spiral(6, 0, 3.2, 9, 0.7)) {
            for (int pixel = 0; pixel < 81; pixel++) {
                Vector middle = camera.direction(pixel % 9, pixel / 9);
                double clear = surface.clear(camera.position(), middle, spread, 5);
                for (int i = 0; i < 8; i++) {
                    Vector aside = camera.right()
                            .times(Math.cos(i * Math.PI / 4))
                            .plus(camera.up().times(Math.sin(i * Math.PI / 4)));
                    Vector ray = middle.plus(aside.times(0.9 * spread)).unit();
                    assertThat(ray.minus(middle).length()).isLessThan(spread);
                    assertThat(surface.meet(camera.position(), ray, 20)).isGreaterThanOrEqualTo(clear);
                }
            }
        }
    }
}
