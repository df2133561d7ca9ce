package org.inrzoo.compress;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.metric.Psnr;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.OptionException;

/**
 * A picture as the quantised weights of a network.
 *
 * <p>Decoding goes one way only: by the fused engine, whose values depend neither on the number of threads nor on how many numbers the
 * processor's vectors hold, rounded to 8 bits. The file has a checksum of that picture, and decoding compares it.
 */
public final class CompressedImage {

    private final PictureNetwork model;
    private final QuantizedNetwork network;

    /** Of a model and the weights of its network. */
    CompressedImage(PictureNetwork model, QuantizedNetwork network) {
        this.model = model;
        this.network = network;
    }

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
        Network trained = NormFolding.fold(new Network(finest.architecture(), finest.parameters()));
        PictureNetwork model = PictureNetwork.of(finest);
        model.requireSame(trained);
        return new CompressedImage(model, QuantizedNetwork.nearest(trained, model.drawn(), bits));
    }

    /** The same picture with other weights. */
    CompressedImage with(QuantizedNetwork other) {
        return new CompressedImage(model, other);
    }

    /** The model and the picture's size. */
    PictureNetwork model() {
        return model;
    }

    /** The weights. */
    QuantizedNetwork network() {
        return network;
    }

    /** The model with all its settings. */
    public Variant variant() {
        return model.variant();
    }

    /** Bits of a weight; biases have four more, up to 16. */
    public int bits() {
        return network.bits();
    }

    /** What of the model's settings is not as registered and matters when it is drawn, as {@code width=20:depth=5}. */
    public String settings() {
        return model.settings();
    }

    /** The picture, clamped to [0,1] and rounded to 8 bits: the same bits wherever and by however many threads. */
    public Image decode() {
        return model.draw(network.network(model.drawn()));
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
        return model.variant() + ": " + model.width() + "x" + model.height() + ", " + network.bits() + " bits a weight";
    }
}
