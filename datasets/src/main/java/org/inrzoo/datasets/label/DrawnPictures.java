package org.inrzoo.datasets.label;

import java.util.List;
import java.util.function.Function;
import org.inrzoo.datasets.RandomNumbers;

/** Pictures that are computed, each from the set's seed and its number alone: the same on every machine. */
final class DrawnPictures {

    private static final int TRAIN = 2000;
    private static final int TEST = 800;

    /** What tells one picture's random numbers from the next one's: 2⁶⁴ by the golden ratio. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    /** Draws one picture. */
    @FunctionalInterface
    interface Drawing {
        /** Its values, [channels, side, side]; what lies outside 0 to 1 is cut off. */
        double[] draw(int label, RandomNumbers random);
    }

    private DrawnPictures() {}

    static PictureSet of(String name, int channels, int side, List<String> classes, long seed, Drawing drawing) {
        Function<int[], LabelledPictures> part = range -> {
            int length = channels * side * side;
            byte[] pixels = new byte[(range[1] - range[0]) * length];
            int[] labels = new int[range[1] - range[0]];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = i % classes.size();
                double[] values = drawing.draw(labels[i], new RandomNumbers(seed + STRIDE * (1 + range[0] + i)));
                for (int k = 0; k < length; k++) {
                    pixels[i * length + k] = (byte) Math.round(255 * Math.min(1, Math.max(0, values[k])));
                }
            }
            return new LabelledPictures(channels, side, side, classes, pixels, labels);
        };
        return new PictureSet(
                name, part.apply(new int[] {0, TRAIN}), part.apply(new int[] {TRAIN, TRAIN + TEST}), List.of());
    }

    /** Noise of mean 0 and this deviation: the sum of three uniform numbers, bell-shaped and cheap. */
    static double noise(RandomNumbers random, double deviation) {
        return 2 * deviation * (random.uniform() + random.uniform() + random.uniform() - 1.5);
    }
}
