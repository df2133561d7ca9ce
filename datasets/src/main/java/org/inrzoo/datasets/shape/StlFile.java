package org.inrzoo.datasets.shape;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.inrzoo.datasets.file.ByteSource;

/** STL: triangles by the places of their corners; corners at one place become one vertex. */
final class StlFile {

    private static final int HEADER = 80;
    private static final int TRIANGLE = 50;
    private static final int LONGEST_LINE = 4096;

    private StlFile() {}

    /** Whether a file is STL: text that begins so, or binary whose length is that which it states. */
    static boolean is(ByteSource in) throws IOException {
        return isBinary(in) || isText(in);
    }

    private static boolean isBinary(ByteSource in) throws IOException {
        byte[] start = in.peek(HEADER + Integer.BYTES);
        return start.length == HEADER + Integer.BYTES
                && in.remaining() == HEADER + Integer.BYTES + TRIANGLE * count(start);
    }

    private static long count(byte[] start) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(HEADER));
    }

    private static boolean isText(ByteSource in) throws IOException {
        String start = new String(in.peek(1024), StandardCharsets.ISO_8859_1).stripLeading();
        return start.startsWith("solid")
                && (start.contains("facet") || start.contains("endsolid") || start.length() < 512);
    }

    static void read(ByteSource in, MeshBuilder builder) throws IOException {
        if (isBinary(in)) {
            binary(in, builder);
        } else {
            text(in, builder);
        }
    }

    private static void binary(ByteSource in, MeshBuilder builder) throws IOException {
        long count = count(in.take(HEADER + Integer.BYTES).array());
        int[] corners = new int[3];
        for (long i = 0; i < count; i++) {
            ByteBuffer triangle = in.order(ByteOrder.LITTLE_ENDIAN).take(TRIANGLE);
            triangle.position(3 * Float.BYTES); // the normal follows from the corners
            for (int corner = 0; corner < 3; corner++) {
                corners[corner] = builder.vertexAt(triangle.getFloat(), triangle.getFloat(), triangle.getFloat());
            }
            builder.face(corners[0], corners[1], corners[2]);
        }
    }

    private static void text(ByteSource in, MeshBuilder builder) throws IOException {
        long[] corners = new long[3];
        int found = 0;
        String line = in.line(LONGEST_LINE);
        while (line != null) {
            String[] words = line.strip().split("\\s+");
            switch (words[0]) {
                case "vertex" -> {
                    if (words.length != 4 || found == 3) {
                        throw new IllegalArgumentException("it has a facet that is no triangle");
                    }
                    corners[found++] = builder.vertexAt(number(words[1]), number(words[2]), number(words[3]));
                }
                case "endfacet" -> {
                    if (found != 3) {
                        throw new IllegalArgumentException("it has a facet that is no triangle");
                    }
                    builder.face(corners);
                    found = 0;
                }
                case "endsolid" -> {
                    return;
                }
                case "solid", "facet", "outer", "endloop", "" -> {}
                default -> throw new IllegalArgumentException("it has a line that is not understood");
            }
            line = in.line(LONGEST_LINE);
        }
        throw new EOFException();
    }

    private static float number(String word) {
        try {
            return Float.parseFloat(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number is written wrongly", e);
        }
    }

    static void write(Mesh mesh, OutputStream out) throws IOException {
        byte[] header = new byte[HEADER];
        Arrays.fill(header, (byte) ' ');
        out.write(header);
        ByteBuffer item = ByteBuffer.allocate(TRIANGLE).order(ByteOrder.LITTLE_ENDIAN);
        out.write(item.putInt(0, mesh.triangleCount()).array(), 0, Integer.BYTES);
        double[] normal = new double[3];
        for (int triangle = 0; triangle < mesh.triangleCount(); triangle++) {
            mesh.normal(triangle, normal);
            double length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
            item.clear();
            for (double component : normal) {
                item.putFloat(length > 0 ? (float) (component / length) : 0);
            }
            for (int corner = 0; corner < 3; corner++) {
                for (int axis = 0; axis < 3; axis++) {
                    item.putFloat((float) mesh.corner(triangle, corner, axis));
                }
            }
            out.write(item.putShort((short) 0).array());
        }
    }
}
