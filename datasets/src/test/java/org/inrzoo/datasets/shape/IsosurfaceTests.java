package org.inrzoo.datasets.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IsosurfaceTests {

    private static final double[] ORIGIN = {0, 0, 0};
    private static final double[] UNIT = {1, 1, 1};

    @Test
    void theSphereHasItsVolumeAndArea() {
        Mesh sphere = Isosurface.of(Solids.named("sphere"), 1, 48);
        double exact = 4 * Math.PI / 3 * Math.pow(Solids.RADIUS, 3);
        assertThat(sphere.volume()).isEqualTo(exact, within(0.01 * exact));
        assertThat(sphere.area()).isEqualTo(3 * exact / Solids.RADIUS, within(0.03 * exact));
        assertThat(sphere.isWatertight()).isTrue();
        for (int i = 0; i < sphere.vertexCount(); i++) {
            double x = sphere.vertices()[3 * i];
            double y = sphere.vertices()[3 * i + 1];
            double z = sphere.vertices()[3 * i + 2];
            assertThat(Math.sqrt(x * x + y * y + z * z)).isEqualTo(Solids.RADIUS, within(0.002));
        }
    }

    static Iterable<String> names() {
        return Solids.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySolidIsWatertightAndFacesOutwards(String name) {
        Mesh mesh = Isosurface.of(Solids.named(name), 1, 40);
        assertThat(mesh.isWatertight()).isTrue();
        assertThat(mesh.volume()).isPositive();
        for (float side : mesh.box()) {
            assertThat(Math.abs(side)).isLessThanOrEqualTo(1);
        }
    }

    /** Random values have every case of every tetrahedron, also at the border of the grid. */
    @Test
    void anyFieldIsWatertight() {
        Random random = new Random(3);
        for (int field = 0; field < 200; field++) {
            int[] sizes = {2 + random.nextInt(5), 2 + random.nextInt(5), 2 + random.nextInt(5)};
            float[] values = new float[sizes[0] * sizes[1] * sizes[2]];
            for (int i = 0; i < values.length; i++) {
                // Whole numbers as well, so that some lie on the level.
                values[i] = field % 2 == 0 ? random.nextFloat() - 0.5f : random.nextInt(5) - 2;
            }
            values[0] = 1;
            Mesh mesh = Isosurface.of(values, sizes, 0, ORIGIN, UNIT);
            assertThat(mesh.isWatertight()).as("field %d", field).isTrue();
            assertThat(mesh.volume()).as("field %d", field).isNotNegative();
        }
    }

    /** What is above the level is enclosed: the winding number of each value's place says so. */
    @Test
    void whatIsInsideIsEnclosed() {
        Random random = new Random(4);
        for (int field = 0; field < 20; field++) {
            float[] values = new float[4 * 5 * 6];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() - 0.5f;
            }
            WindingNumber number = new WindingNumber(Isosurface.of(values, new int[] {4, 5, 6}, 0, ORIGIN, UNIT));
            for (int z = 1; z < 3; z++) {
                for (int y = 1; y < 4; y++) {
                    for (int x = 1; x < 5; x++) {
                        double inside = values[(z * 5 + y) * 6 + x] > 0 ? 1 : 0;
                        assertThat(number.at(x, y, z)).isEqualTo(inside, within(0.1));
                    }
                }
            }
        }
    }

    @Test
    void aSlabThatFillsTheGridIsClosedAtItsBorder() {
        float[] values = new float[2 * 3 * 4];
        java.util.Arrays.fill(values, 1);
        Mesh slab = Isosurface.of(values, new int[] {2, 3, 4}, 0.5, new double[] {10, 0, 0}, new double[] {1, 2, 3});
        assertThat(slab.isWatertight()).isTrue();
        assertThat(slab.volume()).isEqualTo(3 * 4 * 3, within(1e-4));
        assertThat(slab.box()).containsExactly(10, 0, 0, 13, 4, 3);
    }

    @Test
    void placesAreInterpolated() {
        float[] values = {1, 0, 1, 0, 1, 0, 1, 0}; // [2, 2, 2], falls along x
        Mesh mesh = Isosurface.of(values, new int[] {2, 2, 2}, 0.25, ORIGIN, UNIT);
        assertThat(mesh.box()[3]).isEqualTo(0.75f);
    }

    @Test
    void nothingHasNoSurface() {
        assertThatThrownBy(() -> Isosurface.of((x, y, z) -> 1, 1, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no surface");
        assertThatThrownBy(() -> Isosurface.of((x, y, z) -> 1, 1, 5000)).hasMessageContaining("1 to 2048 cells");
    }
}
