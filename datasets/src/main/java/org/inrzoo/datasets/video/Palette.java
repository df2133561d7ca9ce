package org.inrzoo.datasets.video;

import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * At most 256 colours for a video: all levels of gray for a gray one, else those of Heckbert's median cut, SIGGRAPH 1982: the
 * box of colours with the longest side is halved at its median until there are enough, and each becomes its mean.
 */
final class Palette {

    private static final int COLOURS = 256;

    /** Levels of a channel in the histogram. */
    private static final int LEVELS = 32;

    private final int[] colours;

    /** Of each cell of the histogram, the colour nearest to its middle; none for gray. */
    private final int[] nearest;

    private Palette(int[] colours, int[] nearest) {
        this.colours = colours;
        this.nearest = nearest;
    }

    static Palette of(Video video) {
        if (video.channels() == 1) {
            int[] grays = new int[COLOURS];
            for (int level = 0; level < COLOURS; level++) {
                grays[level] = level * 0x010101;
            }
            return new Palette(grays, new int[0]);
        }
        Histogram histogram = new Histogram(video);
        List<Box> boxes = new ArrayList<>(List.of(histogram.all()));
        while (boxes.size() < COLOURS) {
            Box longest =
                    boxes.stream().max(Comparator.comparingDouble(Box::side)).orElseThrow();
            if (longest.cells().length < 2) {
                break;
            }
            boxes.remove(longest);
            boxes.addAll(longest.halves(histogram));
        }
        int[] colours = boxes.stream().mapToInt(box -> box.mean(histogram)).toArray();
        int[] nearest = new int[LEVELS * LEVELS * LEVELS];
        for (int cell = 0; cell < nearest.length; cell++) {
            nearest[cell] = nearest(colours, cell);
        }
        return new Palette(colours, nearest);
    }

    private static int nearest(int[] colours, int cell) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int distance = 0;
            for (int channel = 0; channel < 3; channel++) {
                int middle = level(cell, channel) * 8 + 4;
                int difference = (colours[i] >> (16 - 8 * channel) & 0xFF) - middle;
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int level(int cell, int channel) {
        return cell >> (10 - 5 * channel) & (LEVELS - 1);
    }

    private static int cell(float[] values, int at) {
        int cell = 0;
        for (int channel = 0; channel < 3; channel++) {
            cell = cell << 5 | Math.round(values[at + channel] * 255) >> 3;
        }
        return cell;
    }

    /** The number of the colour for the value or the three values at a place. */
    int index(float[] values, int at, int channels) {
        return channels == 1 ? Math.round(values[at] * 255) : nearest[cell(values, at)];
    }

    IndexColorModel model() {
        byte[] red = new byte[COLOURS];
        byte[] green = new byte[COLOURS];
        byte[] blue = new byte[COLOURS];
        for (int i = 0; i < colours.length; i++) {
            red[i] = (byte) (colours[i] >> 16);
            green[i] = (byte) (colours[i] >> 8);
            blue[i] = (byte) colours[i];
        }
        return new IndexColorModel(8, COLOURS, red, green, blue);
    }

    /** How often colours occur, and the sums of their values, by cells. */
    private static final class Histogram {

        private final int[] counts = new int[LEVELS * LEVELS * LEVELS];
        private final double[] sums = new double[3 * counts.length];

        Histogram(Video video) {
            for (int at = 0; at < video.values().length; at += 3) {
                int cell = cell(video.values(), at);
                counts[cell]++;
                for (int channel = 0; channel < 3; channel++) {
                    sums[3 * cell + channel] += video.values()[at + channel];
                }
            }
        }

        Box all() {
            List<Integer> cells = new ArrayList<>();
            for (int cell = 0; cell < counts.length; cell++) {
                if (counts[cell] > 0) {
                    cells.add(cell);
                }
            }
            return Box.of(cells.toArray(new Integer[0]), this);
        }
    }

    /** Cells with colours in them, and along which channel they differ most. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Box(Integer[] cells, int channel, double side) {

        static Box of(Integer[] cells, Histogram histogram) {
            int longest = 0;
            double side = -1;
            for (int channel = 0; channel < 3; channel++) {
                int least = LEVELS;
                int most = 0;
                long count = 0;
                for (int cell : cells) {
                    least = Math.min(least, level(cell, channel));
                    most = Math.max(most, level(cell, channel));
                    count += histogram.counts[cell];
                }
                // A side that few pixels have matters less.
                double weighed = (most - least) * Math.pow((double) count, 0.25);
                if (weighed > side) {
                    longest = channel;
                    side = weighed;
                }
            }
            return new Box(cells, longest, cells.length < 2 ? -1 : side);
        }

        List<Box> halves(Histogram histogram) {
            Integer[] sorted = cells.clone();
            Arrays.sort(sorted, Comparator.comparingInt(cell -> level(cell, channel)));
            long half = 0;
            for (int cell : sorted) {
                half += histogram.counts[cell];
            }
            half /= 2;
            int cut = 1;
            long count = histogram.counts[sorted[0]];
            while (cut < sorted.length - 1 && count < half) {
                count += histogram.counts[sorted[cut++]];
            }
            return List.of(
                    of(Arrays.copyOf(sorted, cut), histogram),
                    of(Arrays.copyOfRange(sorted, cut, sorted.length), histogram));
        }

        int mean(Histogram histogram) {
            double[] sums = new double[3];
            double count = 0;
            for (int cell : cells) {
                count += histogram.counts[cell];
                for (int c = 0; c < 3; c++) {
                    sums[c] += histogram.sums[3 * cell + c];
                }
            }
            int colour = 0;
            for (double sum : sums) {
                colour = colour << 8 | (int) Math.round(255 * sum / count);
            }
            return colour;
        }
    }
}
