package org.inrzoo.compress;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Field;
import org.inrzoo.field.FieldHeader;
import org.inrzoo.field.Quantity;
import org.inrzoo.io.Json;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.point.GridConvention;
import org.inrzoo.signal.SignalKinds;

/**
 * The network of a sound, a video or a volume.
 *
 * <pre>
 *   length: varint      what is known of it as JSON, deflated
 * </pre>
 *
 * @param header what it represents, and by which model
 */
record SignalNetwork(FieldHeader header) implements DrawnNetwork {

    static final int KIND = 3;

    /** Largest description that is read, bytes. */
    private static final int MOST_TEXT = 1 << 14;

    private static final int MOST_CHANNELS = 1 << 10;
    private static final int STRIP = 1 << 18;

    /** Values between two whole numbers of the checksum. */
    private static final int FINENESS = 1 << 15;

    /** The description. */
    private record Described(
            String model,
            String settings,
            String signal,
            List<Axis> axes,
            GridConvention grid,
            int channels,
            Quantity quantity,
            int frozenAt) {

        Described {
            if (model == null
                    || settings == null
                    || signal == null
                    || axes == null
                    || grid == null
                    || quantity == null) {
                throw new IllegalArgumentException("its description is not whole");
            }
        }
    }

    static SignalNetwork of(Field field) {
        return new SignalNetwork(field.header().with(List.of()));
    }

    static SignalNetwork read(ByteReader in) {
        Described described = Json.read(inflated(in.bytes(in.varint())), Described.class, "its description");
        Domain domain = new Domain(described.axes, described.grid);
        double samples = described.axes.stream().mapToDouble(Axis::samples).reduce(1, (a, b) -> a * b);
        if (samples > MOST_SAMPLES
                || described.channels < 1
                || described.channels > MOST_CHANNELS
                || samples * described.channels > MOST_VALUES
                || described.frozenAt < 1) {
            throw new ByteReader.Refusal(
                    "there is no signal of " + (long) samples + " samples and " + described.channels + " channels");
        }
        SignalKinds.named(described.signal);
        return new SignalNetwork(new FieldHeader(
                NamedVariant.parse(described.model, described.settings),
                described.signal,
                domain,
                described.channels,
                described.quantity,
                described.frozenAt,
                List.of()));
    }

    private static String inflated(byte[] bytes) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            byte[] text = new byte[MOST_TEXT];
            int length = inflater.inflate(text);
            if (!inflater.finished()) {
                throw new ByteReader.Refusal("its description is not whole, or too long");
            }
            return new String(text, 0, length, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new ByteReader.Refusal("its description is damaged");
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            deflater.setInput(bytes);
            deflater.finish();
            byte[] room = new byte[bytes.length + 64];
            int length = deflater.deflate(room);
            return Arrays.copyOf(room, length);
        } finally {
            deflater.end();
        }
    }

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public Variant variant() {
        return header.variant();
    }

    @Override
    public long samples() {
        return header.domain().sizes().stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
    }

    @Override
    public int longestAxis() {
        return Collections.max(header.domain().sizes());
    }

    @Override
    public void write(ByteArrayOutputStream out) {
        byte[] text = deflated(Json.line(new Described(
                variant().name(),
                NamedVariant.settings(variant()),
                header.signal(),
                header.domain().axes(),
                header.domain().convention(),
                header.channels(),
                header.quantity(),
                header.frozenAt())));
        ByteWriter.varint(text.length, out);
        out.writeBytes(text);
    }

    @Override
    public Network drawn() {
        return NormFolding.fold(Field.drawn(header, MOST_WEIGHTS).network());
    }

    /** The signal as a function, of trained weights. */
    Field field(Network trained) {
        return Field.of(header, trained);
    }

    /** The values at the samples, [samples, channels], in the signal's unit: the same bits wherever and by however many threads. */
    float[] values(Network trained) {
        float[] values = new float[Math.toIntExact(Math.multiplyExact(samples(), header.channels()))];
        int all = (int) samples();
        int strip = trained.architecture().reach() > 0 ? all : STRIP;
        int threads = Math.min(Engines.MAX_THREADS, Runtime.getRuntime().availableProcessors());
        try (Engine engine = Engines.create(ENGINE, trained.architecture(), threads)) {
            for (int first = 0; first < all; first += strip) {
                int count = Math.min(strip, all - first);
                float[] part = new float[count * header.channels()];
                engine.forward(
                        trained.parameters(),
                        count == all
                                ? header.domain().grid()
                                : header.domain().grid().slice(first, count),
                        part);
                System.arraycopy(part, 0, values, first * header.channels(), part.length);
            }
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) header.quantity().value(values[i]);
        }
        return values;
    }

    @Override
    public int checksum(Network trained) {
        return checksum(values(trained));
    }

    /** The checksum of values as 16-bit numbers, of what lies in [-1,1]. */
    private int checksum(float[] values) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int whole = Math.round(values[i] * FINENESS);
            bytes[2 * i] = (byte) (whole >>> 8);
            bytes[2 * i + 1] = (byte) whole;
        }
        return ByteWriter.sum(bytes, bytes.length);
    }
}
