package org.inrzoo.datasets.video;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Resize;
import org.inrzoo.datasets.file.Room;
import org.inrzoo.datasets.video.VideoFiles.Loaded;
import org.w3c.dom.Node;

/** The frames of an animated GIF as they are seen: each picture laid upon what the ones before it left, on white. */
final class GifReader {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    /** What browsers take for a time of 0 or 1 hundredths. */
    private static final int UNLESS_SAID = 10;

    private record Placed(int left, int top, String disposal, int hundredths) {}

    private final List<Image> frames = new ArrayList<>();
    private final List<Integer> hundredths = new ArrayList<>();
    private int elapsed;

    private GifReader() {}

    static Loaded read(byte[] file, Clip clip) throws IOException {
        int pictures = GifBlocks.pictures(file);
        if (pictures == 0) {
            throw new IllegalArgumentException("it has no picture in it");
        }
        int width = (file[6] & 0xFF) | (file[7] & 0xFF) << 8;
        int height = (file[8] & 0xFF) | (file[9] & 0xFF) << 8;
        if (width == 0 || height == 0) {
            throw new IllegalArgumentException("its size is " + width + "x" + height);
        }
        Room.require(8L * width * height, "the frames of " + width + "x" + height);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            try {
                reader.setInput(in, false, false);
                GifReader gif = new GifReader();
                gif.show(reader, pictures, width, height, clip);
                return gif.loaded(clip);
            } finally {
                reader.dispose();
            }
        }
    }

    private void show(ImageReader reader, int pictures, int width, int height, Clip clip) throws IOException {
        BufferedImage screen = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < pictures; i++) {
            Placed placed = placed(reader.getImageMetadata(i).getAsTree(FORMAT));
            BufferedImage before = placed.disposal().equals("restoreToPrevious") ? copy(screen) : null;
            BufferedImage picture = reader.read(i);
            Graphics2D graphics = screen.createGraphics();
            graphics.drawImage(picture, placed.left(), placed.top(), null);
            keep(screen, placed.hundredths(), pictures, clip);
            if (before != null) {
                screen = before;
            } else if (placed.disposal().equals("restoreToBackgroundColor")) {
                graphics.setComposite(AlphaComposite.Clear);
                graphics.fillRect(placed.left(), placed.top(), picture.getWidth(), picture.getHeight());
            }
            graphics.dispose();
        }
    }

    private void keep(BufferedImage screen, int shown, int pictures, Clip clip) {
        if (clip.has(elapsed / 100.0)) {
            Image frame = Image.of(screen);
            Image sized = clip.side() == 0 ? frame : frame.resizeLonger(clip.side(), Resize.AREA);
            if (frames.isEmpty()) {
                Room.require(2L * Float.BYTES * sized.values().length * pictures, "the " + pictures + " frames");
            }
            frames.add(sized);
            hundredths.add(shown);
        }
        elapsed += shown;
    }

    private static BufferedImage copy(BufferedImage picture) {
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        picture.copyData(copy.getRaster());
        return copy;
    }

    private static Placed placed(Node root) {
        int left = 0;
        int top = 0;
        String disposal = "none";
        int shown = 0;
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals("ImageDescriptor")) {
                left = number(node, "imageLeftPosition");
                top = number(node, "imageTopPosition");
            } else if (node.getNodeName().equals("GraphicControlExtension")) {
                disposal = node.getAttributes().getNamedItem("disposalMethod").getNodeValue();
                shown = number(node, "delayTime");
            }
        }
        return new Placed(left, top, disposal, shown < 2 ? UNLESS_SAID : shown);
    }

    private static int number(Node node, String name) {
        return Integer.parseInt(node.getAttributes().getNamedItem(name).getNodeValue());
    }

    private Loaded loaded(Clip clip) {
        FrameFolder.requireSome(frames, elapsed / 100.0, clip);
        List<String> notes = new ArrayList<>();
        // The last may be shown for longer before the animation repeats.
        List<Integer> times = hundredths.size() > 1 ? hundredths.subList(0, hundredths.size() - 1) : hundredths;
        double mean = times.stream().mapToInt(Integer::intValue).average().orElseThrow();
        if (times.stream().anyMatch(time -> time != mean)) {
            notes.add("its pictures are shown for unequal times: taken for their mean");
        }
        boolean gray = frames.stream().allMatch(GifReader::isGray);
        List<Image> kept = gray ? frames.stream().map(GifReader::gray).toList() : frames;
        return new Loaded(Video.of(kept, 100 / mean), notes);
    }

    private static boolean isGray(Image image) {
        for (int i = 0; i < image.values().length; i += image.channels()) {
            for (int c = 1; c < image.channels(); c++) {
                if (image.values()[i + c] != image.values()[i]) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Image gray(Image image) {
        float[] values = new float[image.width() * image.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.values()[i * image.channels()];
        }
        return new Image(image.width(), image.height(), 1, values);
    }
}
