package org.inrzoo.datasets.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeshTests {

    /** The cube of side 2 about 0, made of the grid's border. */
    private static Mesh cube() {
        float[] values = new float[8];
        Arrays.fill(values, 1);
        return Isosurface.of(values, new int[] {2, 2, 2}, 0.5, new double[] {-1, -1, -1}, new double[] {2, 2, 2});
    }

    @Test
    void measuresOfACube() {
        assertThat(cube().volume()).isEqualTo(8, within(1e-5));
        assertThat(cube().area()).isEqualTo(24, within(1e-5));
        assertThat(cube().box()).containsExactly(-1, -1, -1, 1, 1, 1);
        assertThat(cube().fitted(1).volume()).isEqualTo(1, within(1e-6));
    }

    @Test
    void watertightIsEveryEdgeTwiceInOppositeDirections() {
        Mesh cube = cube();
        assertThat(cube.isWatertight()).isTrue();
        int[] holed = Arrays.copyOf(cube.triangles(), cube.triangles().length - 3);
        assertThat(new Mesh(cube.vertices(), holed).isWatertight()).isFalse();
        int[] turned = cube.triangles().clone();
        turned[0] = cube.triangles()[1];
        turned[1] = cube.triangles()[0];
        assertThat(new Mesh(cube.vertices(), turned).isWatertight()).isFalse();
        int[] twice = Arrays.copyOf(cube.triangles(), 2 * cube.triangles().length);
        System.arraycopy(cube.triangles(), 0, twice, cube.triangles().length, cube.triangles().length);
        assertThat(new Mesh(cube.vertices(), twice).isWatertight()).isFalse();
    }

    @Test
    void whatIsNoMeshIsRefused() {
        assertThatThrownBy(() -> new Mesh(new float[9], new int[0])).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Mesh(new float[9], new int[] {0, 1, 3}))
                .hasMessage("a triangle has vertex 3, and there are 3");
        assertThatThrownBy(() -> new Mesh(new float[] {Float.NaN, 0, 0}, new int[] {0, 0, 0}))
                .hasMessageContaining("not NaN");
    }

    @Nested
    class Rays {

        private final Mesh ball = Isosurface.of(Solids.sphere(0.6), 1, 64);
        private final MeshRays rays = new MeshRays(ball);

        /** A ray from 2 away, which passes the middle at this distance, meets the ball at 2 - √(r² - d²). */
        @Test
        void meetABallWhereGeometrySays() {
            for (double aside = 0; aside < 0.55; aside += 0.07) {
                double met = rays.meet(new double[] {aside, -2, 0.01}, new double[] {0, 1, 0}, 10);
                assertThat(met).as("%s aside", aside).isCloseTo(2 - Math.sqrt(0.36 - aside * aside), within(0.003));
            }
            assertThat(rays.meet(new double[] {0.62, -2, 0}, new double[] {0, 1, 0}, 10))
                    .isInfinite();
        }

        @Test
        void meetItFromInsideAndNotBehindThemNorTooFarAway() {
            double[] right = {1, 0, 0};
            assertThat(rays.meet(new double[3], right, 10)).isCloseTo(0.6, within(0.003));
            assertThat(rays.meet(new double[] {0.7, 0.1, 0}, right, 10)).isInfinite();
            assertThat(rays.meet(new double[] {-2, 0.1, 0}, right, 1.3)).isInfinite();
        }

        /** Every ray by all triangles, one after the other, without boxes: a triangle is met where it is the only one. */
        @Test
        void findTheNearestOfAllTriangles() {
            Mesh part = Isosurface.of(Solids.named("part"), 1, 12);
            MeshRays boxed = new MeshRays(part);
            Random random = new Random(3);
            for (int i = 0; i < 200; i++) {
                double[] origin = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
                double[] direction = {-origin[0] + 0.5 * random.nextGaussian(), -origin[1], -origin[2]};
                double nearest = Double.POSITIVE_INFINITY;
                for (int t = 0; t < part.triangleCount(); t++) {
                    int[] one = Arrays.copyOfRange(part.triangles(), 3 * t, 3 * t + 3);
                    nearest =
                            Math.min(nearest, new MeshRays(new Mesh(part.vertices(), one)).meet(origin, direction, 9));
                }
                assertThat(boxed.meet(origin, direction, 9)).isEqualTo(nearest);
            }
        }
    }

    @Nested
    class Winding {

        @Test
        void isOneInsideAndZeroOutside() {
            Mesh part = Isosurface.of(Solids.named("part"), 1, 40);
            WindingNumber number = new WindingNumber(part);
            float[] points = new float[3 * 2000];
            Random random = new Random(2);
            for (int i = 0; i < points.length; i++) {
                points[i] = 2 * random.nextFloat() - 1;
            }
            float[] numbers = number.at(points);
            double error = 0;
            for (int i = 0; i < numbers.length; i++) {
                double value = Solids.named("part").at(points[3 * i], points[3 * i + 1], points[3 * i + 2]);
                if (Math.abs(value) > 0.03) { // further than the grid rounds edges
                    assertThat(numbers[i]).isEqualTo(value < 0 ? 1 : 0, within(0.1f));
                    error += Math.abs(numbers[i] - (value < 0 ? 1 : 0)) / numbers.length;
                }
            }
            assertThat(error).as("mean error").isLessThan(0.02);
        }

        @Test
        void ofATurnedMeshIsNegative() {
            Mesh cube = cube();
            int[] turned = cube.triangles().clone();
            for (int i = 0; i < turned.length; i += 3) {
                turned[i] = cube.triangles()[i + 1];
                turned[i + 1] = cube.triangles()[i];
            }
            assertThat(new WindingNumber(cube).at(0.1, 0.2, 0.3)).isEqualTo(1, within(1e-9));
            assertThat(new WindingNumber(new Mesh(cube.vertices(), turned)).at(0.1, 0.2, 0.3))
                    .isEqualTo(-1, within(1e-9));
        }

        @Test
        void ofASquareIsItsSolidAngle() {
            float[] corners = {-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0};
            WindingNumber square = new WindingNumber(new Mesh(corners, new int[] {0, 1, 2, 0, 2, 3}));
            // A face of the cube of side 2 takes a sixth of all directions from the cube's middle.
            assertThat(square.at(0, 0, -1)).isEqualTo(1 / 6.0, within(1e-9));
            assertThat(square.at(0, 0, 1)).isEqualTo(-1 / 6.0, within(1e-9));
        }
    }

    @Nested
    class Samples {

        @Test
        void lieOnTheSurfaceEvenlyByArea() {
            // Two triangles, one three times as large as the other.
            Mesh mesh = new Mesh(
                    new float[] {0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 5, 1, 0, 5, 0, 2, 5}, new int[] {0, 1, 2, 3, 4, 5});
            SurfaceSample sample = SurfaceSample.of(mesh, 20_000, 1);
            int low = 0;
            double x = 0;
            for (int i = 0; i < 20_000; i++) {
                assertThat(sample.normals()[3 * i + 2]).isEqualTo(1);
                if (sample.points()[3 * i + 2] == 0) {
                    low++;
                    x += sample.points()[3 * i];
                }
            }
            assertThat(low / 20_000.0).isEqualTo(0.75, within(0.015));
            assertThat(x / low).as("mean of the larger").isEqualTo(1, within(0.03));
            assertThat(SurfaceSample.of(mesh, 10, 1)).isEqualTo(SurfaceSample.of(mesh, 10, 1));
        }

        @Test
        void normalsOfTheSphereAreItsPlaces() {
            SurfaceSample sample = SurfaceSample.of(Isosurface.of(Solids.sphere(1), 1.1, 40), 500, 1);
            for (int i = 0; i < 500; i++) {
                double along = 0;
                for (int axis = 0; axis < 3; axis++) {
                    along += sample.points()[3 * i + axis] * sample.normals()[3 * i + axis];
                }
                assertThat(along).isEqualTo(1, within(0.02));
            }
        }
    }

    @Nested
    class Solid {

        @Test
        void torusAndSpongeHaveTheirVolumes() {
            assertThat(inside(Solids.named("torus")))
                    .isEqualTo(2 * Math.PI * Math.PI * Solids.RING * Solids.TUBE * Solids.TUBE, within(0.02));
            double sponge = Math.pow(2 * Solids.SPONGE, 3) * Math.pow(20 / 27.0, Solids.STEPS);
            assertThat(inside(Solids.named("menger"))).isEqualTo(sponge, within(0.02 * sponge));
        }

        /** By counting places that are not the sponge's own. */
        private double inside(Implicit solid) {
            int count = 0;
            int side = 101;
            for (int i = 0; i < side * side * side; i++) {
                double x = 2 * (i % side + 0.5) / side - 1;
                int row = i / side % side;
                int layer = i / side / side;
                double y = 2 * (row + 0.5) / side - 1;
                double z = 2 * (layer + 0.5) / side - 1;
                count += solid.at(x, y, z) < 0 ? 1 : 0;
            }
            return 8.0 * count / (side * side * side);
        }

        @Test
        void distancesAreDistances() {
            Random random = new Random(6);
            for (String name : new String[] {"sphere", "torus", "lathe"}) {
                Implicit solid = Solids.named(name);
                for (int i = 0; i < 300; i++) {
                    double x = 2 * random.nextDouble() - 1;
                    double y = 2 * random.nextDouble() - 1;
                    double z = 2 * random.nextDouble() - 1;
                    double h = 1e-6;
                    double dx = (solid.at(x + h, y, z) - solid.at(x - h, y, z)) / (2 * h);
                    double dy = (solid.at(x, y + h, z) - solid.at(x, y - h, z)) / (2 * h);
                    double dz = (solid.at(x, y, z + h) - solid.at(x, y, z - h)) / (2 * h);
                    assertThat(Math.sqrt(dx * dx + dy * dy + dz * dz)).as(name).isEqualTo(1, within(1e-3));
                }
            }
        }

        @Test
        void valuesChangeNoFasterThanPlaces() {
            Random random = new Random(7);
            for (String name : Solids.names()) {
                Implicit solid = Solids.named(name);
                for (int i = 0; i < 2000; i++) {
                    double[] p = random.doubles(6, -1, 1).toArray();
                    double d =
                            Math.sqrt(Math.pow(p[0] - p[3], 2) + Math.pow(p[1] - p[4], 2) + Math.pow(p[2] - p[5], 2));
                    assertThat(Math.abs(solid.at(p[0], p[1], p[2]) - solid.at(p[3], p[4], p[5])))
                            .as(name)
                            .isLessThanOrEqualTo(d + 1e-12);
                }
            }
        }

        @Test
        void othersAreNot() {
            assertThatThrownBy(() -> Solids.named("cube"))
                    .hasMessage(
                            "there is no solid named 'cube'; there are: sphere, torus, part, gyroid, menger, lathe");
        }
    }

    @Test
    void thePictureShowsTheBallBrightInItsMiddle() {
        Image picture = MeshPicture.of(Isosurface.of(Solids.sphere(1), 1.1, 30), 64);
        assertThat(picture.values()[0]).as("paper").isEqualTo(1);
        assertThat(picture.values()[32 * 64 + 32]).as("middle").isBetween(0.7f, 0.8f);
        assertThat(picture.values()[60 * 64 + 32]).as("foot").isBetween(0.1f, 0.45f);
        int dark = 0;
        for (float value : picture.values()) {
            dark += value < 0.99 ? 1 : 0;
        }
        // A circle of 0.92 of the side.
        assertThat(dark / 4096.0).isEqualTo(Math.PI / 4 * 0.92 * 0.92, within(0.04));
    }

    @Test
    void thePictureShowsTheNearerOfTwo() {
        // A small triangle before a large one, seen along x.
        Mesh mesh = new Mesh(
                new float[] {0, -1, -1, 0, 1, -1, 0, 0, 1, 1, -0.1f, -0.1f, 1, 0, 0.1f, 1, 0.1f, -0.1f},
                new int[] {0, 1, 2, 3, 4, 5});
        Image picture = new MeshPicture(65, 0, 0).draw(mesh);
        assertThat(picture.values()[32 * 65 + 32])
                .as("the back of the small one")
                .isEqualTo(0.43f, within(0.01f));
        assertThat(picture.values()[40 * 65 + 32])
                .as("the face of the large one")
                .isEqualTo(0.74f, within(0.01f));
    }
}
