package org.inrzoo.compress;

import java.nio.file.Path;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.family.Variant;

/**
 * A signal as the quantised weights of a network.
 *
 * <p>Decoding goes one way only: by the fused engine, whose values depend neither on the number of threads nor on how many numbers the
 * processor's vectors hold, rounded. The file has a checksum of what is shown, and decoding compares it.
 */
public abstract sealed class Compressed permits CompressedImage, CompressedSignal {

    private final DrawnNetwork model;
    private final QuantizedNetwork weights;

    Compressed(DrawnNetwork model, QuantizedNetwork weights) {
        this.model = model;
        this.weights = weights;
    }

    /** The same with other weights. */
    abstract Compressed with(QuantizedNetwork other);

    /** The weights. */
    final QuantizedNetwork weights() {
        return weights;
    }

    /** The model with all its settings. */
    public final Variant variant() {
        return model.variant();
    }

    /** Bits of a weight; biases have four more, up to 16, and weights of coordinates as many as an axis' samples ask for. */
    public final int bits() {
        return weights.precision().bits();
    }

    /** What of the model's settings is not as registered and matters when it is drawn, as {@code width=20:depth=5}. */
    public final String settings() {
        return NamedVariant.settings(model.variant());
    }

    /** The file's bytes. */
    public final byte[] toBytes() {
        int shown = model.checksum(weights.network(model.drawn()));
        return InrFile.bytes(new InrFile.Content(model, weights, shown));
    }

    /** Writes the file, whole or not at all. */
    public final void save(Path file) {
        AtomicFiles.write(file, toBytes());
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws org.inrzoo.io.MalformedFileException when it is damaged, too large, of a model that is not registered, or shows
     *     something else than it did
     */
    public static Compressed read(Path file) {
        InrFile.Content content = InrFile.read(file);
        content.requireShown(String.valueOf(file.getFileName()));
        return content.model() instanceof PictureNetwork picture
                ? new CompressedImage(picture, content.weights())
                : new CompressedSignal((SignalNetwork) content.model(), content.weights());
    }

    /** What it is, in one line. */
    @Override
    public final String toString() {
        return model.variant() + ": " + model.samples() + " samples, " + bits() + " bits a weight";
    }
}
