package org.inrzoo.compress;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.inrzoo.FittedImage;
import org.inrzoo.ImageRenderer;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.metric.Psnr;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;

/**
 * A picture as the quantised weights of a network.
 *
 * <p>Decoding goes one way only: by the fused engine, whose values depend neither on the number of threads nor on how many numbers the
 * processor's vectors hold, rounded to 8 bits. The file has a checksum of that picture, and decoding compares it.
 *
 * @param variant the model with all its settings
 * @param width pixels per row
 * @param height rows
 * @param channels 1 for gray, 3 for RGB
 * @param network the weights
 */
public record CompressedImage(Variant variant, int width, int height, int channels, QuantizedNetwork network) {

    /** The engine that decodes. */
    private static final String ENGINE = "fused";

    /** Most pixels of a picture. */
    static final int MOST_PIXELS = 1 << 26;

    /** Most weights of a network. */
    static final int MOST_WEIGHTS = 1 << 24;

    /**
     * A fitted picture, its normalisations folded and its weights quantised.
     *
     * @param bits of a weight, from 2 to 16; those of biases have 4 more, up to 16
     * @throws OptionException when it is too large, the model is not registered, or the fused engine does not compute it
     */
    public static CompressedImage of(FittedImage fitted, int bits) {
        if (bits < TensorCode.LEAST_BITS || bits > TensorCode.MOST_BITS) {
            throw new OptionException(
                    "weights have " + TensorCode.LEAST_BITS + " to " + TensorCode.MOST_BITS + " bits, not " + bits);
        }
        FittedImage finest = fitted.levels() == 1 ? fitted : fitted.level(fitted.levels());
        Network network = NormFolding.fold(new Network(finest.architecture(), finest.parameters()));
        CompressedImage shape =
                new CompressedImage(finest.variant(), finest.width(), finest.height(), finest.channels(), null);
        shape.requireDecodable(network);
        return shape.with(QuantizedNetwork.nearest(network, shape.drawn(), bits));
    }

    /** The same picture with other weights. */
    CompressedImage with(QuantizedNetwork other) {
        return new CompressedImage(variant, width, height, channels, other);
    }

    private void requireDecodable(Network folded) {
        if ((long) width * height > MOST_PIXELS
                || folded.architecture().parameters().size() > MOST_WEIGHTS) {
            throw new OptionException("a compressed picture has at most " + MOST_PIXELS + " pixels and " + MOST_WEIGHTS
                    + " weights; take a smaller --size or network");
        }
        CompressedImage again = parse(variant.name(), settings(), width, height, channels);
        if (!again.drawn().architecture().equals(folded.architecture())) {
            throw new OptionException(variant.name()
                    + " cannot be compressed: its network is not the one that the zoo makes of its name and settings");
        }
        try {
            Engines.create(ENGINE, folded.architecture(), 1).close();
        } catch (EngineException e) {
            throw new OptionException(variant.name() + " cannot be compressed: " + e.getMessage());
        }
    }

    /** The folded network as the seed draws it. */
    Network drawn() {
        FittedImage shape = new FittedImage(variant, width, height, channels, new float[0]);
        if (shape.architecture().parameters().size() > MOST_WEIGHTS) {
            throw new OptionException("its network has more than " + MOST_WEIGHTS + " weights");
        }
        float[] first =
                shape.architecture().parameters().initialize(variant.recipe().seed());
        return NormFolding.fold(new Network(shape.architecture(), first));
    }

    /** Bits of a weight; biases have four more, up to 16. */
    public int bits() {
        return network.bits();
    }

    /** What of the model's settings is not as registered and matters when it is drawn, as {@code width=20:depth=5}. */
    public String settings() {
        Variant registered = Registry.get(variant.name());
        Map<String, Object> usual = registered.settings();
        Stream<String> network = Options.values(variant.hyperparameters()).keySet().stream();
        return Stream.concat(network, Stream.of("grid", "targets", "seed"))
                .filter(key -> !variant.settings().get(key).equals(usual.get(key)))
                .map(key -> key + "=" + word(variant.settings().get(key)))
                .collect(Collectors.joining(":"));
    }

    private static String word(Object value) {
        return value instanceof Enum<?> constant ? Options.word(constant) : String.valueOf(value);
    }

    /**
     * A picture without weights yet.
     *
     * @param settings what {@link #settings} wrote
     * @throws OptionException when there is no such model or setting
     */
    static CompressedImage parse(String model, String settings, int width, int height, int channels) {
        Variant variant = Registry.get(model);
        for (String setting : settings.isEmpty() ? new String[0] : settings.split(":", -1)) {
            String[] pair = setting.split("=", 2);
            if (pair.length != 2) {
                throw new OptionException("'" + setting + "' is no setting");
            }
            variant = variant.with(pair[0], pair[1]);
        }
        return new CompressedImage(variant, width, height, channels, null);
    }

    /** The picture, clamped to [0,1] and rounded to 8 bits: the same bits wherever and by however many threads. */
    public Image decode() {
        Image drawn = new ImageRenderer(variant, network.network(drawn()), width, height, channels, ENGINE)
                .render(width, height, done -> {});
        float[] values = drawn.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(values[i] * 255) / 255f;
        }
        return new Image(width, height, channels, values);
    }

    /** Standard PSNR of the decoded picture, dB. */
    public double psnr(Image original) {
        return Psnr.standard(decode().values(), original.values());
    }

    /** A checksum of a decoded picture's values. */
    static int checksum(Image decoded) {
        ByteBuffer bytes = ByteBuffer.allocate(decoded.values().length);
        for (float value : decoded.values()) {
            bytes.put((byte) Math.round(value * 255));
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.flip());
        return (int) crc.getValue();
    }

    /** The file's bytes. */
    public byte[] toBytes() {
        return CompressedImageFile.bytes(this, checksum(decode()));
    }

    /** Writes the file, whole or not at all. */
    public void save(Path file) {
        AtomicFiles.write(file, toBytes());
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws MalformedFileException when it is damaged, too large, or of a model that is not registered
     */
    public static CompressedImage load(Path file) {
        return CompressedImageFile.read(file).image();
    }

    /**
     * The picture of a file.
     *
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws MalformedFileException as {@link #load}, and when the picture is not the one that was encoded
     */
    public static Image decode(Path file) {
        CompressedImageFile.Content content = CompressedImageFile.read(file);
        Image decoded = content.image().decode();
        if (checksum(decoded) != content.picture()) {
            throw new MalformedFileException(
                    file.getFileName().toString(),
                    "its picture is not the one that was encoded: it was made by another version of the zoo");
        }
        return decoded;
    }

    /** What it is, in one line. */
    @Override
    public String toString() {
        return variant + ": " + width + "x" + height + ", " + network.bits() + " bits a weight";
    }
}
