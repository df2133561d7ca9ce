package org.inrzoo.datasets.shape;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.SignalReading;

/**
 * Reads and writes meshes: PLY (text, binary of both byte orders), STL (text, binary) and OBJ. PLY and STL are known by how
 * they begin, OBJ by its name's ending. Faces of more than three corners are cut into triangles from their first corner.
 */
public final class MeshFiles {

    private static final String KIND = "mesh";

    /**
     * A mesh and what a user should know about how it was read.
     *
     * @param mesh  the mesh
     * @param notes short sentences, such as "2 triangles without area are left out"; often none
     */
    public record Loaded(Mesh mesh, List<String> notes) {
        /** Copies the notes. */
        public Loaded {
            notes = List.copyOf(notes);
        }
    }

    private MeshFiles() {}

    /**
     * The mesh in a file.
     *
     * @throws org.inrzoo.datasets.SignalFileException if it is missing, unreadable, empty, cut off, damaged, of another
     *     format, without a triangle, or does not fit in memory
     */
    public static Loaded read(Path file) {
        return SignalReading.file(KIND, file, in -> decode(in, file.toString()));
    }

    /**
     * The mesh in the bytes of a file.
     *
     * @param name what to call the mesh in messages; OBJ is known by its ending
     * @throws org.inrzoo.datasets.SignalFileException as of {@link #read}
     */
    public static Loaded decode(byte[] bytes, String name) {
        return SignalReading.bytes(KIND, name, bytes, in -> decode(in, name));
    }

    private static Loaded decode(ByteSource in, String name) throws IOException {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        MeshBuilder builder = new MeshBuilder();
        if (in.startsWith("ply\n") || in.startsWith("ply\r")) {
            PlyFile.read(in, builder);
        } else if (StlFile.is(in)) {
            StlFile.read(in, builder);
        } else if (ending.equals("obj")) {
            ObjFile.read(in, builder);
        } else if (ending.equals("stl")) {
            throw new EOFException();
        } else {
            throw new IllegalArgumentException("it is damaged or no mesh that is read here (PLY, STL, OBJ)");
        }
        return builder.loaded();
    }

    /**
     * Writes a mesh as the file's name says, replacing an earlier file: .ply and .stl binary, .obj as text.
     *
     * @throws IllegalArgumentException       if the name has another ending
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Mesh mesh) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".ply")) {
            AtomicFiles.write(file, out -> PlyFile.write(mesh, out));
        } else if (name.endsWith(".stl")) {
            AtomicFiles.write(file, out -> StlFile.write(mesh, out));
        } else if (name.endsWith(".obj")) {
            AtomicFiles.write(file, out -> ObjFile.write(mesh, out));
        } else {
            throw new IllegalArgumentException(
                    "cannot write '" + file + "': a mesh's name ends with .ply, .stl or .obj");
        }
    }
}
