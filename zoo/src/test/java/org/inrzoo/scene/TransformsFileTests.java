package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as Blender's add-on for NeRF and others like it leave them. */
class TransformsFileTests {

    private static final String MATRIX = "[[1,0,0,0.5],[0,0,-1,-4],[0,1,0,1],[0,0,0,1]]";

    @TempDir
    private Path folder;

    @BeforeEach
    void pictures() {
        Pictures.writePng(folder.resolve("r_0.png"), new Image(8, 6, 3, new float[8 * 6 * 3]).toBufferedImage());
        Pictures.writePng(folder.resolve("small.png"), new Image(4, 3, 3, new float[4 * 3 * 3]).toBufferedImage());
        Pictures.writePng(folder.resolve("gray.png"), new Image(8, 6, 1, new float[8 * 6]).toBufferedImage());
    }

    private Path file(String head, String... frames) throws IOException {
        return Files.writeString(
                folder.resolve("transforms.json"), "{" + head + ",\"frames\":[" + String.join(",", frames) + "]}");
    }

    private static String frame(String path, String matrix) {
        return "{\"file_path\":\"" + path + "\",\"transform_matrix\":" + matrix + "}";
    }

    @Test
    void aCameraStandsAndLooksAsItsMatrixSays() throws IOException {
        List<View> views = TransformsFile.read(file("\"camera_angle_x\":0.6", frame("./r_0", MATRIX)), 0);
        Camera camera = views.get(0).camera();
        assertThat(camera.position()).isEqualTo(new Vector(0.5, -4, 1));
        assertThat(camera.ahead().minus(new Vector(0, 1, 0)).length()).isZero();
        assertThat(camera.up()).isEqualTo(new Vector(0, 0, 1));
        assertThat(camera.focal()).isCloseTo(8 / (2 * Math.tan(0.3)), within(1e-9));
    }

    @Test
    void focalLengthsAndGrayPicturesAndNamesWithEndingsAreRead() throws IOException {
        List<View> views = TransformsFile.read(
                file(
                        "\"fl_x\":10,\"fl_y\":10,\"cx\":4.5,\"cy\":3",
                        frame("r_0.png", MATRIX),
                        frame("gray.png", MATRIX)),
                0);
        assertThat(views).hasSize(2);
        assertThat(views.get(1).picture().channels()).isEqualTo(3);
        assertThat(views.get(0).camera().centreX()).isEqualTo(4.5);
    }

    @Test
    void transparencyIsAMaskOnWhiteAndPicturesWithoutHaveNone() throws IOException {
        BufferedImage image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(3, 2, 0xff0000ff);
        image.setRGB(4, 2, 0x66000000);
        Pictures.writePng(folder.resolve("cut.png"), image);
        for (int side : new int[] {0, 4}) {
            List<View> views =
                    TransformsFile.read(file("\"fl_x\":10", frame("cut", MATRIX), frame("r_0", MATRIX)), side);
            assertThat(views.get(1).mask()).isEmpty();
            assertThat(views.get(1).opacity(5)).isEqualTo(1);
            View cut = views.get(0);
            assertThat(cut.opacity(0)).isCloseTo(0, within(1e-6f));
            assertThat(cut.picture().values()[0]).isCloseTo(1, within(1e-6f));
        }
        View cut = TransformsFile.read(file("\"fl_x\":10", frame("cut", MATRIX)), 0)
                .get(0);
        assertThat(cut.opacity(2 * 8 + 3)).isEqualTo(1);
        assertThat(cut.opacity(2 * 8 + 4)).isCloseTo(0.4f, within(1e-6f));
        assertThat(cut.picture().values()[3 * (2 * 8 + 4)]).isCloseTo(0.6f, within(1e-6f));
    }

    /** As later tools than the add-on write it: a lens for each picture, of more pixels than the pictures now have. */
    @Test
    void aFrameMayHaveALensOfItsOwnAndPicturesMayBeSmallerOnes() throws IOException {
        String own =
                "{\"file_path\":\"%s\",\"fl_x\":40,\"w\":16,\"h\":12,\"cx\":9,\"transform_matrix\":" + MATRIX + "}";
        List<View> views =
                TransformsFile.read(file("\"fl_x\":10", String.format(own, ".\\\\r_0"), frame("gray", MATRIX)), 0);
        assertThat(views.get(0).camera().width()).isEqualTo(8);
        assertThat(views.get(0).camera().focal()).isEqualTo(20);
        assertThat(views.get(0).camera().centreX()).isEqualTo(4.5);
        assertThat(views.get(1).camera().focal()).isEqualTo(10);
        Path distorted =
                file("\"fl_x\":10", "{\"k2\":0.1," + frame("r_0", MATRIX).substring(1));
        assertThatThrownBy(() -> TransformsFile.read(distorted, 0)).hasMessageContaining("are distorted (k2)");
    }

    @Test
    void sixteenBitsAreRead() throws IOException {
        float[] values = new float[8 * 6 * 3];
        Arrays.fill(values, 1000f / 65535);
        Pictures.writePng(folder.resolve("deep.png"), new Image(8, 6, 3, values).toBufferedImage(16));
        View view = TransformsFile.read(file("\"fl_x\":10", frame("deep", MATRIX)), 0)
                .get(0);
        assertThat(view.picture().values()[0]).isCloseTo(1000f / 65535, within(1e-6f));
    }

    @Test
    void resizedPicturesHaveResizedCameras() throws IOException {
        View view = TransformsFile.read(file("\"fl_x\":10", frame("r_0", MATRIX)), 4)
                .get(0);
        assertThat(view.picture().width()).isEqualTo(4);
        assertThat(view.camera().focal()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"fl_x\":10,\"k1\":0.1 | r_0 | its pictures are distorted (k1)",
                "\"fl_x\":10,\"p2\":-0.1 | r_0 | its pictures are distorted (p2)",
                "\"fl_x\":10,\"camera_model\":\"OPENCV_FISHEYE\" | r_0 | its pictures are distorted (camera_model OPENCV_FISHEYE)",
                "\"fl_x\":10,\"is_fisheye\":true | r_0 | its pictures are distorted (is_fisheye)",
                "\"fl_x\":10,\"w\":9,\"h\":9 | r_0 | its camera has 9x9 pixels, and picture 'r_0' is of another shape",
                "\"camera_angle_x\":4 | r_0 | its camera_angle_x is no angle of view from 0 to 3.14 radians: 4.0",
                "\"fl_x\":10 | a\\u0000b | a frame's file_path is no file's name: Nul character not allowed",
                "\"fl_x\":10 | '' | a frame has no file_path",
                "\"fl_x\":10,\"fl_y\":12 | r_0 | its pixels are not square: fl_x is 10.0 and fl_y 12.0",
                "\"w\":8 | r_0 | it has neither camera_angle_x nor fl_x",
                "\"fl_x\":10 | r_1 | there is no picture 'r_1' beside it"
            })
    void whatCannotBeReadIsSaidInALine(String head, String path, String message) throws IOException {
        Path file = file(head, frame(path, MATRIX));
        assertThatThrownBy(() -> TransformsFile.read(file, 0))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void camerasNeedNoPictures() throws IOException {
        Path square = file("\"camera_angle_x\":0.6", frame("none", MATRIX), frame("none", MATRIX));
        assertThat(TransformsFile.cameras(square, 20)).hasSize(2).allSatisfy(camera -> {
            assertThat(camera.position()).isEqualTo(new Vector(0.5, -4, 1));
            assertThat(camera.width()).isEqualTo(20);
            assertThat(camera.height()).isEqualTo(20);
            assertThat(camera.focal()).isCloseTo(20 / (2 * Math.tan(0.3)), within(1e-9));
        });
        Camera wide = TransformsFile.cameras(file("\"fl_x\":10,\"w\":8,\"h\":6", frame("none", MATRIX)), 16)
                .get(0);
        assertThat(wide.width()).isEqualTo(16);
        assertThat(wide.height()).isEqualTo(12);
        assertThat(wide.focal()).isEqualTo(20);
        Path unsized = file("\"fl_x\":10", frame("none", MATRIX));
        assertThatThrownBy(() -> TransformsFile.cameras(unsized, 16))
                .hasMessageContaining("it has neither camera_angle_x nor fl_x with w and h");
    }

    @Test
    void otherFaultsAreToldToo() throws IOException {
        Path sizes = file("\"fl_x\":10", frame("r_0", MATRIX), frame("small", MATRIX));
        assertThatThrownBy(() -> TransformsFile.read(sizes, 0))
                .hasMessageContaining("its pictures differ in size: 8x6 and 4x3, of small");
        Path matrix = file("\"fl_x\":10", frame("r_0", "[[1,2],[3,4]]"));
        assertThatThrownBy(() -> TransformsFile.read(matrix, 0)).hasMessageContaining("no matrix of 4x4 numbers");
        Path scaled = file("\"fl_x\":10", frame("r_0", "[[2,0,0,0],[0,2,0,0],[0,0,2,0],[0,0,0,1]]"));
        assertThatThrownBy(() -> TransformsFile.read(scaled, 0)).hasMessageContaining("no rotation with a shift");
        Path mirrored = file("\"fl_x\":10", frame("r_0", "[[-1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]"));
        assertThatThrownBy(() -> TransformsFile.read(mirrored, 0)).hasMessageContaining("skewed or mirrored");
        Path broken = Files.writeString(folder.resolve("transforms.json"), "{\"frames\":");
        assertThatThrownBy(() -> TransformsFile.read(broken, 0)).hasMessageContaining("bad JSON");
    }
}
