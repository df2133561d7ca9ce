package org.inrzoo.compress;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.ImageOutputStream;
import org.inrzoo.datasets.Image;
import org.inrzoo.metric.Psnr;

/** A picture as JPEG at several qualities, written by the JDK with Huffman tables of the picture's own. */
final class JpegCurve {

    static final String NAME = "jpeg";

    private static final double[] QUALITIES = {0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95
    };

    private JpegCurve() {}

    /** A point for each quality, the smallest file first. */
    static List<RatePoint> of(Image image) {
        List<RatePoint> points = new ArrayList<>();
        for (double quality : QUALITIES) {
            byte[] bytes = encode(image, (float) quality);
            double psnr = Psnr.standard(decode(bytes, image.channels()).values(), image.values());
            double bpp = 8.0 * bytes.length / image.width() / image.height();
            points.add(new RatePoint(
                    NAME, String.format(Locale.ROOT, "quality %.2f", quality), 0, bytes.length, bpp, psnr));
        }
        return points;
    }

    private static byte[] encode(Image image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(NAME).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            if (param instanceof JPEGImageWriteParam own) {
                own.setOptimizeHuffmanTables(true);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image.toBufferedImage(8), null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static Image decode(byte[] bytes, int channels) {
        try {
            Image decoded = Image.of(ImageIO.read(new ByteArrayInputStream(bytes)));
            if (decoded.channels() != channels) {
                throw new IllegalStateException(
                        "a JPEG of " + channels + " channels was read as " + decoded.channels());
            }
            return decoded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
