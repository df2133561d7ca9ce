package org.inrzoo.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inrzoo.datasets.FileBytes;

/** Puts tensors into the bytes of a safetensors file. */
final class SafetensorsWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int ALIGNMENT = 8;

    /** Larger types first, so that every tensor starts at a multiple of its type's size. */
    private static final Comparator<Tensor> STORED =
            Comparator.comparing((Tensor tensor) -> -tensor.dtype().bytes()).thenComparing(Tensor::name);

    private SafetensorsWriter() {}

    static byte[] write(Safetensors content) {
        List<Tensor> tensors =
                content.tensors().values().stream().sorted(STORED).toList();
        byte[] header = header(tensors, content.metadata());
        ByteBuffer file = ByteBuffer.allocate(fileSize(header, tensors)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        tensors.forEach(tensor -> file.put(tensor.data()));
        return file.array();
    }

    private static int fileSize(byte[] header, List<Tensor> tensors) {
        long size = Long.BYTES
                + (long) header.length
                + tensors.stream().mapToLong(t -> t.data().remaining()).sum();
        if (size > FileBytes.MAX_BYTES || header.length > Safetensors.MAX_HEADER_BYTES) {
            throw new IllegalArgumentException("a safetensors file of " + size + " bytes, " + header.length
                    + " of them header, is too large to be read again");
        }
        return (int) size;
    }

    private static byte[] header(List<Tensor> tensors, Map<String, String> metadata) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(header)) {
            json.writeStartObject();
            writeMetadata(json, metadata);
            long begin = 0;
            for (Tensor tensor : tensors) {
                long end = begin + tensor.data().remaining();
                writeEntry(json, tensor, begin, end);
                begin = end;
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("writing to memory does not fail", e);
        }
        while (header.size() % ALIGNMENT != 0) {
            header.write(' ');
        }
        return header.toByteArray();
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(Tensor.RESERVED_NAME);
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeEntry(JsonGenerator json, Tensor tensor, long begin, long end) throws IOException {
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.dtype().name());
        writeLongs(json, "shape", tensor.shape());
        writeLongs(json, "data_offsets", List.of(begin, end));
        json.writeEndObject();
    }

    private static void writeLongs(JsonGenerator json, String field, List<Long> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (long value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
