package org.inrzoo.datasets.video;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.Image;

/**
 * Pictures of one size, evenly in time: the value of channel c at column x of row y of frame t is
 * {@code values[((t * height + y) * width + x) * channels + c]}, and that frame is shown {@code t / rate} seconds after the
 * start.
 *
 * <p>The array is not copied, neither in nor out: nobody may change it once it is in a video. Two videos are equal when their
 * sizes, rates and all their values are.
 *
 * @param frames   pictures, at least 1
 * @param height   rows, at least 1
 * @param width    columns, at least 1
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param rate     frames a second, positive
 * @param values   [frames, height, width, channels], each from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Video(int frames, int height, int width, int channels, double rate, float[] values) {

    /**
     * Checks the sizes and every value.
     *
     * @throws IllegalArgumentException if a size or the rate is wrong, the number of values does not follow from the sizes, or
     *                                  a value is not a number from 0 to 1
     */
    public Video {
        if (frames < 1 || height < 1 || width < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException("a video has at least one frame of 1x1 and 1 or 3 channels, not "
                    + frames + " of " + width + "x" + height + " and " + channels);
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a video has a positive number of frames a second, not " + rate);
        }
        long expected = (long) frames * height * width * channels;
        if (values.length != expected) {
            throw new IllegalArgumentException("a video of " + frames + " frames of " + width + "x" + height + " with "
                    + channels + " channel(s) has " + expected + " values, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw new IllegalArgumentException("values go from 0 to 1, but value " + i + " is " + values[i]);
            }
        }
    }

    /**
     * These pictures, in colour if one of them is.
     *
     * @param frames at least one, all of one size
     * @param rate   frames a second, positive
     */
    public static Video of(List<Image> frames, double rate) {
        Image first = frames.get(0);
        int channels = frames.stream().mapToInt(Image::channels).max().orElseThrow();
        int size = first.width() * first.height() * channels;
        float[] values = new float[Math.multiplyExact(frames.size(), size)];
        int at = 0;
        for (Image frame : frames) {
            if (frame.width() != first.width() || frame.height() != first.height()) {
                throw new IllegalArgumentException("frames differ in size: " + frame.width() + "x" + frame.height()
                        + " after " + first.width() + "x" + first.height());
            }
            for (float value : frame.values()) {
                for (int copy = 0; copy < channels / frame.channels(); copy++) {
                    values[at++] = value;
                }
            }
        }
        return new Video(frames.size(), first.height(), first.width(), channels, rate, values);
    }

    /** One picture, a copy. */
    public Image frame(int t) {
        int size = height * width * channels;
        return new Image(width, height, channels, Arrays.copyOfRange(values, t * size, (t + 1) * size));
    }

    /** How long it is, seconds. */
    public double seconds() {
        return frames / rate;
    }

    /** The fingerprint of the values, see {@link Hashes#sha256(int[], float[])}; the sizes are frames to channels. */
    public String sha256() {
        return Hashes.sha256(new int[] {frames, height, width, channels}, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Video video
                && frames == video.frames
                && height == video.height
                && width == video.width
                && channels == video.channels
                && rate == video.rate
                && Arrays.equals(values, video.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * frames + height) + width) + Arrays.hashCode(values);
    }

    /** Sizes only, such as {@code Video[48 frames of 128x96, RGB, 24 a second]}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "Video[%d frames of %dx%d, %s, %s a second]",
                frames,
                width,
                height,
                channels == 1 ? "gray" : "RGB",
                rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate));
    }
}
