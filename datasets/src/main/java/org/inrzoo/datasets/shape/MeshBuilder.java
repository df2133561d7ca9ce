package org.inrzoo.datasets.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the vertices and faces of a file; triangles two of whose corners are one are left out. */
final class MeshBuilder {

    private record Place(float x, float y, float z) {}

    private float[] vertices = new float[1 << 10];
    private int vertexEnd;
    private int[] corners = new int[1 << 10];
    private int cornerEnd;
    private int left;
    private final Map<Place, Integer> places = new HashMap<>();

    /** Adds a vertex; the first has number 0. */
    void vertex(double x, double y, double z) {
        if (vertexEnd + 3 > vertices.length) {
            vertices = Arrays.copyOf(vertices, grown(vertices.length));
        }
        vertices[vertexEnd++] = (float) x;
        vertices[vertexEnd++] = (float) y;
        vertices[vertexEnd++] = (float) z;
    }

    /** The number of the vertex at a place, added unless there is one. */
    int vertexAt(float x, float y, float z) {
        // Adding 0 makes one zero of two.
        return places.computeIfAbsent(new Place(x + 0f, y + 0f, z + 0f), place -> {
            vertex(place.x(), place.y(), place.z());
            return vertexEnd / 3 - 1;
        });
    }

    /** Adds a face by the numbers of its vertices, as triangles that all have its first corner. */
    void face(long... numbers) {
        if (numbers.length < 3) {
            left++;
        }
        for (long number : numbers) {
            if (number < 0 || number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a face has vertex " + number + ", which there is not");
            }
        }
        for (int i = 2; i < numbers.length; i++) {
            triangle((int) numbers[0], (int) numbers[i - 1], (int) numbers[i]);
        }
    }

    private void triangle(int a, int b, int c) {
        if (a == b || b == c || c == a) {
            left++;
            return;
        }
        if (cornerEnd + 3 > corners.length) {
            corners = Arrays.copyOf(corners, grown(corners.length));
        }
        corners[cornerEnd++] = a;
        corners[cornerEnd++] = b;
        corners[cornerEnd++] = c;
    }

    private static int grown(int length) {
        if (length > 1 << 29) {
            throw new IllegalArgumentException("it has too many vertices or triangles");
        }
        return 2 * length;
    }

    MeshFiles.Loaded loaded() {
        if (cornerEnd == 0) {
            throw new IllegalArgumentException("it has no triangle in it");
        }
        Mesh mesh = new Mesh(Arrays.copyOf(vertices, vertexEnd), Arrays.copyOf(corners, cornerEnd));
        List<String> notes = new ArrayList<>();
        if (left > 0) {
            notes.add(left + " faces two of whose corners are one are left out");
        }
        return new MeshFiles.Loaded(mesh, notes);
    }
}
