package org.inrzoo.datasets.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a video as an animated GIF, all frames in one palette. */
final class GifWriter {

    private GifWriter() {}

    static void write(Video video, OutputStream out) throws IOException {
        Palette palette = Palette.of(video);
        try (GifSequence sequence = new GifSequence(out)) {
            for (int t = 0; t < video.frames(); t++) {
                // Times are whole hundredths; each frame ends at the one that is nearest.
                long hundredths = Math.round(100 * (t + 1) / video.rate()) - Math.round(100 * t / video.rate());
                sequence.add(indexed(video, t, palette), hundredths, GifSequence.OPAQUE);
            }
        }
    }

    private static BufferedImage indexed(Video video, int t, Palette palette) {
        BufferedImage frame =
                new BufferedImage(video.width(), video.height(), BufferedImage.TYPE_BYTE_INDEXED, palette.model());
        int at = t * video.height() * video.width() * video.channels();
        for (int y = 0; y < video.height(); y++) {
            for (int x = 0; x < video.width(); x++) {
                frame.getRaster().setSample(x, y, 0, palette.index(video.values(), at, video.channels()));
                at += video.channels();
            }
        }
        return frame;
    }
}
