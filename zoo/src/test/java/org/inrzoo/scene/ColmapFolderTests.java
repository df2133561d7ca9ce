package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.shape.Solids;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as COLMAP's {@code model_converter --output_type TXT} leaves them. */
class ColmapFolderTests {

    private static final String CAMERA = "1 PINHOLE 24 18 30 30 12 9";
    private static final String IMAGE = "1 1 0 0 0 0 0 4 1 a.png";

    @TempDir
    private Path folder;

    @BeforeEach
    void pictures() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Pictures.writePng(
                folder.resolve("images/a.png"), new Image(24, 18, 3, new float[3 * 24 * 18]).toBufferedImage());
        Pictures.writePng(
                folder.resolve("images/tall.png"), new Image(18, 24, 3, new float[3 * 24 * 18]).toBufferedImage());
    }

    private void export(String place, String cameras, String images) throws IOException {
        Path at = Files.createDirectories(folder.resolve(place));
        Files.writeString(at.resolve("cameras.txt"), "# Camera list\n" + cameras + "\n");
        Files.writeString(at.resolve("images.txt"), "# Image list with two lines of data per image:\n" + images);
    }

    @ParameterizedTest(name = "in ''{0}''")
    @ValueSource(strings = {"", "sparse", "sparse/0"})
    void exportsAreFoundWhereColmapPutsThem(String place) throws IOException {
        export(place, CAMERA, IMAGE + "\n1.5 2.5 -1 3.5 4.5 7\n");
        assertThat(ColmapFolder.read(folder, 0)).extracting(View::name).containsExactly("a.png");
    }

    /** Cameras of a known scene, written in COLMAP's words after a turn, a shift and another scale, see the same pixels. */
    @Test
    void camerasStandAsTheyStoodUpToTurnShiftAndScale() throws IOException {
        List<Camera> cameras = Orbit.spiral(12, 0, 3.2, 24, 0.7);
        StringBuilder images = new StringBuilder();
        for (int i = 0; i < cameras.size(); i++) {
            Camera camera = cameras.get(i);
            Pictures.writePng(
                    folder.resolve(String.format(Locale.ROOT, "v%02d.png", i)),
                    new Image(24, 24, 3, new float[3 * 24 * 24]).toBufferedImage());
            images.append(line(i, moved(camera))).append("\n\n");
        }
        export("sparse", "7 SIMPLE_PINHOLE 24 24 " + cameras.get(0).focal() + " 12 12", images.toString());
        List<View> views = ColmapFolder.read(folder, 0);
        assertThat(views).hasSize(12);
        Vector first = views.get(0).camera().position();
        Vector truth = cameras.get(0).position();
        for (int i = 0; i < views.size(); i++) {
            Camera read = views.get(i).camera();
            assertThat(read.position().length()).isCloseTo(ColmapFolder.DISTANCE, within(1e-6));
            assertThat(read.position().unit().dot(read.ahead())).isCloseTo(-1, within(1e-6));
            assertThat(read.position().unit().dot(first.unit()))
                    .as("the angle between cameras 0 and %d", i)
                    .isCloseTo(cameras.get(i).position().unit().dot(truth.unit()), within(1e-6));
            assertThat(read.right().cross(read.up()).dot(read.ahead())).isCloseTo(-1, within(1e-9));
        }
        // The mean upright of a spiral is nearly, not wholly, z: the ball at 0 lies in every picture's middle either
        // way.
        Surface ball = new Surface(Solids.sphere(0.5), (place, normal, towards) -> new Vector(0, 0, 0));
        double[] depth = new RayTracer(ball, 1).depth(views.get(5).camera());
        assertThat(depth[12 * 24 + 12]).isCloseTo(3.5, within(0.02));
    }

    /** x to y, y to z, z to x; twice as far; one to the side. */
    private static Camera moved(Camera camera) {
        return new Camera(
                camera.width(),
                camera.height(),
                camera.focal(),
                camera.centreX(),
                camera.centreY(),
                turned(camera.position()).times(2).plus(new Vector(1, -2, 5)),
                turned(camera.right()),
                turned(camera.up()),
                turned(camera.ahead()));
    }

    private static Vector turned(Vector v) {
        return new Vector(v.z(), v.x(), v.y());
    }

    /** A camera as images.txt has it: the quaternion and shift that take the world to right, down, ahead. */
    private static String line(int number, Camera camera) {
        Vector[] r = {camera.right(), camera.up().times(-1), camera.ahead()};
        double[] q = quaternion(r);
        Vector c = camera.position();
        return String.format(
                Locale.ROOT,
                "%d %.12f %.12f %.12f %.12f %.12f %.12f %.12f 7 v%02d.png",
                number + 1,
                q[0],
                q[1],
                q[2],
                q[3],
                -r[0].dot(c),
                -r[1].dot(c),
                -r[2].dot(c),
                number);
    }

    /** The eigenvector of the largest eigenvalue of Bar-Itzhack's matrix, by powers. */
    private static double[] quaternion(Vector[] r) {
        double[][] m = {{r[0].x(), r[0].y(), r[0].z()}, {r[1].x(), r[1].y(), r[1].z()}, {r[2].x(), r[2].y(), r[2].z()}};
        double[][] k = {
            {m[0][0] + m[1][1] + m[2][2], m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1]},
            {m[2][1] - m[1][2], m[0][0] - m[1][1] - m[2][2], m[0][1] + m[1][0], m[0][2] + m[2][0]},
            {m[0][2] - m[2][0], m[0][1] + m[1][0], m[1][1] - m[0][0] - m[2][2], m[1][2] + m[2][1]},
            {m[1][0] - m[0][1], m[0][2] + m[2][0], m[1][2] + m[2][1], m[2][2] - m[0][0] - m[1][1]}
        };
        double[] q = {0.5, 0.4, 0.3, 0.2};
        for (int step = 0; step < 200; step++) {
            double[] next = new double[4];
            double length = 0;
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    next[i] += (k[i][j] + (i == j ? 1.5 : 0)) * q[j];
                }
                length += next[i] * next[i];
            }
            for (int i = 0; i < 4; i++) {
                q[i] = next[i] / Math.sqrt(length);
            }
        }
        return q;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 OPENCV 24 18 30 30 12 9 0.1 0 0 0 | 1 1 0 0 0 0 0 4 1 a.png | its pictures are distorted (OPENCV)",
                "1 SIMPLE_RADIAL 24 18 30 12 9 0 | 1 1 0 0 0 0 0 4 1 a.png | its pictures are distorted (SIMPLE_RADIAL)",
                "1 PINHOLE 24 18 30 33 12 9 | 1 1 0 0 0 0 0 4 1 a.png | its pixels are not square",
                "1 PINHOLE 24 18 30 | 1 1 0 0 0 0 0 4 1 a.png | its word 6 is no number",
                "1 PINHOLE 24 18 -3 -3 12 9 | 1 1 0 0 0 0 0 4 1 a.png | a focal length above 0",
                "1 PINHOLE 24.5 18 30 30 12 9 | 1 1 0 0 0 0 0 4 1 a.png | whole pixels",
                "1 PINHOLE | 1 1 0 0 0 0 0 4 1 a.png | a camera has a number, a model, a width and a height",
                "1 PINHOLE 24 18 30 30 12 9 | 1 1 0 0 0 0 0 4 2 a.png | there is no camera 2 in cameras.txt",
                "1 PINHOLE 24 18 30 30 12 9 | 1 2 0 0 0 0 0 4 1 a.png | no quaternion of length 1",
                "1 PINHOLE 24 18 30 30 12 9 | 1 1 0 0 0 0 0 NaN 1 a.png | its word 8 is no number",
                "1 PINHOLE 24 18 30 30 12 9 | 1 1 0 0 0 a.png | a picture has a number, four of a turn",
                "1 PINHOLE 24 18 30 30 12 9 | 1 1 0 0 0 0 0 4 1 b.png | there is no picture 'b.png'",
                "1 PINHOLE 24 18 30 30 12 9 | 1 1 0 0 0 0 0 4 1 ../../b.png | there is no picture",
                "1 PINHOLE 24 18 30 30 12 9 | 1 1 0 0 0 0 0 4 1 tall.png | is of another shape",
                "1 PINHOLE 24 18 30 30 12 9 | # nothing | it has no pictures"
            })
    void whatCannotBeReadIsSaidInALine(String cameras, String images, String message) throws IOException {
        export("", cameras, images + "\n\n");
        assertThatThrownBy(() -> ColmapFolder.read(folder, 0))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("images.txt"), IMAGE);
        assertThatThrownBy(() -> ColmapFolder.read(folder, 0)).hasMessageContaining("cameras.txt': no such file");
        assertThat(ColmapFolder.find(folder.resolve("images"))).isEmpty();
    }
}
