package org.inrzoo.notebook;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.video.GifSequence;

/**
 * Pictures of one size as an animation that repeats for ever, in levels of gray. A frame stores what changes: pixels that
 * differ by at most one level from what is shown stay as they are until the last frame.
 *
 * @param frames the pictures, at least one
 * @param millis how long each is shown, milliseconds; the last one ten times as long
 */
public record AnimatedGif(List<BufferedImage> frames, int millis) {

    /** Levels of gray; the palette's last entry is no colour but shows what is beneath. */
    private static final int LEVELS = 63;

    private static final int BITS = 6;
    private static final int LAST = 10;

    /**
     * Checks the frames.
     *
     * @throws IllegalArgumentException when there is none, or they differ in size
     */
    public AnimatedGif {
        frames = List.copyOf(frames);
        if (frames.stream()
                        .map(frame -> List.of(frame.getWidth(), frame.getHeight()))
                        .distinct()
                        .count()
                != 1) {
            throw new IllegalArgumentException("an animation needs at least one picture, and all of one size");
        }
    }

    /** Writes the animation. */
    public void write(Path file) {
        AtomicFiles.write(file, out -> {
            try (GifSequence sequence = new GifSequence(out)) {
                write(sequence);
            }
        });
    }

    private void write(GifSequence sequence) throws IOException {
        int[] shown = new int[frames.get(0).getWidth() * frames.get(0).getHeight()];
        Arrays.fill(shown, LEVELS);
        for (int i = 0; i < frames.size(); i++) {
            boolean last = i == frames.size() - 1;
            BufferedImage changes = changes(shown, frames.get(i), last ? 0 : 1);
            sequence.add(changes, millis * (last ? LAST : 1) / 10, LEVELS);
        }
    }

    /** The pixels whose level is more than {@code tolerance} from what is shown, which is brought up to date. */
    private static BufferedImage changes(int[] shown, BufferedImage frame, int tolerance) {
        BufferedImage changes =
                new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette());
        for (int i = 0; i < shown.length; i++) {
            int x = i % frame.getWidth();
            int y = i / frame.getWidth();
            int level = level(frame.getRGB(x, y));
            boolean changed = shown[i] == LEVELS || Math.abs(level - shown[i]) > tolerance;
            shown[i] = changed ? level : shown[i];
            changes.getRaster().setSample(x, y, 0, changed ? level : LEVELS);
        }
        return changes;
    }

    private static IndexColorModel palette() {
        byte[] ramp = new byte[LEVELS + 1];
        for (int level = 0; level < LEVELS; level++) {
            ramp[level] = (byte) Math.round(255.0 * level / (LEVELS - 1));
        }
        return new IndexColorModel(BITS, LEVELS + 1, ramp, ramp, ramp);
    }

    private static int level(int rgb) {
        int sum = (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
        return Math.round(sum * (LEVELS - 1) / 765f);
    }
}
