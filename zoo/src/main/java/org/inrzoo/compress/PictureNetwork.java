package org.inrzoo.compress;

import java.io.ByteArrayOutputStream;
import org.inrzoo.FittedImage;
import org.inrzoo.ImageRenderer;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;

/**
 * The network of a picture.
 *
 * <pre>
 *   width, height: varint      channels: 1 byte
 *   the model's name, its settings: text
 * </pre>
 *
 * @param variant the model with all its settings
 * @param width pixels per row
 * @param height rows
 * @param channels 1 for gray, 3 for RGB
 */
record PictureNetwork(Variant variant, int width, int height, int channels) implements DrawnNetwork {

    static final int KIND = 2;

    private static final int LEVELS = 255;

    /** That of a fitted picture, at its finest level of detail. */
    static PictureNetwork of(FittedImage finest) {
        return new PictureNetwork(finest.variant(), finest.width(), finest.height(), finest.channels());
    }

    static PictureNetwork read(ByteReader in) {
        int width = in.varint();
        int height = in.varint();
        int channels = in.octet();
        if (width < 1 || height < 1 || (long) width * height > MOST_SAMPLES || (channels != 1 && channels != 3)) {
            throw new ByteReader.Refusal(
                    "there is no picture of " + width + "x" + height + " pixels and " + channels + " channels");
        }
        return new PictureNetwork(NamedVariant.parse(in.text(), in.text()), width, height, channels);
    }

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public long samples() {
        return (long) width * height;
    }

    @Override
    public int longestAxis() {
        return Math.max(width, height);
    }

    @Override
    public void write(ByteArrayOutputStream out) {
        ByteWriter.varint(width, out);
        ByteWriter.varint(height, out);
        out.write(channels);
        ByteWriter.text(variant.name(), out);
        ByteWriter.text(NamedVariant.settings(variant), out);
    }

    @Override
    public Network drawn() {
        FittedImage shape = new FittedImage(variant, width, height, channels, new float[0]);
        DrawnNetwork.requireSize(shape.architecture().parameters().size());
        float[] first =
                shape.architecture().parameters().initialize(variant.recipe().seed());
        return NormFolding.fold(new Network(shape.architecture(), first));
    }

    /** The picture of trained weights, clamped to [0,1] and rounded to 8 bits: the same bits wherever and by however many threads. */
    Image draw(Network trained) {
        Image drawn =
                new ImageRenderer(variant, trained, width, height, channels, ENGINE).render(width, height, done -> {});
        float[] values = drawn.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(values[i] * LEVELS) / (float) LEVELS;
        }
        return new Image(width, height, channels, values);
    }

    @Override
    public int checksum(Network trained) {
        return checksum(draw(trained));
    }

    /** The checksum of a picture that {@link #draw} drew. */
    static int checksum(Image drawn) {
        byte[] bytes = new byte[drawn.values().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(drawn.values()[i] * LEVELS);
        }
        return ByteWriter.sum(bytes, bytes.length);
    }
}
