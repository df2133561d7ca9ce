package org.inrzoo.compress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.engine.EngineException;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.network.Network;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;

/**
 * A file of a quantised network, {@code .inr}. Numbers of several bytes are big-endian; a varint has seven bits a byte, low ones first.
 *
 * <pre>
 *   'I' 'N' 'R' kind
 *   what the kind says of the network: {@link PictureNetwork}, {@link SignalNetwork}
 *   bits of a weight: 1 byte
 *   for each tensor: distribution (1 byte; 255: as the seed draws it, 254: zeros) and, where it has one, upper half of the step (2 bytes)
 *   range-coded values of all tensors
 *   CRC-32 of what is shown (4 bytes), CRC-32 of all before (4 bytes)
 * </pre>
 */
final class InrFile {

    /** Largest file that is read, bytes. */
    private static final int MOST_BYTES = 1 << 26;

    private static final byte[] MAGIC = {'I', 'N', 'R'};
    private static final int SUMS = 8;
    private static final int DRAWN = 255;
    private static final int ZEROS = 254;

    private static final Map<Integer, Function<ByteReader, DrawnNetwork>> KINDS =
            Map.of(PictureNetwork.KIND, PictureNetwork::read, SignalNetwork.KIND, SignalNetwork::read);

    private InrFile() {}

    /**
     * What a file holds.
     *
     * @param model the network before it was trained
     * @param weights the trained ones
     * @param shown checksum of what they showed when they were encoded
     */
    record Content(DrawnNetwork model, QuantizedNetwork weights, int shown) {

        /** The trained network. */
        Network network() {
            return weights.network(model.drawn());
        }

        /**
         * Refuses weights that show something else than they did, or nothing.
         *
         * @param file its name, for messages
         */
        void requireShown(String file) {
            int now;
            try {
                now = model.checksum(network());
            } catch (EngineException | IllegalArgumentException | ArithmeticException e) {
                throw new MalformedFileException(file, "its network cannot be shown: " + e.getMessage());
            }
            if (now != shown) {
                throw new MalformedFileException(
                        file, "what it shows is not what was encoded: it was made by another version of the zoo");
            }
        }
    }

    static byte[] bytes(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.write(content.model.kind());
        content.model.write(out);
        out.write(content.weights.precision().bits());
        RangeEncoder values = new RangeEncoder();
        for (Optional<TensorCode> tensor : content.weights.tensors()) {
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
        ByteWriter.word(content.shown, out);
        ByteWriter.word(ByteWriter.sum(out.toByteArray(), out.size()), out);
        return out.toByteArray();
    }

    static Content read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new MalformedFileException(name, "it is larger than a compressed file can be");
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
            return content(bytes);
        } catch (MalformedFileException e) {
            throw new MalformedFileException(name, "its description is damaged");
        } catch (ByteReader.Refusal
                | OptionException
                | EngineException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new MalformedFileException(name, e.getMessage());
        }
    }

    private static Content content(byte[] bytes) {
        int end = bytes.length - SUMS;
        for (int i = 0; i < MAGIC.length; i++) {
            if (end <= MAGIC.length || bytes[i] != MAGIC[i]) {
                throw new ByteReader.Refusal("it is nothing that 'inrzoo compress' made");
            }
        }
        if (ByteReader.word(bytes, end + SUMS / 2) != ByteWriter.sum(bytes, end + SUMS / 2)) {
            throw new ByteReader.Refusal("its checksum is wrong: it is damaged or not whole");
        }
        ByteReader in = new ByteReader(bytes, MAGIC.length, end);
        int kind = in.octet();
        if (!KINDS.containsKey(kind)) {
            throw new ByteReader.Refusal(
                    "its kind, " + kind + ", is not known: it was made by another version of the zoo");
        }
        DrawnNetwork model = KINDS.get(kind).apply(in);
        return new Content(model, weights(in, model), ByteReader.word(bytes, end));
    }

    private static QuantizedNetwork weights(ByteReader in, DrawnNetwork model) {
        Network drawn = model.drawn();
        model.requireWork(drawn.architecture());
        int bits = in.octet();
        if (bits < TensorCode.LEAST_BITS || bits > TensorCode.MOST_BITS) {
            throw new ByteReader.Refusal("a weight cannot have " + bits + " bits");
        }
        Precision precision = Precision.of(drawn.architecture(), bits, model.longestAxis());
        List<ParameterLayout.Slot> slots = drawn.architecture().parameters().slots();
        int[] distributions = new int[slots.size()];
        float[] steps = new float[slots.size()];
        for (int i = 0; i < distributions.length; i++) {
            distributions[i] = in.octet();
            if (distributions[i] < WeightDistribution.COUNT) {
                steps[i] = Float.intBitsToFloat((in.octet() << 8 | in.octet()) << 16);
                if (!(steps[i] > 0) || Float.isInfinite(steps[i])) {
                    throw new ByteReader.Refusal("a tensor's step is " + steps[i]);
                }
            } else if (distributions[i] != DRAWN && distributions[i] != ZEROS) {
                throw new ByteReader.Refusal("there is no distribution " + distributions[i]);
            }
        }
        RangeDecoder values = in.values();
        List<Optional<TensorCode>> tensors = new ArrayList<>();
        for (int i = 0; i < distributions.length; i++) {
            ParameterLayout.Slot slot = slots.get(i);
            int own = precision.of(slot);
            if (distributions[i] == DRAWN) {
                tensors.add(Optional.empty());
            } else if (distributions[i] == ZEROS) {
                tensors.add(Optional.of(new TensorCode(own, 0, new int[slot.length()])));
            } else {
                tensors.add(Optional.of(TensorCode.read(own, steps[i], slot.length(), distributions[i], values)));
            }
        }
        return new QuantizedNetwork(drawn.architecture(), precision, tensors);
    }
}
