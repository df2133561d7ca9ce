package org.inrzoo.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.inrzoo.datasets.AtomicFiles;

/**
 * Writes NumPy's format .npz: a zip of arrays in the format .npy, version 1.0, which {@code numpy.load} gives by name.
 *
 * <p>Equal content in the same order gives equal bytes.
 */
public final class Npz {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    /** The numbers begin at a multiple of as many bytes. */
    private static final int ALIGNMENT = 64;

    private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final Charset UTF_32 = Charset.forName("UTF-32LE");

    private Npz() {}

    /**
     * Writes a file, whole or not at all.
     *
     * @param tensors arrays under their names, C order
     * @param texts arrays of no axes that hold one text each
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Collection<Tensor> tensors, Map<String, String> texts) {
        AtomicFiles.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Tensor tensor : tensors) {
                entry(zip, tensor.name(), type(tensor.dtype()), tensor.shape(), tensor.data());
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                byte[] letters = text.getValue().getBytes(UTF_32);
                entry(zip, text.getKey(), "<U" + letters.length / 4, List.of(), ByteBuffer.wrap(letters));
            }
            zip.finish();
        });
    }

    private static String type(DType type) {
        return switch (type) {
            case BOOL -> "|b1";
            case I8 -> "|i1";
            case U8 -> "|u1";
            case I16 -> "<i2";
            case U16 -> "<u2";
            case I32 -> "<i4";
            case U32 -> "<u4";
            case I64 -> "<i8";
            case U64 -> "<u8";
            case F16 -> "<f2";
            case F32 -> "<f4";
            case F64 -> "<f8";
            case BF16, F8_E4M3, F8_E5M2 -> throw new IllegalArgumentException("NumPy has no numbers of type " + type);
        };
    }

    private static void entry(ZipOutputStream zip, String name, String type, List<Long> shape, ByteBuffer data)
            throws IOException {
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(NEVER);
        zip.putNextEntry(entry);
        header(zip, type, shape);
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void header(OutputStream out, String type, List<Long> shape) throws IOException {
        String sizes = shape.stream().map(size -> size + ", ").collect(Collectors.joining("", "(", ")"));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + sizes + ", }";
        int length = MAGIC.length + Short.BYTES + text.length() + 1;
        String padded = text + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT) + "\n";
        out.write(MAGIC);
        out.write(ByteBuffer.allocate(Short.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) padded.length())
                .array());
        out.write(padded.getBytes(StandardCharsets.US_ASCII));
    }
}
