package org.inrzoo.datasets.shape;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.NumberType;

/** The Stanford triangle format: a header that names elements and their properties, and these as text or binary. */
final class PlyFile {

    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_NUMBER = 64;
    private static final int MAX_CORNERS = 1 << 16;

    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("char", NumberType.I8),
            Map.entry("int8", NumberType.I8),
            Map.entry("uchar", NumberType.U8),
            Map.entry("uint8", NumberType.U8),
            Map.entry("short", NumberType.I16),
            Map.entry("int16", NumberType.I16),
            Map.entry("ushort", NumberType.U16),
            Map.entry("uint16", NumberType.U16),
            Map.entry("int", NumberType.I32),
            Map.entry("int32", NumberType.I32),
            Map.entry("uint", NumberType.U32),
            Map.entry("uint32", NumberType.U32),
            Map.entry("float", NumberType.F32),
            Map.entry("float32", NumberType.F32),
            Map.entry("double", NumberType.F64),
            Map.entry("float64", NumberType.F64));

    /**
     * @param name   such as "x"
     * @param counts the type of how many there are, of a list; else none
     * @param type   of its numbers
     */
    private record Property(String name, NumberType counts, NumberType type) {}

    private record Element(String name, long count, List<Property> properties) {}

    private final ByteSource in;
    private boolean text;

    private PlyFile(ByteSource in) {
        this.in = in;
    }

    static void read(ByteSource in, MeshBuilder builder) throws IOException {
        PlyFile file = new PlyFile(in);
        for (Element element : file.header()) {
            file.requireRoom(element);
            for (long i = 0; i < element.count(); i++) {
                file.item(element, builder);
            }
        }
    }

    private List<Element> header() throws IOException {
        List<Element> elements = new ArrayList<>();
        String line = line();
        String format = "";
        while (!line.equals("end_header")) {
            String[] words = line.split("\\s+");
            if (words[0].equals("format") && words.length == 3) {
                format = words[1];
            } else if (words[0].equals("element") && words.length == 3 && words[2].matches("[0-9]{1,10}")) {
                elements.add(new Element(words[1], Long.parseLong(words[2]), new ArrayList<>()));
            } else if (words[0].equals("property") && !elements.isEmpty()) {
                elements.get(elements.size() - 1).properties().add(property(words));
            } else if (!List.of("ply", "comment", "obj_info", "").contains(words[0])) {
                throw new IllegalArgumentException("its header has a line that is not understood");
            }
            line = line();
        }
        switch (format) {
            case "ascii" -> text = true;
            case "binary_little_endian" -> in.order(ByteOrder.LITTLE_ENDIAN);
            case "binary_big_endian" -> in.order(ByteOrder.BIG_ENDIAN);
            default -> throw new IllegalArgumentException("its header does not say whether it is text or binary");
        }
        return elements;
    }

    private String line() throws IOException {
        String line = in.line(LONGEST_LINE);
        if (line == null) {
            throw new EOFException();
        }
        return line.strip();
    }

    private static Property property(String[] words) {
        if (words.length == 5 && words[1].equals("list")) {
            return new Property(words[4], type(words[2]), type(words[3]));
        }
        if (words.length == 3) {
            return new Property(words[2], null, type(words[1]));
        }
        throw new IllegalArgumentException("its header has a property that is not understood");
    }

    private static NumberType type(String name) {
        NumberType type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("its header has a type of numbers that is not understood");
        }
        return type;
    }

    /** Refuses more items than the file can hold: each number takes a byte at least. */
    private void requireRoom(Element element) throws EOFException {
        long least = 0;
        for (Property property : element.properties()) {
            NumberType first = property.counts() == null ? property.type() : property.counts();
            least += text ? 1 : first.bytes();
        }
        if (least == 0 && element.count() > 0) {
            throw new IllegalArgumentException("its header has elements without properties");
        }
        in.require(Math.multiplyExact(element.count(), least));
    }

    private void item(Element element, MeshBuilder builder) throws IOException {
        double[] place = {Double.NaN, Double.NaN, Double.NaN};
        for (Property property : element.properties()) {
            if (property.counts() == null) {
                double value = number(property.type());
                int axis = "xyz".indexOf(property.name());
                if (axis >= 0 && property.name().length() == 1) {
                    place[axis] = value;
                }
            } else {
                long[] numbers = numbers(property);
                if (element.name().equals("face") && property.name().matches("vertex_ind(ex|ices)")) {
                    builder.face(numbers);
                }
            }
        }
        if (element.name().equals("vertex")) {
            builder.vertex(place[0], place[1], place[2]);
        }
    }

    private long[] numbers(Property property) throws IOException {
        double count = number(property.counts());
        if (!(count >= 0 && count <= MAX_CORNERS)) {
            throw new IllegalArgumentException("a face has " + count + " corners");
        }
        in.require(((long) count) * (text ? 1 : property.type().bytes()));
        long[] numbers = new long[(int) count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (long) number(property.type());
        }
        return numbers;
    }

    private double number(NumberType type) throws IOException {
        if (!text) {
            return in.number(type);
        }
        int next = in.read();
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            next = in.read();
        }
        StringBuilder word = new StringBuilder();
        while (next > ' ') {
            if (word.length() == LONGEST_NUMBER) {
                throw new IllegalArgumentException("a number is longer than " + LONGEST_NUMBER + " characters");
            }
            word.append((char) next);
            next = in.read();
        }
        // A number that ends with the file may be cut off.
        if (next < 0) {
            throw new EOFException();
        }
        try {
            return Double.parseDouble(word.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number is written wrongly", e);
        }
    }

    static void write(Mesh mesh, OutputStream out) throws IOException {
        String header = "ply\nformat binary_little_endian 1.0\nelement vertex " + mesh.vertexCount()
                + "\nproperty float x\nproperty float y\nproperty float z\nelement face " + mesh.triangleCount()
                + "\nproperty list uchar int vertex_indices\nend_header\n";
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer item = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < mesh.vertices().length; i += 3) {
            item.clear();
            for (int axis = 0; axis < 3; axis++) {
                item.putFloat(mesh.vertices()[i + axis]);
            }
            out.write(item.array(), 0, item.position());
        }
        for (int i = 0; i < mesh.triangles().length; i += 3) {
            item.clear().put((byte) 3);
            for (int corner = 0; corner < 3; corner++) {
                item.putInt(mesh.triangles()[i + corner]);
            }
            out.write(item.array());
        }
    }
}
