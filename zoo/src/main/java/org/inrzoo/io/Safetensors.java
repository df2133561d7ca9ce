package org.inrzoo.io;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.FileBytes;

/**
 * The content of a safetensors file: tensors by name, and texts about them.
 *
 * <p>The format: 8 bytes with the length of the header as a little-endian integer, the header as a JSON object, then
 * the numbers of all tensors without gaps. Equal content gives equal bytes, whatever the order it was put together in:
 * tensors are stored by falling size of their type and then by name, texts by key, and the header is padded with spaces
 * so that the numbers start at a multiple of 8 bytes.
 *
 * @param tensors  every tensor under its own name
 * @param metadata any texts
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

    /** The longest header that is read or written, in bytes; the format allows more, which no network of this zoo needs. */
    public static final int MAX_HEADER_BYTES = 1 << 22;

    /** The most tensors of a file that is read or written. */
    public static final int MAX_TENSORS = 1 << 14;

    /** The longest name of a tensor or key of a text that is read or written, in UTF-16 units. */
    public static final int LONGEST_NAME = 1 << 10;

    /** The longest text that is read or written, in UTF-16 units. */
    public static final int LONGEST_TEXT = 1 << 20;

    /** The most texts of a file that is read or written. */
    public static final int MAX_TEXTS = 1 << 10;

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if a tensor's name is not its key, a text is not valid Unicode, or there are more
     *                                  or longer ones than are read
     */
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        requireAtMost(tensors.size(), MAX_TENSORS, "tensors");
        requireAtMost(metadata.size(), MAX_TEXTS, "texts");
        tensors.forEach((name, tensor) -> {
            requireAtMost(name.length(), LONGEST_NAME, "letters in a tensor's name");
            if (!tensor.name().equals(name)) {
                throw new IllegalArgumentException(
                        "tensor '" + tensor.name() + "' stands under the name '" + name + "'");
            }
        });
        metadata.forEach((key, text) -> {
            requireAtMost(key.length(), LONGEST_NAME, "letters in the key of a text");
            requireAtMost(text.length(), LONGEST_TEXT, "letters in a text");
            Tensor.requireUnicode(key);
            Tensor.requireUnicode(text);
        });
    }

    private static void requireAtMost(int count, int most, String what) {
        if (count > most) {
            throw new IllegalArgumentException(
                    "there are " + count + " " + what + ", and at most " + most + " are allowed");
        }
    }

    /**
     * The content made of these tensors and texts.
     *
     * @throws IllegalArgumentException if two tensors have the same name, or a text is not valid Unicode
     */
    public static Safetensors of(Collection<Tensor> tensors, Map<String, String> metadata) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            if (named.put(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("there are two tensors named '" + tensor.name() + "'");
            }
        }
        return new Safetensors(named, metadata);
    }

    /**
     * The content of a file of less than 2 GiB.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read or is larger
     * @throws MalformedFileException       if it is not a safetensors file, or one with types beyond {@link DType}
     */
    public static Safetensors read(Path file) {
        String name = file.toString();
        SafetensorsReader.requireHeaderAllowed(FileBytes.start(file, Long.BYTES), name);
        return parse(FileBytes.read(file, FileBytes.MAX_BYTES), name);
    }

    /**
     * The content of a file's bytes, which nobody may change afterwards: the tensors are views of them.
     *
     * @param name what to call the file in messages
     * @throws MalformedFileException if it is not a safetensors file, or one with types beyond {@link DType}
     */
    public static Safetensors parse(byte[] file, String name) {
        return SafetensorsReader.read(file, name);
    }

    /** The same with all numbers of single precision as the nearest ones of half precision. */
    public Safetensors halved() {
        return of(tensors.values().stream().map(Tensor::halved).toList(), metadata);
    }

    /**
     * Writes a file, whole or not at all.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     * @throws IllegalArgumentException     if it would have 2 GiB or more
     */
    public void write(Path file) {
        AtomicFiles.write(file, toBytes());
    }

    /**
     * The bytes of a file with this content.
     *
     * @throws IllegalArgumentException if it would have 2 GiB or more
     */
    public byte[] toBytes() {
        return SafetensorsWriter.write(this);
    }
}
