package org.inrzoo.datasets.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.NumberType;

/** NumPy's format .npy, versions 1 to 3, of real numbers with two or three axes; see numpy.lib.format. */
final class NumpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int ALIGNMENT = 64;

    /** The header is a Python dictionary of exactly these keys. */
    private static final Pattern HEADER = Pattern.compile("\\s*\\{\\s*"
            + "'descr'\\s*:\\s*'(?<order>[<>|=])(?<type>[a-z][0-9]+)'\\s*,\\s*"
            + "'fortran_order'\\s*:\\s*(?<fortran>True|False)\\s*,\\s*"
            + "'shape'\\s*:\\s*\\((?<shape>[0-9,\\s]*)\\)\\s*,?\\s*\\}\\s*");

    private static final Map<String, NumberType> TYPES = Map.of(
            "u1", NumberType.U8,
            "b1", NumberType.U8,
            "i1", NumberType.I8,
            "u2", NumberType.U16,
            "i2", NumberType.I16,
            "u4", NumberType.U32,
            "i4", NumberType.I32,
            "i8", NumberType.I64,
            "f4", NumberType.F32,
            "f8", NumberType.F64);

    private NumpyFile() {}

    static Volume read(ByteSource in) throws IOException {
        in.skip(MAGIC.length);
        int version = in.read();
        in.read(); // the minor version, 0
        if (version < 1 || version > 3) {
            throw new IllegalArgumentException("it is of version " + version + " of NumPy's format, not 1 to 3");
        }
        long length = (long) in.order(ByteOrder.LITTLE_ENDIAN).number(version == 1 ? NumberType.U16 : NumberType.U32);
        if (length > LONGEST_HEADER) {
            throw new IllegalArgumentException("its header is longer than " + LONGEST_HEADER + " bytes");
        }
        String header = in.text((int) length);
        Matcher fields = HEADER.matcher(header);
        if (!fields.matches()) {
            throw new IllegalArgumentException(
                    "its header is damaged, or its values are no plain numbers; save it as float32");
        }
        NumberType type = TYPES.get(fields.group("type"));
        if (type == null) {
            throw new IllegalArgumentException(
                    "its values are of type " + fields.group("type") + ", which is not read here; save it as float32");
        }
        in.order(fields.group("order").equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return volume(
                in, type, shape(fields.group("shape")), fields.group("fortran").equals("True"));
    }

    private static List<Integer> shape(String text) {
        List<Integer> shape = new ArrayList<>();
        for (String size : text.split(",")) {
            if (size.strip().length() > 9) {
                throw new IllegalArgumentException("one of its axes has " + size.strip() + " values");
            }
            if (!size.isBlank()) {
                shape.add(Integer.parseInt(size.strip()));
            }
        }
        if (shape.size() < 2 || shape.size() > 3) {
            throw new IllegalArgumentException(
                    "it has " + shape.size() + " axes, not 3 (z, y, x) or 2; take one volume of it, such as array[0]");
        }
        if (shape.size() == 2) {
            shape.add(0, 1);
        }
        return shape;
    }

    private static Volume volume(ByteSource in, NumberType type, List<Integer> shape, boolean fortran)
            throws IOException {
        int depth = shape.get(0);
        int height = shape.get(1);
        int width = shape.get(2);
        float[] values = in.floats(type, Volume.count(depth, height, width), 1, 0);
        if (fortran) {
            values = transposed(values, depth, height, width);
        }
        return new Volume(depth, height, width, Spacing.UNIT, "", values);
    }

    /** From the order in which z runs fastest to that in which x does. */
    private static float[] transposed(float[] values, int depth, int height, int width) {
        float[] result = new float[values.length];
        int at = 0;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                for (int z = 0; z < depth; z++) {
                    result[(z * height + y) * width + x] = values[at++];
                }
            }
        }
        return result;
    }

    static void write(Path file, Volume volume) {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + volume.depth() + ", " + volume.height()
                + ", " + volume.width() + "), }";
        int before = MAGIC.length + 4;
        int length = (before + header.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - before;
        String padded = header + " ".repeat(length - header.length() - 1) + "\n";
        AtomicFiles.write(file, out -> {
            out.write(ByteBuffer.allocate(before)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(MAGIC)
                    .put((byte) 1)
                    .put((byte) 0)
                    .putShort((short) length)
                    .array());
            out.write(padded.getBytes(StandardCharsets.US_ASCII));
            FloatBytes.write(volume.values(), out);
        });
    }
}
