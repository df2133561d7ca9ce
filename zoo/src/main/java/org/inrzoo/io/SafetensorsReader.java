package org.inrzoo.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.inrzoo.option.Quoted;

/**
 * Reads the bytes of a safetensors file, trusting none of them.
 *
 * <p>Every refusal inside is an {@link IllegalArgumentException} or one of Jackson's, and leaves as a
 * {@link MalformedFileException}.
 */
final class SafetensorsReader {

    /** Header, entry, list of sizes. */
    private static final int DEEPEST_NESTING = 3;

    /** More axes than any array has. */
    private static final int MAX_AXES = 64;

    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

    private static final ObjectMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_NESTING)
                    .maxNameLength(Safetensors.LONGEST_NAME)
                    .maxStringLength(Safetensors.LONGEST_TEXT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Jackson's cache of field names serves repeated ones, and gives up on those made to collide.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build());

    /** A tensor as the header describes it, its bytes counted from the start of the data. */
    private record Entry(String name, DType dtype, List<Long> shape, long begin, long end) {}

    private final ByteBuffer data;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafetensorsReader(ByteBuffer data) {
        this.data = data;
    }

    /** Refuses a file by the length of its header, its first 8 bytes, before the rest is read. */
    static void requireHeaderAllowed(byte[] start, String name) {
        try {
            headerLength(ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(name, e.getMessage());
        }
    }

    static Safetensors read(byte[] file, String name) {
        try {
            ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            String header = header(in);
            SafetensorsReader reader = new SafetensorsReader(in.slice());
            reader.readHeader(header);
            reader.requireAllDataTakenOnce();
            return Safetensors.of(reader.entries.stream().map(reader::tensor).toList(), reader.metadata);
        } catch (StreamConstraintsException e) {
            throw new MalformedFileException(
                    name,
                    "its header goes beyond what is read: "
                            + e.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(name, "its header is not valid JSON: " + e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(name, "its header is not valid UTF-8");
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(name, e.getMessage());
        } catch (IOException e) {
            throw new AssertionError("reading from memory does not fail otherwise", e);
        }
    }

    /** The text of the header; leaves the buffer at the start of the data. */
    private static String header(ByteBuffer in) throws CharacterCodingException {
        int length = headerLength(in);
        require(
                length <= in.remaining(),
                () -> "its header would have " + length + " bytes, but only " + in.remaining()
                        + " follow; the file may be cut off");
        ByteBuffer bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        require(length > 0 && bytes.get(0) == '{', () -> "its header does not start with '{'");
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    private static int headerLength(ByteBuffer in) {
        require(in.remaining() >= Long.BYTES, () -> "it has only " + in.remaining() + " bytes");
        long length = in.getLong();
        require(
                length >= 0 && length <= Safetensors.MAX_HEADER_BYTES,
                () -> "its header would have " + Long.toUnsignedString(length) + " bytes, and at most "
                        + Safetensors.MAX_HEADER_BYTES + " are allowed");
        return (int) length;
    }

    private void readHeader(String header) throws IOException {
        try (JsonParser json = JSON.createParser(header)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                JsonNode value = json.readValueAsTree();
                require(value.isObject(), () -> "entry " + Quoted.of(name) + " of its header is not an object");
                if (name.equals(Tensor.RESERVED_NAME)) {
                    readMetadata(value);
                } else {
                    entries.add(entry(name, value));
                    require(
                            entries.size() <= Safetensors.MAX_TENSORS,
                            () -> "it has more than " + Safetensors.MAX_TENSORS + " tensors");
                }
            }
            require(json.nextToken() == null, () -> "something follows the JSON object in its header");
        }
    }

    private void readMetadata(JsonNode texts) {
        require(
                texts.size() <= Safetensors.MAX_TEXTS,
                () -> "it has " + texts.size() + " texts, and at most " + Safetensors.MAX_TEXTS + " are allowed");
        for (Map.Entry<String, JsonNode> text : texts.properties()) {
            require(text.getValue().isTextual(), () -> "metadata " + Quoted.of(text.getKey()) + " is not a text");
            metadata.put(text.getKey(), text.getValue().textValue());
        }
    }

    private static Entry entry(String name, JsonNode fields) {
        for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
            String field = names.next();
            require(FIELDS.contains(field), () -> tensor(name) + " has an unknown field " + Quoted.of(field));
        }
        List<Long> offsets = longs(name, fields, "data_offsets");
        require(offsets.size() == 2, () -> tensor(name) + " has " + offsets.size() + " data_offsets, not 2");
        return new Entry(
                name, dtype(name, fields.path("dtype")), longs(name, fields, "shape"), offsets.get(0), offsets.get(1));
    }

    private static DType dtype(String name, JsonNode dtype) {
        for (DType known : DType.values()) {
            if (dtype.isTextual() && dtype.textValue().equals(known.name())) {
                return known;
            }
        }
        throw new IllegalArgumentException(tensor(name) + " has the dtype " + Quoted.shortened(dtype.toString())
                + "; known are " + List.of(DType.values()));
    }

    private static List<Long> longs(String name, JsonNode fields, String field) {
        JsonNode array = fields.path(field);
        require(array.isArray(), () -> tensor(name) + " has no list named " + field);
        require(array.size() <= MAX_AXES, () -> tensor(name) + " has " + array.size() + " numbers in its " + field);
        List<Long> values = new ArrayList<>();
        for (JsonNode value : array) {
            require(
                    value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0,
                    () -> tensor(name) + " has " + Quoted.shortened(value.toString()) + " in its " + field
                            + ", which is no possible size");
            values.add(value.longValue());
        }
        return values;
    }

    private void requireAllDataTakenOnce() {
        entries.sort(Comparator.comparing(Entry::begin).thenComparing(Entry::end));
        long taken = 0;
        for (Entry entry : entries) {
            require(
                    entry.begin <= entry.end && entry.end <= data.capacity(),
                    () -> tensor(entry.name)
                            + " goes from byte " + entry.begin + " to " + entry.end + " of " + data.capacity()
                            + "; the file may be cut off");
            require(entry.begin >= taken, () -> tensor(entry.name) + " overlaps another one");
            require(entry.begin == taken, () -> "there is a hole in the data before " + tensor(entry.name));
            taken = entry.end;
        }
        long left = data.capacity() - taken;
        require(left == 0, () -> "the last " + left + " bytes of its data belong to no tensor");
    }

    private Tensor tensor(Entry entry) {
        ByteBuffer bytes = data.slice((int) entry.begin, (int) (entry.end - entry.begin));
        return new Tensor(entry.name, entry.dtype, entry.shape, bytes);
    }

    private static String tensor(String name) {
        return "tensor " + Quoted.of(name);
    }

    /** The reason is put together only when needed: names can be long, and files can have many parts. */
    private static void require(boolean condition, Supplier<String> otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise.get());
        }
    }
}
