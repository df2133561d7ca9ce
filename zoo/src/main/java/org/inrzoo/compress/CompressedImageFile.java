package org.inrzoo.compress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.engine.EngineException;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.network.Network;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;

/**
 * A compressed picture's file, {@code .inr}. Numbers of several bytes are big-endian; a varint has seven bits a byte, low ones first.
 *
 * <pre>
 *   'I' 'N' 'R' 1
 *   width, height: varint      channels, bits: 1 byte each
 *   length and text of the model's name, of its settings
 *   for each tensor: distribution (1 byte; 255: as the seed draws it, 254: zeros) and, where it has one, upper half of the step (2 bytes)
 *   range-coded values of all tensors
 *   CRC-32 of the decoded picture (4 bytes), CRC-32 of all before (4 bytes)
 * </pre>
 */
final class CompressedImageFile {

    /** Largest file that is read, bytes. */
    private static final int MOST_BYTES = 1 << 26;

    private static final byte[] MAGIC = {'I', 'N', 'R', 1};
    private static final int SUMS = 8;
    private static final int DRAWN = 255;
    private static final int ZEROS = 254;

    private CompressedImageFile() {}

    /**
     * What a file holds.
     *
     * @param picture checksum of the picture that it was when it was encoded
     */
    record Content(CompressedImage image, int picture) {}

    static byte[] bytes(CompressedImage image, int picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        varint(image.model().width(), out);
        varint(image.model().height(), out);
        out.write(image.model().channels());
        out.write(image.network().bits());
        text(image.variant().name(), out);
        text(image.settings(), out);
        RangeEncoder values = new RangeEncoder();
        for (Optional<TensorCode> tensor : image.network().tensors()) {
            if (tensor.isEmpty() || tensor.get().step() == 0) {
                out.write(tensor.isEmpty() ? DRAWN : ZEROS);
                continue;
            }
            int distribution = tensor.get().distribution();
            out.write(distribution);
            int step = Float.floatToRawIntBits(tensor.get().step()) >>> 16;
            out.write(step >>> 8);
            out.write(step);
            tensor.get().write(distribution, values);
        }
        out.writeBytes(values.finish());
        word(picture, out);
        word(sum(out.toByteArray(), out.size()), out);
        return out.toByteArray();
    }

    private static void varint(int value, ByteArrayOutputStream out) {
        int rest = value;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static void text(String text, ByteArrayOutputStream out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length, out);
        out.writeBytes(bytes);
    }

    private static void word(int value, ByteArrayOutputStream out) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    /** The checksum of the first {@code length} bytes. */
    static int sum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    static Content read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new MalformedFileException(name, "it is larger than a compressed picture can be");
            }
            return read(Files.readAllBytes(file), name);
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    /**
     * What the bytes of a file hold.
     *
     * @param name the file's, for messages
     * @throws MalformedFileException when they are no whole file
     */
    static Content read(byte[] bytes, String name) {
        try {
            return new Reader(bytes).content();
        } catch (Refusal | OptionException | EngineException | IllegalArgumentException | ArithmeticException e) {
            throw new MalformedFileException(name, e.getMessage());
        }
    }

    /** Why bytes are no file. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String why) {
            super(why);
        }
    }

    /** Reads bytes from the front; what lies behind {@code end} are the checksums. */
    private static final class Reader {

        private final byte[] bytes;
        private final int end;
        private int next;

        Reader(byte[] bytes) {
            this.bytes = bytes;
            end = bytes.length - SUMS;
        }

        Content content() {
            for (int i = 0; i < MAGIC.length; i++) {
                if (bytes.length <= MAGIC.length + SUMS || bytes[i] != MAGIC[i]) {
                    throw new Refusal("it is no picture that 'inrzoo compress' made");
                }
            }
            if (word(end + SUMS / 2) != sum(bytes, end + SUMS / 2)) {
                throw new Refusal("its checksum is wrong: it is damaged or not whole");
            }
            next = MAGIC.length;
            return new Content(image(), word(end));
        }

        private CompressedImage image() {
            int width = varint();
            int height = varint();
            int channels = octet();
            int bits = octet();
            if (width < 1
                    || height < 1
                    || (long) width * height > PictureNetwork.MOST_PIXELS
                    || (channels != 1 && channels != 3)
                    || bits < TensorCode.LEAST_BITS
                    || bits > TensorCode.MOST_BITS) {
                throw new Refusal("there is no picture of " + width + "x" + height + " pixels, " + channels
                        + " channels and " + bits + " bits a weight");
            }
            PictureNetwork model = PictureNetwork.parse(text(), text(), width, height, channels);
            return new CompressedImage(model, network(model.drawn(), bits));
        }

        private QuantizedNetwork network(Network drawn, int bits) {
            List<ParameterLayout.Slot> slots = drawn.architecture().parameters().slots();
            int[] distributions = new int[slots.size()];
            float[] steps = new float[slots.size()];
            for (int i = 0; i < distributions.length; i++) {
                distributions[i] = octet();
                if (distributions[i] < WeightDistribution.COUNT) {
                    steps[i] = Float.intBitsToFloat((octet() << 8 | octet()) << 16);
                    if (!(steps[i] > 0) || Float.isInfinite(steps[i])) {
                        throw new Refusal("a tensor's step is " + steps[i]);
                    }
                } else if (distributions[i] != DRAWN && distributions[i] != ZEROS) {
                    throw new Refusal("there is no distribution " + distributions[i]);
                }
            }
            RangeDecoder values = new RangeDecoder(Arrays.copyOf(bytes, end), next);
            List<Optional<TensorCode>> tensors = new ArrayList<>();
            for (int i = 0; i < distributions.length; i++) {
                ParameterLayout.Slot slot = slots.get(i);
                int own = QuantizedNetwork.bits(slot, bits);
                if (distributions[i] == DRAWN) {
                    tensors.add(Optional.empty());
                } else if (distributions[i] == ZEROS) {
                    tensors.add(Optional.of(new TensorCode(own, 0, new int[slot.length()])));
                } else {
                    tensors.add(Optional.of(TensorCode.read(own, steps[i], slot.length(), distributions[i], values)));
                }
            }
            return new QuantizedNetwork(drawn.architecture(), bits, tensors);
        }

        private int octet() {
            if (next >= end) {
                throw new Refusal("it ends too early");
            }
            return bytes[next++] & 0xFF;
        }

        private int varint() {
            int value = 0;
            for (int shift = 0; shift < 28; shift += 7) {
                int octet = octet();
                value |= (octet & 0x7F) << shift;
                if (octet < 0x80) {
                    return value;
                }
            }
            throw new Refusal("a number is too large");
        }

        private String text() {
            int length = varint();
            if (length > end - next) {
                throw new Refusal("it ends too early");
            }
            next += length;
            return new String(bytes, next - length, length, StandardCharsets.UTF_8);
        }

        private int word(int at) {
            return (bytes[at] & 0xFF) << 24
                    | (bytes[at + 1] & 0xFF) << 16
                    | (bytes[at + 2] & 0xFF) << 8
                    | (bytes[at + 3] & 0xFF);
        }
    }
}
