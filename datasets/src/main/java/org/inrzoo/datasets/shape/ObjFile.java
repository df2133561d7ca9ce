package org.inrzoo.datasets.shape;

import de.javagl.obj.FloatTuple;
import de.javagl.obj.Obj;
import de.javagl.obj.ObjFace;
import de.javagl.obj.ObjReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.inrzoo.datasets.file.ByteSource;

/** Wavefront's OBJ: the places and faces of it, by de.javagl's reader. */
final class ObjFile {

    private ObjFile() {}

    static void read(ByteSource in, MeshBuilder builder) throws IOException {
        Obj obj = ObjReader.read(in.stream());
        for (int i = 0; i < obj.getNumVertices(); i++) {
            FloatTuple place = obj.getVertex(i);
            builder.vertex(place.getX(), place.getY(), place.getZ());
        }
        for (int i = 0; i < obj.getNumFaces(); i++) {
            ObjFace face = obj.getFace(i);
            long[] corners = new long[face.getNumVertices()];
            for (int corner = 0; corner < corners.length; corner++) {
                corners[corner] = face.getVertexIndex(corner);
            }
            builder.face(corners);
        }
    }

    static void write(Mesh mesh, OutputStream out) throws IOException {
        for (int i = 0; i < mesh.vertices().length; i += 3) {
            line(out, "v " + mesh.vertices()[i] + " " + mesh.vertices()[i + 1] + " " + mesh.vertices()[i + 2]);
        }
        for (int i = 0; i < mesh.triangles().length; i += 3) {
            line(
                    out,
                    "f " + (mesh.triangles()[i] + 1) + " " + (mesh.triangles()[i + 1] + 1) + " "
                            + (mesh.triangles()[i + 2] + 1));
        }
    }

    private static void line(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
