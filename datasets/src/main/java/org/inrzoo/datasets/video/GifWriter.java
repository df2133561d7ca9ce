package org.inrzoo.datasets.video;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes a video as an animated GIF that repeats for ever, all frames in one palette. */
final class GifWriter {

    private static final String FRAME = "javax_imageio_gif_image_1.0";

    private GifWriter() {}

    static void write(Video video, OutputStream out) throws IOException {
        Palette palette = Palette.of(video);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int t = 0; t < video.frames(); t++) {
                BufferedImage frame = indexed(video, t, palette);
                // Times are whole hundredths; each frame ends at the one that is nearest.
                long hundredths = Math.round(100 * (t + 1) / video.rate()) - Math.round(100 * t / video.rate());
                IIOMetadata metadata = metadata(writer, frame, Math.min(65_535, hundredths), t == 0);
                writer.writeToSequence(new IIOImage(frame, null, metadata), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage indexed(Video video, int t, Palette palette) {
        IndexColorModel model = palette.model();
        BufferedImage frame = new BufferedImage(video.width(), video.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
        int at = t * video.height() * video.width() * video.channels();
        for (int y = 0; y < video.height(); y++) {
            for (int x = 0; x < video.width(); x++) {
                frame.getRaster().setSample(x, y, 0, palette.index(video.values(), at, video.channels()));
                at += video.channels();
            }
        }
        return frame;
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage frame, long hundredths, boolean first)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FRAME);
        // ImageIO's reader takes the rows of an interlaced picture of few rows wrongly.
        IIOMetadataNode descriptor =
                (IIOMetadataNode) root.getElementsByTagName("ImageDescriptor").item(0);
        descriptor.setAttribute("interlaceFlag", "FALSE");
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", String.valueOf(hundredths));
        control.setAttribute("disposalMethod", "doNotDispose");
        if (first) {
            root.appendChild(repeating());
        }
        metadata.setFromTree(FRAME, root);
        return metadata;
    }

    /** The extension by which players repeat an animation; its last two bytes, 0, mean for ever. */
    private static IIOMetadataNode repeating() {
        IIOMetadataNode netscape = new IIOMetadataNode("ApplicationExtension");
        netscape.setAttribute("applicationID", "NETSCAPE");
        netscape.setAttribute("authenticationCode", "2.0");
        netscape.setUserObject(new byte[] {1, 0, 0});
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(netscape);
        return extensions;
    }
}
