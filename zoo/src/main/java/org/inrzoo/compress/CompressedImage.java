package org.inrzoo.compress;

import java.nio.file.Path;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.metric.Psnr;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;

/** A picture as the quantised weights of a network. */
public final class CompressedImage extends Compressed {

    private final PictureNetwork model;

    /** Of a model and the weights of its network. */
    CompressedImage(PictureNetwork model, QuantizedNetwork weights) {
        super(model, weights);
        this.model = model;
    }

    /**
     * A fitted picture, its normalisations folded and its weights quantised.
     *
     * @param bits of a weight, from 2 to 16; those of biases have 4 more, up to 16
     * @throws org.inrzoo.option.OptionException when it is too large, the model is not registered, or the fused engine does not
     *     compute it
     */
    public static CompressedImage of(FittedImage fitted, int bits) {
        TensorCode.requireBits(bits);
        FittedImage finest = fitted.levels() == 1 ? fitted : fitted.level(fitted.levels());
        Network trained = NormFolding.fold(new Network(finest.architecture(), finest.parameters()));
        PictureNetwork model = PictureNetwork.of(finest);
        model.requireSame(trained);
        return new CompressedImage(
                model,
                QuantizedNetwork.nearest(
                        trained, model.drawn(), Precision.of(trained.architecture(), bits, model.longestAxis())));
    }

    @Override
    CompressedImage with(QuantizedNetwork other) {
        return new CompressedImage(model, other);
    }

    /** The picture, clamped to [0,1] and rounded to 8 bits: the same bits wherever and by however many threads. */
    public Image decode() {
        return model.draw(weights().network(model.drawn()));
    }

    /** Standard PSNR of the decoded picture, dB. */
    public double psnr(Image original) {
        return Psnr.standard(decode().values(), original.values());
    }

    /**
     * Reads what {@link #save} wrote of a picture.
     *
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws MalformedFileException as of {@link #read}, and when it holds no picture
     */
    public static CompressedImage load(Path file) {
        if (read(file) instanceof CompressedImage image) {
            return image;
        }
        throw new MalformedFileException(String.valueOf(file.getFileName()), "it holds no picture but another signal");
    }

    /** The picture of a file, see {@link #load}. */
    public static Image decode(Path file) {
        return load(file).decode();
    }
}
