package org.inrzoo.datasets.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.file.Damage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshFilesTests {

    /** A pyramid of four triangles. */
    private static final Mesh PYRAMID =
            new Mesh(new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1}, new int[] {0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3});

    @TempDir
    Path folder;

    private static byte[] bytes(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static Mesh decode(byte[] file, String name) {
        return MeshFiles.decode(file, name).mesh();
    }

    private static void assertRefused(byte[] file, String name, String reason) {
        assertThatThrownBy(() -> decode(file, name))
                .isInstanceOf(SignalFileException.class)
                .hasMessage("cannot read mesh '" + name + "': " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"part.ply", "part.obj"})
    void comesBackAsItWasWritten(String name) {
        Mesh part = Isosurface.of(Solids.named("part"), 1, 17);
        MeshFiles.write(folder.resolve(name), part);
        assertThat(MeshFiles.read(folder.resolve(name))).isEqualTo(new MeshFiles.Loaded(part, List.of()));
    }

    @Test
    void stlComesBackWithItsTrianglesInOrder() {
        Mesh torus = Isosurface.of(Solids.named("torus"), 0.97, 17);
        MeshFiles.write(folder.resolve("torus.stl"), torus);
        Mesh back = MeshFiles.read(folder.resolve("torus.stl")).mesh();
        assertThat(back.isWatertight()).isTrue();
        assertThat(back.vertexCount()).isEqualTo(torus.vertexCount());
        for (int i = 0; i < torus.triangleCount(); i++) {
            for (int axis = 0; axis < 3; axis++) {
                assertThat(back.corner(i, i % 3, axis)).isEqualTo(torus.corner(i, i % 3, axis));
            }
        }
    }

    @Test
    void whatIsNoMeshIsRefused() {
        assertRefused(new byte[0], "x.ply", "the file is empty");
        assertRefused(new byte[90], "x.off", "it is damaged or no mesh that is read here (PLY, STL, OBJ)");
        assertRefused(bytes("# nothing"), "x.obj", "it has no triangle in it");
        assertThatThrownBy(() -> MeshFiles.write(Path.of("a.off"), PYRAMID))
                .hasMessage("cannot write 'a.off': a mesh's name ends with .ply, .stl or .obj");
    }

    @Nested
    class Ply {

        private static final String[] TEXT = {
            "ply",
            "format ascii 1.0",
            "comment by hand",
            "element vertex 4",
            "property float x",
            "property uchar red",
            "property double y",
            "property int z",
            "element face 4",
            "property list uchar int vertex_indices",
            "property list int float uv",
            "end_header",
            "0 9 0 0",
            "1 9 0 0",
            "0 9 1 0",
            "0 9 0 1",
            "3 0 2 1 0",
            "3 0 1 3 1 0.5",
            "3 1 2 3 0",
            "3 2 0 3 0"
        };

        private static byte[] binary(ByteOrder order) {
            String header = String.join("\n", Arrays.copyOf(TEXT, 12)) + "\n";
            String name = order == ByteOrder.BIG_ENDIAN ? "binary_big_endian" : "binary_little_endian";
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(header.replace("ascii", name).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 4; i++) {
                out.writeBytes(ByteBuffer.allocate(17)
                        .order(order)
                        .putFloat(PYRAMID.vertices()[3 * i])
                        .put((byte) 9)
                        .putDouble(PYRAMID.vertices()[3 * i + 1])
                        .putInt((int) PYRAMID.vertices()[3 * i + 2])
                        .array());
            }
            for (int i = 0; i < 4; i++) {
                ByteBuffer face = ByteBuffer.allocate(17).order(order).put((byte) 3);
                for (int corner = 0; corner < 3; corner++) {
                    face.putInt(PYRAMID.triangles()[3 * i + corner]);
                }
                out.writeBytes(face.putInt(0).array());
            }
            return out.toByteArray();
        }

        @Test
        void textAndBothByteOrders() {
            assertThat(decode(bytes(TEXT), "x")).isEqualTo(PYRAMID);
            assertThat(decode(binary(ByteOrder.BIG_ENDIAN), "x")).isEqualTo(PYRAMID);
            assertThat(decode(binary(ByteOrder.LITTLE_ENDIAN), "x")).isEqualTo(PYRAMID);
        }

        @Test
        void facesOfFourCornersBecomeTwoTriangles() {
            byte[] square = bytes(
                    "ply",
                    "format ascii 1.0",
                    "element vertex 4",
                    "property float x",
                    "property float y",
                    "property float z",
                    "element face 1",
                    "property list uchar int vertex_index",
                    "end_header",
                    "0 0 0",
                    "1 0 0",
                    "1 1 0",
                    "0 1 0",
                    "4 0 1 2 3");
            assertThat(decode(square, "x").triangles()).containsExactly(0, 1, 2, 0, 2, 3);
        }

        @Test
        void damageIsRefused() {
            // The line's end after the last number may be missing, not the number.
            Damage.everyCutIsRefused(bytes(TEXT), bytes -> decode(bytes, "x"));
            Damage.noMutationSurprises(bytes(TEXT), bytes -> decode(bytes, "x"));
            Damage.everyCutIsRefused(binary(ByteOrder.BIG_ENDIAN), bytes -> decode(bytes, "x"));
            Damage.noMutationSurprises(binary(ByteOrder.BIG_ENDIAN), bytes -> decode(bytes, "x"));
            String[] large = TEXT.clone();
            large[3] = "element vertex 4000000000";
            assertRefused(bytes(large), "x", "the file is cut off");
            String[] beyond = TEXT.clone();
            beyond[19] = "3 2 0 4 0";
            assertRefused(bytes(beyond), "x", "a triangle has vertex 4, and there are 4");
        }
    }

    @Nested
    class Stl {

        private static byte[] text() {
            StringBuilder text = new StringBuilder("solid pyramid\n");
            for (int i = 0; i < 4; i++) {
                text.append("facet normal 0 0 0\n outer loop\n");
                for (int corner = 0; corner < 3; corner++) {
                    text.append("  vertex ")
                            .append(PYRAMID.corner(i, corner, 0))
                            .append(' ');
                    text.append(PYRAMID.corner(i, corner, 1)).append(' ').append(PYRAMID.corner(i, corner, 2));
                    text.append('\n');
                }
                text.append(" endloop\nendfacet\n");
            }
            return text.append("endsolid").toString().getBytes(StandardCharsets.US_ASCII);
        }

        private byte[] binary() throws java.io.IOException {
            MeshFiles.write(folder.resolve("a.stl"), PYRAMID);
            return java.nio.file.Files.readAllBytes(folder.resolve("a.stl"));
        }

        @Test
        void cornersAtOnePlaceAreOneVertex() throws java.io.IOException {
            for (byte[] file : List.of(text(), binary())) {
                Mesh mesh = decode(file, "x.stl");
                assertThat(mesh).hasToString("Mesh[4 vertices, 4 triangles]");
                assertThat(mesh.isWatertight()).isTrue();
                assertThat(mesh.volume()).isEqualTo(1 / 6.0);
            }
        }

        @Test
        void aBinaryFileThatBeginsLikeTextIsBinary() throws java.io.IOException {
            byte[] file = binary();
            System.arraycopy(bytes("solid facet"), 0, file, 0, 11);
            assertThat(decode(file, "x")).hasToString("Mesh[4 vertices, 4 triangles]");
        }

        @Test
        void trianglesWithoutAreaAreLeftOutAndSaid() throws java.io.IOException {
            byte[] file = binary();
            System.arraycopy(file, 84 + 12, file, 84 + 24, 12);
            assertThat(MeshFiles.decode(file, "x").notes())
                    .containsExactly("1 faces two of whose corners are one are left out");
        }

        @Test
        void damageIsRefused() throws java.io.IOException {
            Damage.everyCutIsRefused(text(), bytes -> decode(bytes, "x.stl"));
            Damage.noMutationSurprises(text(), bytes -> decode(bytes, "x.stl"));
            Damage.everyCutIsRefused(binary(), bytes -> decode(bytes, "x.stl"));
            Damage.noMutationSurprises(binary(), bytes -> decode(bytes, "x.stl"));
        }
    }

    @Nested
    class ObjText {

        private static final byte[] FILE = bytes(
                "# pyramid",
                "mtllib a.mtl",
                "o pyramid",
                "v 0 0 0",
                "v 1 0 0",
                "v 0 1 0",
                "v 0 0 1 1",
                "vt 0 0",
                "vn 0 0 1",
                "s off",
                "f 1 3 2",
                "f 1/1 2/1 4/1",
                "f 2//1 3//1 4//1",
                "f -2/1/1 -4/1/1 -1/1/1");

        @Test
        void numbersFromTheStartAndFromTheEnd() {
            assertThat(decode(FILE, "x.obj")).isEqualTo(PYRAMID);
        }

        @Test
        void damageIsRefusedWhereItShows() {
            Damage.noMutationSurprises(FILE, bytes -> decode(bytes, "x.obj"));
            for (int length = 0; length < FILE.length; length++) {
                byte[] cut = Arrays.copyOf(FILE, length);
                try {
                    assertThat(decode(cut, "x.obj").vertexCount()).isEqualTo(4);
                } catch (SignalFileException e) {
                    assertThat(e.getMessage())
                            .startsWith("cannot read mesh 'x.obj': ")
                            .doesNotContain("\n");
                }
            }
            assertRefused(bytes("v 0 0 0", "f 1 2 9"), "x.obj", "a triangle has vertex 1, and there are 1");
        }
    }
}
