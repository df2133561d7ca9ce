package org.inrzoo.datasets.label;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.RandomNumbers;

/**
 * Pictures of one size, each of one class.
 *
 * <p>The level of picture {@code i} in channel {@code c} at row {@code y} and column {@code x} is the unsigned byte
 * {@code pixels[((i * channels + c) * height + y) * width + x]}. Neither array is copied: nobody may change them.
 *
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param height rows
 * @param width columns
 * @param classes the classes' names; a label is a place in this list
 * @param pixels levels from 0 to 255, {@code labels.length * channels * height * width} of them
 * @param labels the class of each picture, from 0 to {@code classes.size() - 1}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record LabelledPictures(int channels, int height, int width, List<String> classes, byte[] pixels, int[] labels) {

    private static final int LEVELS = 255;

    /**
     * Checks the sizes and every label.
     *
     * @throws IllegalArgumentException if a size is wrong, there is no picture, or a label is none of the classes'
     */
    public LabelledPictures {
        classes = List.copyOf(classes);
        if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(
                    "pictures of " + width + "x" + height + " with " + channels + " channels are not taken");
        }
        if (labels.length == 0) {
            throw new IllegalArgumentException("there is no picture");
        }
        if (pixels.length != (long) labels.length * channels * height * width) {
            throw new IllegalArgumentException(pixels.length + " levels are not those of " + labels.length
                    + " pictures of " + width + "x" + height);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new IllegalArgumentException("picture " + i + " has the label " + labels[i] + ", and there are "
                        + classes.size() + " classes");
            }
        }
    }

    /** The number of pictures. */
    public int size() {
        return labels.length;
    }

    /** The levels of one picture. */
    public int pixelsPerPicture() {
        return channels * height * width;
    }

    /**
     * Writes one picture's values, [channels, height, width], moved and perhaps mirrored; what comes in at the border is 0.
     *
     * @param picture its number, from 0
     * @param down rows by which it is moved down; negative up
     * @param right columns by which it is moved to the right
     * @param mirrored whether left and right change places, before it is moved
     * @param target gets {@link #pixelsPerPicture} values from 0 to 1
     * @param offset where in {@code target}
     */
    public void copy(int picture, int down, int right, boolean mirrored, float[] target, int offset) {
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                int from = ((picture * channels + c) * height + y - down) * width;
                int to = offset + (c * height + y) * width;
                for (int x = 0; x < width; x++) {
                    int column = x - right;
                    boolean inside = y >= down && y - down < height && column >= 0 && column < width;
                    int at = from + (mirrored ? width - 1 - column : column);
                    target[to + x] = inside ? (pixels[at] & 0xFF) / (float) LEVELS : 0;
                }
            }
        }
    }

    /** One picture, to be looked at. */
    public Image image(int picture) {
        float[] values = new float[pixelsPerPicture()];
        int plane = height * width;
        for (int i = 0; i < values.length; i++) {
            int at = picture * values.length + i % channels * plane + i / channels;
            values[i] = (pixels[at] & 0xFF) / (float) LEVELS;
        }
        return new Image(width, height, channels, values);
    }

    /** Some of these pictures, in the order of their numbers in {@code pictures}. */
    public LabelledPictures only(int[] pictures) {
        int length = pixelsPerPicture();
        byte[] taken = new byte[Math.multiplyExact(pictures.length, length)];
        int[] classOf = new int[pictures.length];
        for (int i = 0; i < pictures.length; i++) {
            System.arraycopy(pixels, pictures[i] * length, taken, i * length, length);
            classOf[i] = labels[pictures[i]];
        }
        return new LabelledPictures(channels, height, width, classes, taken, classOf);
    }

    /**
     * So many of these pictures, drawn by a seed, of every class as many but for the remainder; all of them, in their order,
     * where {@code count} is not below their number.
     */
    public LabelledPictures drawn(int count, long seed) {
        if (count >= size()) {
            return this;
        }
        RandomNumbers random = new RandomNumbers(seed);
        int[] order = new int[size()];
        for (int i = 0; i < order.length; i++) {
            int j = random.below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        int[] taken = new int[count];
        int[] ofClass = new int[classes.size()];
        boolean[] used = new boolean[size()];
        int found = 0;
        for (int round = 1; found < count; round++) {
            for (int i = 0; i < order.length && found < count; i++) {
                int label = labels[order[i]];
                if (!used[i] && ofClass[label] < round) {
                    used[i] = true;
                    ofClass[label]++;
                    taken[found++] = order[i];
                }
            }
        }
        return only(taken);
    }

    /** Pictures of every class, in the order of the classes. */
    public int[] counts() {
        int[] counts = new int[classes.size()];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** The SHA-256 of the levels followed by the labels, a byte each. */
    public String sha256() {
        byte[] all = Arrays.copyOf(pixels, pixels.length + labels.length);
        for (int i = 0; i < labels.length; i++) {
            all[pixels.length + i] = (byte) labels[i];
        }
        return Hashes.sha256(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelledPictures that
                && channels == that.channels
                && height == that.height
                && width == that.width
                && classes.equals(that.classes)
                && Arrays.equals(pixels, that.pixels)
                && Arrays.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(pixels) + Arrays.hashCode(labels);
    }

    /** The sizes only. */
    @Override
    public String toString() {
        return size() + " pictures of " + width + "x" + height + (channels == 1 ? ", gray, " : ", RGB, ")
                + classes.size() + " classes";
    }
}
