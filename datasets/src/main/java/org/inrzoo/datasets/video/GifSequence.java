package org.inrzoo.datasets.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes pictures with palettes, one after the other, as an animated GIF that repeats for ever. */
public final class GifSequence implements AutoCloseable {

    /** For pictures none of whose palette's entries shows what is beneath. */
    public static final int OPAQUE = -1;

    private static final String FRAME = "javax_imageio_gif_image_1.0";
    private static final int LONGEST = 65_535;

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private final ImageOutputStream stream;
    private boolean first = true;

    /** Begins an animation; the stream is not closed with it. */
    public GifSequence(OutputStream out) throws IOException {
        stream = ImageIO.createImageOutputStream(out);
        writer.setOutput(stream);
        writer.prepareWriteSequence(null);
    }

    /**
     * Lays a picture upon those before.
     *
     * @param picture     with a palette, of the size of all others
     * @param hundredths  how long it is shown, hundredths of a second, from 0 to 65,535
     * @param transparent which entry of its palette shows what is beneath, or {@link #OPAQUE}
     */
    public void add(BufferedImage picture, long hundredths, int transparent) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FRAME);
        // ImageIO's reader takes the rows of an interlaced picture of few rows wrongly.
        node(root, "ImageDescriptor").setAttribute("interlaceFlag", "FALSE");
        IIOMetadataNode control = node(root, "GraphicControlExtension");
        control.setAttribute("delayTime", String.valueOf(Math.min(LONGEST, hundredths)));
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("transparentColorFlag", transparent == OPAQUE ? "FALSE" : "TRUE");
        control.setAttribute("transparentColorIndex", String.valueOf(Math.max(0, transparent)));
        if (first) {
            root.appendChild(repeating());
            first = false;
        }
        metadata.setFromTree(FRAME, root);
        writer.writeToSequence(new IIOImage(picture, null, metadata), null);
    }

    private static IIOMetadataNode node(IIOMetadataNode root, String name) {
        return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
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

    /** Ends the animation. */
    @Override
    public void close() throws IOException {
        try (stream) {
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }
}
