package org.inrzoo.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.shape.Isosurface;
import org.inrzoo.datasets.shape.Mesh;
import org.inrzoo.datasets.shape.MeshFiles;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.signal.ViewedScene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A built-in scene's exact surface, written as a mesh, is as good a truth as itself. */
class MeshObstacleTests {

    private static final Surface BLOCKS = BuiltInScenes.named("blocks");
    private static final List<Camera> CAMERAS = Orbit.spiral(3, 0.37, 3.2, 40, 0.7);
    private static final List<View> VIEWS = CAMERAS.stream()
            .map(camera -> new View("view", camera, new Image(40, 40, 3, new float[3 * 40 * 40])))
            .toList();

    @TempDir
    private Path folder;

    private Path file;
    private Mesh mesh;

    @BeforeEach
    void write() {
        mesh = Isosurface.of(BLOCKS.distance(), 1, 96);
        file = folder.resolve("blocks.ply");
        MeshFiles.write(file, mesh);
    }

    private static StereoScores against(Obstacle truth) {
        return StereoScores.of(SceneRays.of(CAMERAS, 1), truth, BLOCKS);
    }

    @Test
    void itsOwnMeshScoresTheSurfaceNearlyPerfect() {
        StereoScores scores = against(MeshObstacle.truth(file, UnaryOperator.identity(), VIEWS, 1));
        assertThat(scores.chamfer()).isLessThan(0.001);
        assertThat(scores.depth()).isLessThan(0.01);
        assertThat(scores.accuracy()).as("but for rays past an edge").isGreaterThan(0.98);
        assertThat(scores.completeness()).as("but for rays past an edge").isGreaterThan(0.98);
    }

    @Test
    void whereTheSceneIsTurnedAndScaledSoIsTheMesh() {
        UnaryOperator<Vector> back = old -> new Vector(old.z() - 7, old.x(), old.y()).times(0.01);
        float[] moved = new float[mesh.vertices().length];
        for (int i = 0; i < moved.length; i += 3) {
            moved[i] = 100 * mesh.vertices()[i + 1];
            moved[i + 1] = 100 * mesh.vertices()[i + 2];
            moved[i + 2] = 100 * mesh.vertices()[i] + 7;
        }
        MeshFiles.write(file, new Mesh(moved, mesh.triangles()));
        assertThat(against(MeshObstacle.truth(file, back, VIEWS, 1)).chamfer()).isLessThan(0.001);
    }

    @Test
    void aSceneIsReadWithIt() {
        Map<String, Object> reading = Map.of("size", 12, "views", 1, "truth", file.toString());
        ViewedScene scene = (ViewedScene) SignalKinds.read("scene:blocks", reading);
        assertThat(scene.truth()).get().isInstanceOf(MeshObstacle.class);
        assertThat(((ViewedScene) SignalKinds.read("scene:blocks", Map.of("size", 12, "views", 1))).truth())
                .contains(BLOCKS);
    }

    @Test
    void aMeshInAnotherUnitOrPlaceIsRefusedInALine() {
        for (float factor : new float[] {0.001f, 1000}) {
            float[] scaled = mesh.vertices().clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = factor * (scaled[i] + 3);
            }
            MeshFiles.write(file, new Mesh(scaled, mesh.triangles()));
            assertThatThrownBy(() -> MeshObstacle.truth(file, UnaryOperator.identity(), VIEWS, 1))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("is not where the cameras look")
                    .hasMessageContaining("within -1.0 and 1.0");
        }
    }

    @Test
    void aDamagedOrMissingMeshIsRefusedInALine() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> MeshObstacle.truth(file, UnaryOperator.identity(), VIEWS, 1))
                .isInstanceOf(SignalFileException.class)
                .message()
                .hasLineCount(1);
        assertThatThrownBy(() -> SignalKinds.read(
                        "scene:blocks",
                        Map.of(
                                "size",
                                12,
                                "views",
                                1,
                                "truth",
                                folder.resolve("none.ply").toString())))
                .isInstanceOf(SignalFileException.class)
                .hasMessageContaining("no such file");
    }
}
